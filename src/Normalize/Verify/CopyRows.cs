using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Verify;

/// <summary>An item's latest version in bronze.</summary>
internal readonly record struct StoredVersion(string Id, long BronzeId, int Version, string ContentHash)
{
    public string DifferenceTo(string sourceHash) => $"the source's content is {Shown(sourceHash)}, bronze's version {Version} is {Shown(ContentHash)}";

    /// <summary>What of a silver row does not belong to this version, or null.</summary>
    public string? DifferenceOf(string silverHash, long silverBronzeId) =>
        silverHash != ContentHash ? $"silver's content hash is {Shown(silverHash)}, bronze's version {Version} has {Shown(ContentHash)}"
        : silverBronzeId != BronzeId ? $"silver names the bronze id {silverBronzeId}, version {Version} has {BronzeId}"
        : null;

    // Enough of a hash to tell two apart; of what is none, as it is.
    private static string Shown(string hash) => hash.Length > 12 ? $"{hash[..12]}…" : $"'{hash}'";
}

/// <summary>What Normalize wrote about an item.</summary>
/// <param name="IsSilent">Whether another id of the feed speaks for the card.</param>
internal readonly record struct StoredIdentity(string FeedId, string? SilverId, long BronzeId, int NormalizerVersion, string Outcome, bool IsSilent)
{
    /// <summary>Whether it tells of this version, by this program's normaliser.</summary>
    public bool IsCurrent(long bronzeId, int version) => BronzeId == bronzeId && NormalizerVersion == version;
}

/// <summary>Reads what the copy holds, without payloads but for single cards.</summary>
internal sealed class CopyRows(SqlDatabase database, string feed)
{
    public string Feed => feed;

    public Task<Dictionary<string, StoredVersion>> SetVersionsAsync(CancellationToken cancellationToken) =>
        VersionsAsync("SELECT set_id, id, version, content_hash FROM bronze_tcg_sets WHERE feed = @feed", [], cancellationToken);

    public Task<Dictionary<string, StoredVersion>> CardVersionsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        VersionsAsync($"SELECT card_id, id, version, content_hash FROM bronze_tcg_cards WHERE feed = @feed AND {database.IsOneOf("card_id", "@ids")}", ids, cancellationToken);

    public Task<Dictionary<string, StoredIdentity>> SetIdentitiesAsync(CancellationToken cancellationToken) =>
        IdentitiesAsync("SELECT feed_set_id, set_id, bronze_id, normalizer_version, outcome, 0 FROM silver_set_identities WHERE feed = @feed", [], cancellationToken);

    public Task<Dictionary<string, StoredIdentity>> CardIdentitiesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        IdentitiesAsync($"SELECT o.feed_card_id, o.card_id, o.bronze_id, o.normalizer_version, o.outcome, CASE WHEN {SiblingIds.IsSilent} THEN 1 ELSE 0 END FROM silver_card_identities o WHERE o.feed = @feed AND {database.IsOneOf("o.feed_card_id", "@ids")}", ids, cancellationToken);

    /// <summary>Which items say nothing else than their latest versions, less pictures that their feed leaves out at times.</summary>
    public Task<IReadOnlySet<string>> SameLessPicturesAsync(IReadOnlyCollection<BronzeItem> differing, ItemKind kind, CancellationToken cancellationToken) =>
        new LeftOutPictures(database).SameAsync(feed, differing, kind, cancellationToken);

    /// <summary>Feed ids of the current cards that the feed has in a set of its own, which may be a part of the silver set only.</summary>
    public async Task<List<string>> CurrentCardsAsync(string feedSetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT i.feed_card_id FROM silver_set_identities s JOIN silver_tcg_cards c ON c.set_id = s.set_id
            JOIN silver_card_identities i ON i.card_id = c.card_id AND i.feed = @feed AND i.absent_at IS NULL JOIN bronze_tcg_cards b ON b.id = i.bronze_id
            WHERE s.feed = @feed AND s.feed_set_id = @set AND c.retired_at IS NULL AND c.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM silver_set_identities o WHERE o.feed = @feed AND o.feed_set_id = b.set_id AND o.feed_set_id <> @set AND o.set_id = s.set_id)
            """, ("@feed", feed), ("@set", feedSetId));
        return await select.ReadAsync(row => row.GetString(0), cancellationToken);
    }

    /// <summary>Why an item is in quarantine.</summary>
    public async Task<string?> ReasonAsync(string layer, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // KEY is a word of SQL Server's own.
        await using var select = connection.Command(
            "SELECT reason, detail FROM silver_rejects WHERE layer = @layer AND \"key\" = @key AND resolved_at IS NULL", ("@layer", layer), ("@key", $"{feed}/{id}"));
        return (await select.ReadAsync(row => $"{row.GetString(0)}: {row.GetString(1)}", cancellationToken)).FirstOrDefault();
    }

    /// <summary>A card's latest version as it was received; null where there is none.</summary>
    public async Task<ReadOnlyMemory<byte>?> PayloadAsync(string cardId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            database.First("SELECT payload FROM bronze_tcg_cards WHERE feed = @feed AND card_id = @card ORDER BY version DESC", 1), ("@feed", feed), ("@card", cardId));
        return (await select.ReadAsync(row => (ReadOnlyMemory<byte>?)row.Utf8(0), cancellationToken)).FirstOrDefault();
    }

    public async Task<HashSet<int>> SpeciesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT pokedex_number FROM silver_pokemon_master");
        return [.. await select.ReadAsync(row => row.GetInt32(0), cancellationToken)];
    }

    private async Task<Dictionary<string, StoredVersion>> VersionsAsync(string sql, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var latest = new Dictionary<string, StoredVersion>(StringComparer.Ordinal);
        foreach (var row in await RowsAsync(sql, ids, r => new StoredVersion(r.GetString(0), r.GetInt64(1), r.GetInt32(2), r.GetString(3)), cancellationToken))
        {
            if (!latest.TryGetValue(row.Id, out var known) || known.Version < row.Version)
                latest[row.Id] = row;
        }
        return latest;
    }

    private async Task<Dictionary<string, StoredIdentity>> IdentitiesAsync(string sql, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        (await RowsAsync(sql, ids, r => new StoredIdentity(r.GetString(0), r.TextOrNull(1), r.GetInt64(2), r.GetInt32(3), r.GetString(4), r.GetInt32(5) == 1), cancellationToken))
            .ToDictionary(i => i.FeedId, StringComparer.Ordinal);

    private async Task<List<T>> RowsAsync<T>(string sql, IReadOnlyCollection<string> ids, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(sql, ("@feed", feed), ("@ids", database.TextList(ids)));
        return await select.ReadAsync(read, cancellationToken);
    }
}

using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds;

namespace PokedexTop.Normalize.Silver;

/// <summary>A feed card's latest bronze version and what Normalize knows of the card.</summary>
/// <param name="Outcome">Of the version looked at before; null for a card never seen.</param>
internal sealed record PendingCard(
    string FeedCardId, long BronzeId, string ContentHash, string? SetId, Guid SyncId, DateTime RequestedAt, ReadOnlyMemory<byte> Payload,
    string? CardId, long? NormalizedBronzeId, int? NormalizerVersion, string? Outcome, int Attempts, DateTime? NextAttemptAt, string? MatchedBy = null, string? Confidence = null, string? CandidateId = null);

/// <summary>A silver card as it stands, with its species.</summary>
internal readonly record struct ExistingCard(SilverCard Card, List<CardSpecies> Species);

/// <summary>Reads and writes the rows of silver cards for <see cref="CardNormalization"/>.</summary>
internal sealed class CardRows(SqlDatabase database)
{
    /// <summary>The size of nearly every finish.</summary>
    private const string Standard = "standard";

    /// <summary>Columns that say when and from what, not what the card is.</summary>
    private static readonly HashSet<string> s_bookkeeping = ["bronze_id", "content_hash", "normalized_at", "retired_at", "merged_into", "given_by"];

    /// <summary>The named cards that need work: a new version, an older normaliser's row, a retry that is due; with force all.</summary>
    public Task<List<PendingCard>> LoadAsync(string feed, IReadOnlyCollection<string> cardIds, bool force, DateTime now, CancellationToken cancellationToken) =>
        // The identities are named too: else PostgreSQL joins all of them with each batch, 4.3 ms instead of 2.7 for 20,000 cards.
        LoadAsync($"LEFT JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id AND {database.IsOneOf("i.feed_card_id", "@ids")} WHERE {database.IsOneOf("b.card_id", "@ids")}",
            int.MaxValue, feed, force, now, [("@ids", database.TextList(cardIds))], cancellationToken);

    /// <summary>The first of those that have their latest version in a range of bronze rows, in the rows' order.</summary>
    public Task<List<PendingCard>> LoadRangeAsync(string feed, long first, long last, int most, bool force, DateTime now, CancellationToken cancellationToken) =>
        LoadAsync("LEFT JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id WHERE b.id BETWEEN @first AND @last",
            most, feed, force, now, [("@first", first), ("@last", last)], cancellationToken);

    /// <summary>The first cards of a range of bronze rows, whatever else stands in those.</summary>
    public async Task<List<(long BronzeId, string CardId)>> FindAsync(string feed, long first, long last, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            database.First("SELECT b.id, b.card_id FROM bronze_tcg_cards b WHERE b.feed = @feed AND b.id BETWEEN @first AND @last ORDER BY b.id", most),
            ("@feed", feed), ("@first", first), ("@last", last));
        return await select.ReadAsync(r => (r.GetInt64(0), r.GetString(1)), cancellationToken);
    }

    private async Task<List<PendingCard>> LoadAsync(string which, int most, string feed, bool force, DateTime now, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var sql =
            $"""
            SELECT b.card_id, b.id, b.content_hash, b.set_id, b.sync_id, b.requested_at, b.payload,
                i.card_id, i.bronze_id, i.normalizer_version, i.outcome, i.attempts, i.next_attempt_at, i.matched_by, i.confidence, i.candidate_id
            FROM bronze_tcg_cards b {which} AND b.feed = @feed
            AND NOT EXISTS (SELECT 1 FROM bronze_tcg_cards n WHERE n.feed = b.feed AND n.card_id = b.card_id AND n.version > b.version)
            AND (@force = 1 OR i.feed IS NULL OR i.bronze_id <> b.id OR i.normalizer_version < @version OR i.next_attempt_at <= @now)
            ORDER BY b.id
            """;
        await using var select = connection.Command(most == int.MaxValue ? sql : database.First(sql, most),
            [.. parameters, ("@feed", feed), ("@force", force ? 1 : 0), ("@version", FeedNormalizers.Of(feed).Version), ("@now", now)]);
        return await select.ReadAsync(r => new PendingCard(
            r.Text(0), r.GetInt64(1), r.Text(2), r.TextOrNull(3), Guid.Parse(r.Text(4)), r.Utc(5), r.Utf8(6),
            r.TextOrNull(7), r.LongOrNull(8), r.IntOrNull(9), r.TextOrNull(10), r.IntOrNull(11) ?? 0, r.UtcOrNull(12), r.TextOrNull(13), r.TextOrNull(14), r.TextOrNull(15)), cancellationToken);
    }

    /// <summary>
    /// The loaded cards that still have the identity row they were loaded with, and since when their feed no longer lists them;
    /// null while it does. Under the layer's lock.
    /// </summary>
    public async Task<Dictionary<string, DateTime?>> UnchangedAsync(WriteTransaction write, string feed, List<PendingCard> loaded, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            $"SELECT feed_card_id, bronze_id, normalizer_version, attempts, absent_at, card_id, matched_by FROM silver_card_identities WHERE feed = @feed AND {database.IsOneOf("feed_card_id", "@ids")}",
            ("@feed", feed), ("@ids", database.TextList([.. loaded.Select(c => c.FeedCardId)])));
        var current = (await select.ReadAsync(r => (Id: r.Text(0), State: ((long?)r.GetInt64(1), (int?)r.GetInt32(2), r.GetInt32(3), r.TextOrNull(5), r.TextOrNull(6)), AbsentAt: r.UtcOrNull(4)), cancellationToken)).ToDictionary(r => r.Id, StringComparer.Ordinal);
        return loaded
            .Where(c => current.TryGetValue(c.FeedCardId, out var row) ? row.State == (c.NormalizedBronzeId, c.NormalizerVersion, c.Attempts, c.CardId, c.MatchedBy) : c.Outcome is null)
            .ToDictionary(c => c.FeedCardId, c => current.GetValueOrDefault(c.FeedCardId).AbsentAt, StringComparer.Ordinal);
    }

    /// <summary>The silver cards that are there already.</summary>
    public async Task<Dictionary<string, ExistingCard>> ExistingAsync(WriteTransaction write, List<string> cardIds, CancellationToken cancellationToken)
    {
        if (cardIds.Count == 0)
            return [];
        (string, object?)[] ids = [("@ids", database.TextList(cardIds))];
        await using var select = write.Command($"{SilverTables.Cards.Select} WHERE {database.IsOneOf("card_id", "@ids")}", ids);
        var cards = await select.ReadAsync(StoredCard.Read, cancellationToken);
        await using var species = write.Command($"SELECT card_id, pokedex_number, position, matched_by FROM silver_tcg_card_pokemon WHERE {database.IsOneOf("card_id", "@ids")} ORDER BY position", ids);
        var links = (await species.ReadAsync(r => (CardId: r.Text(0), Link: new CardSpecies(r.GetInt32(1), r.GetInt32(2), r.Text(3))), cancellationToken)).ToLookup(l => l.CardId, l => l.Link);
        return cards.ToDictionary(c => c.CardId, c => new ExistingCard(c, [.. links[c.CardId]]), StringComparer.Ordinal);
    }

    public async Task ReplaceLinksAsync(WriteTransaction write, List<string> existing, List<CardPokemon> links, CancellationToken cancellationToken)
    {
        if (existing.Count > 0)
            await write.ExecuteAsync($"DELETE FROM silver_tcg_card_pokemon WHERE {database.IsOneOf("card_id", "@ids")}", [("@ids", database.TextList(existing))], cancellationToken);
        await database.InsertAsync(write, SilverTables.CardPokemon, links, cancellationToken);
    }

    /// <summary>Those of some cards whose finishes stand there as their feed tells them now, so that none are to be written.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="told">What it says now, by card.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<HashSet<string>> WithSameFinishesAsync(string feed, Dictionary<string, IReadOnlyList<CardFinish>> told, CancellationToken cancellationToken)
    {
        if (told.Count == 0)
            return [];
        await using var connection = await database.OpenAsync(cancellationToken);
        // Rows are compared as they are read: of nearly two to a card nearly all are as they were, and objects of them cost as much as reading them.
        // So does each column: five in six are of the usual size, in the feed's language, and have none of the last three.
        await using var select = connection.Command(
            $"""
            SELECT card_id, position, finish, tcgplayer_id, cardmarket_id, variant_id,
                CASE WHEN size = '{Standard}' AND language = @language AND subtype IS NULL AND foil IS NULL AND stamps IS NULL THEN 0 ELSE 1 END, size, language, subtype, foil, stamps
            FROM silver_card_finishes WHERE source = @feed AND {database.IsOneOf("card_id", "@ids")}
            """, ("@feed", feed), ("@language", FeedLanguage.Of(feed)), ("@ids", database.TextList(told.Keys)));
        var missing = new Dictionary<string, (IReadOnlyList<CardFinish> Told, int Left)>(told.Count, StringComparer.Ordinal);
        foreach (var (cardId, finishes) in told)
            missing.Add(cardId, (finishes, finishes.Count));
        await using (var reader = await select.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                Compare(reader, missing);
        }
        var same = new HashSet<string>(told.Count, StringComparer.Ordinal);
        foreach (var (cardId, (_, left)) in missing)
        {
            if (left == 0)
                same.Add(cardId);
        }
        return same;
    }

    private static void Compare(DbDataReader row, Dictionary<string, (IReadOnlyList<CardFinish> Told, int Left)> missing)
    {
        ref var card = ref CollectionsMarshal.GetValueRefOrNullRef(missing, row.Text(0));
        if (!Unsafe.IsNullRef(ref card))
            card.Left = IsSame(row, card.Told) ? card.Left - 1 : int.MaxValue;
    }

    /// <summary>Whether a row says what the feed does; one that cannot be read says nothing.</summary>
    private static bool IsSame(DbDataReader row, IReadOnlyList<CardFinish> told)
    {
        try
        {
            return row.GetInt32(1) is var position && position >= 0 && position < told.Count && told[position] is var finish && finish.Position == position
                && row.Text(2) == finish.Finish && row.IntOrNull(3) == finish.TcgplayerId && row.IntOrNull(4) == finish.CardmarketId && row.TextOrNull(5) == finish.VariantId
                && (row.GetInt32(6) == 0 ? finish is { Size: Standard, Subtype: null, Foil: null, Stamps: null }
                    : row.TextOrNull(7) == finish.Size && row.TextOrNull(8) == finish.Language && row.TextOrNull(9) == finish.Subtype && row.TextOrNull(10) == finish.Foil
                        && SameJson(row.TextOrNull(11), SilverJson.Write(finish.Stamps)));
        }
        catch (Exception error) when (DamagedRows.IsDamage(error))
        {
            return false;
        }
    }

    /// <summary>Puts what a feed says of cards' finishes in the place of what it said before.</summary>
    /// <param name="write">The transaction, under the layer's lock.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="existing">Those of the cards that were there before.</param>
    /// <param name="finishes">What the feed says now, of these and of new cards.</param>
    /// <param name="cancellationToken">Nothing is committed then.</param>
    public async Task ReplaceFinishesAsync(WriteTransaction write, string feed, List<string> existing, List<CardFinish> finishes, CancellationToken cancellationToken)
    {
        if (existing.Count > 0)
            await write.ExecuteAsync($"DELETE FROM silver_card_finishes WHERE source = @feed AND {database.IsOneOf("card_id", "@ids")}", [("@feed", feed), ("@ids", database.TextList(existing))], cancellationToken);
        await database.InsertAsync(write, SilverTables.Finishes, finishes, cancellationToken);
    }

    public async Task WriteChangesAsync(WriteTransaction write, List<CardChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return;
        var id = await write.NextIdAsync(SilverTables.Changes.Name, cancellationToken);
        foreach (var change in changes)
            change.Id = id++;
        await database.InsertAsync(write, SilverTables.Changes, changes, cancellationToken);
    }

    public static CardChange Change(string cardId, string kind, List<string> fields, long bronzeId, Guid? syncId, DateTime at) => new()
    {
        CardId = cardId,
        Kind = kind,
        Fields = fields.Count > 0 ? JsonSerializer.Serialize(fields) : null,
        BronzeId = bronzeId,
        SyncId = syncId,
        At = at,
    };

    /// <summary>The columns in which two versions of a card differ.</summary>
    public static List<string> ChangedFields(SilverCard before, SilverCard after) =>
        [.. SilverTables.Cards.Columns
            .Where(c => !s_bookkeeping.Contains(c.Name) && !Same(c, c.Value(before), c.Value(after)))
            .Select(c => c.Name)];

    private static bool Same<T>(BulkColumn<T> column, object? before, object? after)
    {
        if (Equals(before, after))
            return true;
        // jsonb gives text back in its own spelling; only the value counts.
        return column.Type is BulkType.Json or BulkType.TextList && before is string a && after is string b && SameJson(a, b);
    }

    /// <summary>Whether two JSON texts have one value, however they are spelled.</summary>
    public static bool SameJson(string? before, string? after)
    {
        if (before is null || after is null || before == after)
            return before == after;
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(before), JsonNode.Parse(after));
        }
        catch (Exception error) when (DamagedRows.IsDamage(error))
        {
            return false;
        }
    }
}

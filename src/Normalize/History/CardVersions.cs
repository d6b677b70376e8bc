using System.Text.Json;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Normalize.History;

/// <summary>A version of a card, as a feed sent it.</summary>
/// <param name="Feed">Which feed.</param>
/// <param name="FeedCardId">The card's id there.</param>
/// <param name="Version">1 for the first, in each feed.</param>
/// <param name="BronzeId">Its row, which changes name.</param>
/// <param name="ContentHash">SHA-256 of its canonical form, without prices and set.</param>
/// <param name="Source">Where the feed was read from.</param>
/// <param name="FetchedAt">UTC.</param>
/// <param name="SyncId">The sync that brought it.</param>
/// <param name="Changed">JSON Pointers of what differs from the version before; empty for the first.</param>
/// <param name="Payload">The card's JSON as received; null where the row can no longer be read.</param>
public sealed record CardVersion(
    string Feed, string FeedCardId, int Version, long BronzeId, string ContentHash, string Source, DateTime FetchedAt, Guid SyncId, IReadOnlyList<string> Changed, JsonElement? Payload);

/// <summary>Reads every version that was ever received of a silver card.</summary>
public sealed class CardVersions(SqlDatabase database)
{
    /// <returns>The newest first, feed by feed; none where there is no such card.</returns>
    public async Task<List<CardVersion>> ReadAsync(string cardId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT b.feed, b.card_id, b.version, b.id, b.content_hash, b.source, b.fetched_at, b.sync_id, b.payload
            FROM silver_card_identities i JOIN bronze_tcg_cards b ON b.feed = i.feed AND b.card_id = i.feed_card_id
            WHERE i.card_id = @card ORDER BY b.feed, b.card_id, b.version
            """, ("@card", cardId));
        var rows = await select.ReadAsync(
            r => (Version: new CardVersion(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetInt64(3), r.GetString(4), r.GetString(5), r.Utc(6), Guid.Parse(r.GetString(7)), [], null), Payload: r.Utf8(8)),
            cancellationToken);
        var versions = new List<CardVersion>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var (version, payload) = rows[i];
            var follows = i > 0 && (rows[i - 1].Version.Feed, rows[i - 1].Version.FeedCardId) == (version.Feed, version.FeedCardId);
            versions.Add(version with { Changed = follows ? Differences(rows[i - 1].Payload, payload) : [], Payload = Parsed(payload) });
        }
        versions.Reverse();
        return versions;
    }

    private static List<string> Differences(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var comparison = ItemComparison.Of(before.Span, after.Span, ItemKind.Card);
        return [.. comparison.Differing.Concat(comparison.OnlyFirst).Concat(comparison.OnlySecond).Order(StringComparer.Ordinal)];
    }

    private static JsonElement? Parsed(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonElement.Parse(payload.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

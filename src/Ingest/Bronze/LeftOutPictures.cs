using System.Text;
using System.Text.Json;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Bronze;

/// <summary>
/// TCGdex leaves the addresses of pictures out where a list of its pictures could not be read, at times for all cards at once, and a
/// folder of its data has none. An item that says nothing else than its latest version, less pictures, is no new version: it is taken
/// for that version, which has them. A picture that comes or changes is news.
/// </summary>
internal sealed class LeftOutPictures(SqlDatabase database)
{
    private static readonly string[] s_pictures = ["image", "logo", "symbol"];

    /// <summary>Gives the latest versions of such items the items' hashes, so that they are found equal.</summary>
    /// <param name="write">The transaction that stores the items.</param>
    /// <param name="feed">Their feed.</param>
    /// <param name="items">What came.</param>
    /// <param name="latest">The latest versions of what came.</param>
    /// <param name="kind">What they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task ForgiveAsync(WriteTransaction write, string feed, IEnumerable<BronzeItem> items, Dictionary<string, LatestVersion> latest, ItemKind kind, CancellationToken cancellationToken)
    {
        if (!TcgdexFeed.Is(feed))
            return;
        var differing = items.Where(item => item.Id is { } id && latest.TryGetValue(id, out var known) && known.ContentHash != item.ContentHash).ToList();
        if (differing.Count == 0)
            return;
        var (table, key) = kind == ItemKind.Card ? (BronzeTables.Cards.Name, "card_id") : (BronzeTables.Sets.Name, "set_id");
        await using var select = write.Command(
            $"SELECT {key}, payload FROM {table} WHERE feed = @feed AND {database.IsOneOf(key, "@ids")} ORDER BY {key}, version", ("@feed", feed), ("@ids", database.TextList([.. differing.Select(item => item.Id!).Distinct()])));
        var payloads = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (id, payload) in await select.ReadAsync(row => (row.GetString(0), row.Utf8(1)), cancellationToken))
            payloads[id] = payload;
        foreach (var item in differing)
        {
            var known = latest[item.Id!];
            if (known.ContentHash != item.ContentHash && payloads.TryGetValue(known.Id, out var payload) && IsSameLessPictures(payload, item, kind))
                latest[known.Id] = known with { ContentHash = item.ContentHash };
        }
    }

    private static bool IsSameLessPictures(ReadOnlyMemory<byte> known, BronzeItem item, ItemKind kind)
    {
        var had = Pictures(known);
        had.ExceptWith(Pictures(item.Utf8Payload));
        return had.Count > 0
            && CanonicalJson.TryHash(known.Span, TopLevelNames.Of(kind).And([.. had]), out var hash, out _)
            && hash == item.ContentHash;
    }

    private static HashSet<string> Pictures(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = PayloadFault.MaxBytes });
        return [.. s_pictures.Where(name => document.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)];
    }
}

using System.Data.Common;
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
public sealed class LeftOutPictures(SqlDatabase database)
{
    private static readonly string[] s_pictures = ["image", "logo", "symbol"];

    /// <summary>Gives the latest versions of such items the items' hashes, so that they are found equal.</summary>
    /// <param name="write">The transaction that stores the items.</param>
    /// <param name="feed">Their feed.</param>
    /// <param name="items">What came.</param>
    /// <param name="latest">The latest versions of what came.</param>
    /// <param name="kind">What they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal async Task ForgiveAsync(WriteTransaction write, string feed, IEnumerable<BronzeItem> items, Dictionary<string, LatestVersion> latest, ItemKind kind, CancellationToken cancellationToken)
    {
        if (!TcgdexFeed.Is(feed))
            return;
        var differing = items.Where(item => item.Id is { } id && latest.TryGetValue(id, out var known) && known.ContentHash != item.ContentHash).ToList();
        if (differing.Count == 0)
            return;
        await using var select = Latest(write.Command, feed, differing, kind);
        var same = await SameAsync(select, differing, kind, cancellationToken);
        foreach (var item in differing.Where(item => same.Contains(item.Id!)))
            latest[item.Id!] = latest[item.Id!] with { ContentHash = item.ContentHash };
    }

    /// <summary>Which items of a feed say nothing else than their latest versions, less pictures.</summary>
    /// <param name="feed">Their feed.</param>
    /// <param name="differing">Items whose latest versions have other hashes.</param>
    /// <param name="kind">What they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlySet<string>> SameAsync(string feed, IReadOnlyCollection<BronzeItem> differing, ItemKind kind, CancellationToken cancellationToken)
    {
        if (!TcgdexFeed.Is(feed) || differing.Count == 0)
            return new HashSet<string>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = Latest(connection.Command, feed, differing, kind);
        return await SameAsync(select, differing, kind, cancellationToken);
    }

    private delegate DbCommand MakeCommand(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

    private DbCommand Latest(MakeCommand command, string feed, IEnumerable<BronzeItem> items, ItemKind kind)
    {
        var (table, key) = kind == ItemKind.Card ? (BronzeTables.Cards.Name, "card_id") : (BronzeTables.Sets.Name, "set_id");
        return command(
            $"SELECT {key}, payload FROM {table} WHERE feed = @feed AND {database.IsOneOf(key, "@ids")} ORDER BY {key}, version", ("@feed", feed), ("@ids", database.TextList([.. items.Select(item => item.Id!).Distinct()])));
    }

    private static async Task<HashSet<string>> SameAsync(DbCommand latest, IEnumerable<BronzeItem> items, ItemKind kind, CancellationToken cancellationToken)
    {
        var payloads = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (id, payload) in await latest.ReadAsync(row => (row.GetString(0), row.Utf8(1)), cancellationToken))
            payloads[id] = payload;
        return [.. items.Where(item => payloads.TryGetValue(item.Id!, out var payload) && IsSameLessPictures(payload, item, kind)).Select(item => item.Id!)];
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

using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Trackers;
using PokedexTop.Data;

namespace PokedexTop.Collections.Exports;

/// <summary>A user's lots as files: our JSON and CSV, each of which comes back as it went out, and what other programs take in.</summary>
public sealed class CollectionFiles(UserLots lots, CollectedCatalogue catalogue, TimeProvider time)
{
    public const string Json = OurFormats.Json;

    public const string Csv = OurFormats.Csv;

    private static readonly Dictionary<string, TrackerWriter> s_trackers = new(StringComparer.Ordinal)
    {
        [Collectr.FormatName] = new CollectrWriter(),
        [TcgplayerApp.FormatName] = new TcgplayerWriter(),
        [Pokecollector.FormatName] = new PokecollectorWriter(),
    };

    /// <summary>The formats that are written.</summary>
    public static IReadOnlyList<string> Formats { get; } = [Json, Csv, .. s_trackers.Keys];

    /// <summary>Every lot of a user in one file, and what of them that file cannot hold.</summary>
    public async Task<ExportedFile> ExportAsync(string userId, string format, CancellationToken cancellationToken)
    {
        var all = await lots.AllAsync(userId, cancellationToken);
        if (format == Json)
            return new ExportedFile(JsonLots.Write(all), "application/json", "collection.json", []);
        var known = await catalogue.ReadAsync(cancellationToken);
        var (bytes, warnings) = s_trackers.TryGetValue(format, out var writer) ? writer.Write(all, known, DateOnly.FromDateTime(time.UtcNow())) : (CsvLots.Write(all, known), []);
        return new ExportedFile(bytes, "text/csv; charset=utf-8", format == Csv ? "collection.csv" : $"{format}.csv", warnings);
    }
}

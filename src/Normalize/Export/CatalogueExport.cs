using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Export;

/// <summary>A card that is not written.</summary>
/// <param name="SetId">Its set, where one is known.</param>
/// <param name="Why">retired, merged or quarantined.</param>
public sealed record LeftOutCard(string CardId, string? SetId, string Why)
{
    public const string Retired = "retired";
    public const string Merged = "merged";
    public const string Quarantined = "quarantined";
}

/// <summary>Silver rows cannot be read, so that an export would lack them; exit code 1.</summary>
public sealed class DamagedCatalogueException(string message) : Exception(message);

/// <summary>What was written.</summary>
/// <param name="LeftOut">Cards that are retired, merged into another, or in quarantine, whether or not they ever reached silver.</param>
/// <param name="LeftOutSets">Sets in quarantine that never reached silver.</param>
/// <param name="Incomplete">Sets whose cards were never fetched completely, or that cannot be a file.</param>
/// <param name="Checksum">SHA-256 over the files' own checksums: what <c>sha256sum sets/en.json cards/en/*.json | sha256sum</c> prints in the C locale.</param>
public sealed record ExportResult(
    int Sets, int Cards, IReadOnlyList<LeftOutCard> LeftOut, IReadOnlyList<string> LeftOutSets, IReadOnlyList<string> Incomplete, string Checksum);

/// <summary>Writes silver as a folder source in the pokemontcg feed's shape, a set at a time.</summary>
public sealed class CatalogueExport(SqlDatabase database)
{
    private const int DamageNamed = 20;

    private readonly ExportOrder _order = new(database);

    /// <param name="folder">Created where missing.</param>
    /// <param name="shape">What is said of each set and card.</param>
    /// <param name="overwrite">Write into a folder that is not empty: the catalogue's files there are replaced, and card files of sets that are gone are removed.</param>
    /// <param name="progress">Told the sets done and planned.</param>
    /// <param name="cancellationToken">Stops it; files already written stay, none is half written.</param>
    /// <exception cref="ConfigurationException">The folder holds something and <paramref name="overwrite"/> is not given, or it cannot be written.</exception>
    /// <exception cref="DamagedCatalogueException">Rows of silver cannot be read; the set list is not written then.</exception>
    public async Task<ExportResult> WriteAsync(string folder, ExportShape shape, bool overwrite, IProgress<(int Done, int Planned)>? progress, CancellationToken cancellationToken)
    {
        IExportShape shaped = shape == ExportShape.Full ? new FullShape(database) : new FirstFeedShape(database);
        using var files = ExportFolder.Open(folder, overwrite);
        await files.NameFeedAsync(shaped.Feed ?? await _order.FeedAsync(cancellationToken), cancellationToken);
        var places = await _order.SetsAsync(cancellationToken);
        var damaged = new List<DamagedRow>();
        var sets = (await shaped.SetsAsync(damaged, cancellationToken))
            .OrderBy(s => places.GetValueOrDefault(s.Row.SetId)?.Position ?? SetPlace.Last).ThenBy(s => s.Row.SetId, StringComparer.Ordinal).ToList();
        var rejected = await _order.QuarantinedCardsAsync(cancellationToken);
        var leftOut = rejected.Values.ToList();
        var incomplete = new List<string>();
        var (cards, done) = (0, 0);
        foreach (var setId in sets.Select(s => s.Row.SetId))
        {
            var fetch = places.GetValueOrDefault(setId);
            var all = await shaped.OfSetAsync(setId, damaged, cancellationToken);
            var kept = all.FindAll(c => c.Row is { RetiredAt: null, MergedInto: null } && !rejected.ContainsKey(c.Row.CardId));
            if (fetch?.CompleteFetchId is null || !ExportFolder.IsFileName(setId))
                incomplete.Add(setId);
            // An empty file would say that the set has no cards; without one a reader knows that it is not there.
            if (ExportFolder.IsFileName(setId) && (kept.Count > 0 || fetch?.CompleteFetchId is not null))
            {
                var members = await _order.MembersAsync(fetch?.CompleteFetchId, cancellationToken);
                await files.WriteAsync($"cards/en/{setId}.json", Document(kept.OrderBy(c => members.GetValueOrDefault(c.Row.CardId, int.MaxValue)), (json, card) => card.Write(json)), cancellationToken);
                cards += kept.Count;
            }
            leftOut.AddRange(all.Where(c => c.Row is not { RetiredAt: null, MergedInto: null } && !rejected.ContainsKey(c.Row.CardId))
                .Select(c => new LeftOutCard(c.Row.CardId, c.Row.SetId, c.Row.MergedInto is null ? LeftOutCard.Retired : LeftOutCard.Merged)));
            progress?.Report((++done, sets.Count));
        }
        // Every set was looked at, so that all that is damaged is named at once.
        if (damaged.Count > 0)
            throw new DamagedCatalogueException(Damage(damaged));
        await files.WriteAsync("sets/en.json", Document(sets, (json, set) => set.Write(json)), cancellationToken);
        leftOut.Sort((one, other) => string.CompareOrdinal(one.CardId, other.CardId));
        return new ExportResult(sets.Count, cards, leftOut, await _order.QuarantinedSetsAsync(cancellationToken), incomplete, files.Finish());
    }

    private static string Damage(List<DamagedRow> rows) =>
        $"These rows of silver cannot be read: {string.Join("; ", rows.Take(DamageNamed).Select(r => $"{r.Id} ({r.Reason.TrimEnd('.')})"))}{(rows.Count > DamageNamed ? $"; and {rows.Count - DamageNamed} more" : "")}. "
        + "'pokedextop replay' writes them again from bronze; then export again.";

    private static ReadOnlyMemory<byte> Document<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using (var json = new Utf8JsonWriter(buffer, PokemonTcgJson.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var item in items)
                write(json, item);
            json.WriteEndArray();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}

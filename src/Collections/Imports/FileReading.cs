using System.Security.Cryptography;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Trackers;
using PokedexTop.Configuration;

namespace PokedexTop.Collections.Imports;

/// <summary>A file as it was read.</summary>
/// <param name="Format">By name.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Rows">All of them.</param>
internal sealed record ReadFile(string Format, string Sha256, FileRows Rows);

/// <summary>Reads a file of any format there is, and finds out which that is by what the file says itself.</summary>
internal static class FileReading
{
    /// <summary>Every format that is read.</summary>
    public static IReadOnlyList<string> Formats { get; } = [OurFormats.Json, OurFormats.Csv, .. TrackerFormats.All.Select(format => format.Name), DeckList.FormatName, DesktopFile.FormatName];

    /// <summary>Whether files of a format are ours: what they cannot say is a mistake then.</summary>
    public static bool IsOurs(string format) => format is OurFormats.Json or OurFormats.Csv;

    /// <param name="file">Its bytes.</param>
    /// <param name="format">Where somebody says which it is; null to find out.</param>
    /// <param name="currency">Of prices that say none.</param>
    /// <param name="catalogue">The cards there are.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ConfigurationException">It is of no format that is read, or too large.</exception>
    public static async Task<ReadFile> ReadAsync(ReadOnlyMemory<byte> file, string? format, string? currency, KnownCatalogue catalogue, CancellationToken cancellationToken)
    {
        FileLimits.CheckBytes(file.Length);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Span));
        var found = DesktopFile.Is(file.Span) ? (DesktopFile.FormatName, await DesktopFile.ReadAsync(file, cancellationToken)) : default;
        var (name, rows) = found.FormatName is not null
            ? (found.FormatName, new FileRows([.. found.Item2.Select(row => Lots(found.FormatName).Of(row.Row, row.Raw, row.Read))], []))
            : ReadText(FileLimits.Text(file.Span), format);
        return format is null || format == name ? new ReadFile(name, sha256, rows) : throw new ConfigurationException($"The file is no '{format}': it looks like '{name}'.");

        TrackerLots Lots(string of) => new(new CardMatcher(catalogue), $"{of} {sha256[..12]}", currency);

        (string, FileRows) ReadText(string text, string? asked)
        {
            if (text.TrimStart() is ['{' or '[', ..])
                return (OurFormats.Json, JsonLots.Read(text));
            if (asked == DeckList.FormatName || (asked is null && DeckList.Is(text)))
            {
                var lots = Lots(DeckList.FormatName);
                return (DeckList.FormatName, new FileRows([.. DeckList.Read(text).Select(line => line.Read is { } read ? lots.Of(line.Row, line.Raw, read)
                    : new FileRow(line.Row, null, "is no line such as '3 MEG 21' or '1 Charizard PR-SW 92'") { Raw = line.Raw, Outcome = RowOutcome.Refused })], []));
            }
            var table = CsvTable.Read(text);
            var heads = new TrackerHeads(table.Heads);
            var tracker = asked is null ? TrackerFormats.Find(heads) : TrackerFormats.All.FirstOrDefault(f => f.Name == asked && f.IsHeader(heads)) ?? TrackerFormats.Find(heads);
            if (tracker is not null && asked != OurFormats.Csv)
                return (tracker.Name, ReadTable(table, heads, tracker, Lots(tracker.Name)));
            return CsvLots.IsOurs(table) ? (OurFormats.Csv, CsvLots.Read(table)) : throw new ConfigurationException(
                $"The file has no column 'card_id', so it is no CSV of this program, and no program that is known writes such columns: {string.Join(", ", table.Heads.Take(20))}. Known are {string.Join(", ", Formats)}.");
        }
    }

    private static FileRows ReadTable(CsvTable table, TrackerHeads heads, TrackerFormat tracker, TrackerLots lots) => new([.. table.Rows.Select(row =>
    {
        var raw = RawRow.Write(table.Heads, row.Cells);
        return row.Problem is { } problem ? new FileRow(row.Number, null, problem) { Raw = raw, Outcome = RowOutcome.Refused } : lots.Of(row.Number, raw, tracker.Read(new TrackerCells(heads, row.Cells)));
    })], []);
}

using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using ConfigurationException = PokedexTop.Configuration.ConfigurationException;

namespace PokedexTop.Collections.Files;

/// <summary>A row of a table.</summary>
/// <param name="Number">As the file counts them: the header is row 1.</param>
/// <param name="Cells">As they were read.</param>
/// <param name="Problem">Why they may not be the row's.</param>
internal sealed record CsvTableRow(int Number, string[] Cells, string? Problem);

/// <summary>A file of cells, however it separates them.</summary>
/// <param name="Heads">The first row.</param>
/// <param name="Rows">The others.</param>
/// <param name="DecimalComma">Whether it may write 4,50: whoever separates cells by semicolons does.</param>
internal sealed record CsvTable(string[] Heads, IReadOnlyList<CsvTableRow> Rows, bool DecimalComma)
{
    private static readonly string[] s_delimiters = [",", ";", "\t"];

    /// <exception cref="ConfigurationException">It is empty, or has too many rows.</exception>
    public static CsvTable Read(string text)
    {
        // A first line "sep=;" is a spreadsheet's word to itself.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || text.StartsWith("\"sep=", StringComparison.OrdinalIgnoreCase))
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var header = text.Split('\n', 2)[0];
        var delimiter = s_delimiters.MaxBy(sign => header.Count(c => c == sign[0]))!;
        var bad = false;
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = _ => bad = true, IgnoreBlankLines = true });
        if (!parser.Read() || parser.Record is not { } heads)
            throw new ConfigurationException("The file is empty.");
        var rows = new List<CsvTableRow>();
        for (bad = false; parser.Read(); bad = false)
        {
            FileLimits.CheckRows(rows.Count + 1);
            var cells = parser.Record!;
            rows.Add(new CsvTableRow(parser.Row, cells, bad ? "its quotes do not match" : cells.Length != heads.Length ? $"has {cells.Length} cells, the header {heads.Length}" : null));
        }
        return new CsvTable(heads, rows, delimiter == ";");
    }
}

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using ConfigurationException = PokedexTop.Configuration.ConfigurationException;

namespace PokedexTop.Collections.Files;

/// <summary>Our CSV: a row a lot, with the card's name, set and number beside its id for people, as a spreadsheet can open and save it.</summary>
internal static class CsvLots
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    private static readonly string[] s_delimiters = [",", ";", "\t"];

    /// <summary>For people; not read.</summary>
    private static readonly string[] s_forPeople = ["name", "set", "number"];

    private static readonly string[] s_columns =
    [
        "id", "version", "card_id", .. s_forPeople, "list", "quantity", "finish", "condition", "language", "grade_company", "grade", "certificate", "location", "notes",
        "acquired_on", "price_paid", "currency", "source", "created_at", "updated_at", "moved_from", "moved_at",
    ];

    public static byte[] Write(IEnumerable<Lot> lots, KnownCatalogue catalogue)
    {
        using var bytes = new MemoryStream();
        // With a byte order mark, by which spreadsheets know that it is UTF-8.
        using (var writer = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }))
        {
            foreach (var column in s_columns)
                csv.WriteField(column);
            csv.NextRecord();
            foreach (var lot in lots)
            {
                foreach (var cell in Cells(lot, catalogue.Find(lot.CardId)))
                    csv.WriteField(SpreadsheetText.Write(cell));
                csv.NextRecord();
            }
        }
        return bytes.ToArray();
    }

    private static string?[] Cells(Lot lot, KnownCard? card) =>
    [
        lot.Id.ToString(), Text(lot.Version), lot.CardId, card?.Name, card?.Set.Name, card?.Number, lot.List, Text(lot.Quantity), lot.Finish, lot.Condition, lot.Language, lot.GradeCompany, lot.Grade, lot.Certificate,
        lot.Location, lot.Notes, lot.AcquiredOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), lot.PricePaid?.ToString("0.##", CultureInfo.InvariantCulture), lot.Currency, lot.Source,
        Text(lot.CreatedAt), Text(lot.UpdatedAt), lot.MovedFrom, Text(lot.MovedAt),
    ];

    /// <exception cref="ConfigurationException">It is no file of ours.</exception>
    public static FileRows Read(string text)
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
        var columns = Columns(heads, out var warnings);
        var rows = new List<FileRow>();
        while (Read(parser, ref bad))
        {
            FileLimits.CheckRows(rows.Count + 1);
            var cells = parser.Record!;
            var lot = new CsvRow(columns, cells, decimalComma: delimiter == ";");
            rows.Add(bad ? new FileRow(parser.Row, null, "its quotes do not match")
                : cells.Length != heads.Length ? new FileRow(parser.Row, null, $"has {cells.Length} cells, the header {heads.Length}")
                : lot.Read() is { } read ? new FileRow(parser.Row, read) : new FileRow(parser.Row, null, lot.Problem));
        }
        return new FileRows(rows, warnings);
    }

    private static bool Read(CsvParser parser, ref bool bad)
    {
        bad = false;
        return parser.Read();
    }

    private static Dictionary<string, int> Columns(string[] heads, out List<string> warnings)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        warnings = [];
        for (var i = 0; i < heads.Length; i++)
        {
            if (s_columns.FirstOrDefault(name => FinishWords.Key(name) == FinishWords.Key(heads[i])) is not { } column)
                warnings.Add($"The column '{heads[i]}' is not known and not read.");
            else if (!columns.TryAdd(column, i))
                throw new ConfigurationException($"The file has the column '{heads[i]}' twice.");
        }
        return columns.ContainsKey("card_id") ? columns : throw new ConfigurationException($"The file has no column 'card_id', so it is no CSV of this program; its columns are {string.Join(", ", s_columns)}.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTime? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture);
}

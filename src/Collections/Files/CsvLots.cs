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

    /// <summary>Whether a table has the one column that ours needs.</summary>
    public static bool IsOurs(CsvTable table) => table.Heads.Any(head => FinishWords.Key(head) == "cardid");

    /// <exception cref="ConfigurationException">It is no file of ours.</exception>
    public static FileRows Read(CsvTable table)
    {
        var columns = Columns(table.Heads, out var warnings);
        return new FileRows([.. table.Rows.Select(row => Read(row, columns, table) with { Raw = RawRow.Write(table.Heads, row.Cells) })], warnings);
    }

    private static FileRow Read(CsvTableRow row, Dictionary<string, int> columns, CsvTable table)
    {
        if (row.Problem is { } problem)
            return new FileRow(row.Number, null, problem);
        var lot = new CsvRow(columns, row.Cells, table.DecimalComma);
        return lot.Read() is { } read ? new FileRow(row.Number, read) : new FileRow(row.Number, null, lot.Problem);
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

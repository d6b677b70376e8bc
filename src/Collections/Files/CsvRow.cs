using System.Globalization;

namespace PokedexTop.Collections.Files;

/// <summary>One row of our CSV, as a spreadsheet may have saved it.</summary>
/// <param name="columns">Where each column stands.</param>
/// <param name="cells">As they were read.</param>
/// <param name="decimalComma">Whether the file may write 4,50: whoever separates cells by semicolons does.</param>
internal sealed class CsvRow(Dictionary<string, int> columns, string[] cells, bool decimalComma)
{
    /// <summary>What is wrong with the first cell that cannot be read.</summary>
    public string? Problem { get; private set; }

    /// <returns>Null where a cell cannot be read.</returns>
    public FileLot? Read()
    {
        var lot = new FileLot
        {
            Id = Value("id", "an id as the export has it, or nothing", text => Guid.TryParse(text, out var id) ? id : (Guid?)null),
            Version = Number("version"),
            CardId = Text("card_id"),
            List = Text("list"),
            Quantity = Number("quantity"),
            Finish = Text("finish"),
            Condition = Text("condition"),
            Language = Text("language"),
            GradeCompany = Text("grade_company"),
            Grade = Text("grade"),
            Certificate = Text("certificate"),
            Location = Text("location"),
            Notes = Text("notes"),
            AcquiredOn = Text("acquired_on"),
            PricePaid = Value("price_paid", "a number such as 4.50", Price),
            Currency = Text("currency"),
            Source = Text("source"),
            CreatedAt = Time("created_at"),
            UpdatedAt = Time("updated_at"),
            MovedFrom = Text("moved_from"),
            MovedAt = Time("moved_at"),
        };
        return Problem is null ? lot : null;
    }

    private string? Text(string column) => columns.TryGetValue(column, out var at) && at < cells.Length && cells[at].Length > 0 ? SpreadsheetText.Read(cells[at]) : null;

    private int? Number(string column) => Value(column, "a whole number", text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (int?)null);

    private DateTime? Time(string column) => Value(column, "a time such as 2026-11-28T12:00:00Z",
        text => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : (DateTime?)null);

    private decimal? Price(string text) =>
        decimal.TryParse(decimalComma ? text.Replace(',', '.') : text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var price) ? price : null;

    private T? Value<T>(string column, string allowed, Func<string, T?> parse) where T : struct
    {
        if (Text(column)?.Trim() is not { Length: > 0 } text)
            return null;
        var value = parse(text);
        if (value is null)
            Problem ??= $"{column} is '{(text.Length > 60 ? text[..60] + "…" : text)}'; allowed: {allowed}";
        return value;
    }
}

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Collections.Exports;

/// <summary>Writes a collection as another program takes it in; what that cannot hold is counted.</summary>
/// <param name="title">The program's name for sentences.</param>
internal abstract class TrackerWriter(string title)
{
    protected abstract IReadOnlyList<string> Heads(DateOnly today);

    /// <summary>The lists that the program has, too.</summary>
    protected abstract IReadOnlyList<string> Lists { get; }

    protected abstract IReadOnlyList<string?> Cells(Lot lot, KnownCard card, ExportLosses losses);

    public (byte[] Bytes, IReadOnlyList<string> Warnings) Write(IEnumerable<Lot> lots, KnownCatalogue catalogue, DateOnly today)
    {
        var losses = new ExportLosses(title);
        using var bytes = new MemoryStream();
        // Without a byte order mark, which some of these programs take for a part of the first column's name.
        using (var writer = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        using (var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }))
        {
            Write(csv, Heads(today));
            foreach (var lot in lots)
            {
                if (!Lists.Contains(lot.List))
                    losses.LeftOut($"{title} has no list '{lot.List}'");
                else if (catalogue.Current(lot.CardId) is not { } card)
                    losses.LeftOut("their cards are not in this catalogue, so that nobody else would know them");
                else
                    Write(csv, Cells(lot, card, losses));
            }
        }
        return (bytes.ToArray(), losses.Sentences);
    }

    /// <summary>With the total behind it, as it is printed.</summary>
    protected static string? Number(KnownCard card) =>
        card.Set.PrintedTotal is { } total && card.Number is { } number && number.All(char.IsAsciiDigit) ? string.Create(CultureInfo.InvariantCulture, $"{number}/{total}") : card.Number;

    /// <summary>A finish as a price guide spells it: 1stEditionHolofoil is 1st Edition Holofoil.</summary>
    protected static string? Printing(string? finish) => finish is null ? null
        : string.Concat(finish.Select((c, i) => i == 0 ? char.ToUpperInvariant(c).ToString() : char.IsUpper(c) ? $" {c}" : c.ToString()));

    /// <summary>A condition as words: Near Mint.</summary>
    protected static string? Words(string? condition) => condition is null ? null : string.Join(' ', condition.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    protected static string? Text(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture);

    protected static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Write(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(SpreadsheetText.Write(cell));
        csv.NextRecord();
    }
}

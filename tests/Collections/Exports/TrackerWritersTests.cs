using System.Text;
using PokedexTop.Collections.Exports;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;

namespace PokedexTop.Collections.Tests.Exports;

/// <summary>What other programs take in: our own importer reads each back, and what it cannot hold is told.</summary>
public sealed class TrackerWritersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("collectr", "base1-4 owned 1 holofoil near-mint  PSA 10 12.5 | base1-58 owned 3 normal mint   | sv3pt5-4 wishlist 2 reverseHolofoil    | swsh9tg-TG01 owned 1  excellent   | swshp-SWSH092 owned 1    ")]
    [InlineData("tcgplayer", "base1-4 owned 1 holofoil near-mint en   | base1-58 owned 3 normal near-mint de   | swsh9tg-TG01 owned 1  lightly-played   | swshp-SWSH092 owned 1    ")]
    [InlineData("pokecollector", "base1-4 owned 1 holofoil near-mint en  12.5 | base1-58 owned 3 normal mint de   | swsh9tg-TG01 owned 1  lightly-played   | swshp-SWSH092 owned 1    ")]
    public async Task An_export_comes_back_through_our_importer_with_all_that_the_format_holds(string format, string expected)
    {
        await using var here = await FilledAsync();
        var file = await here.Get<CollectionFiles>().ExportAsync(Owner.Local, format, Stop);
        await using var there = await Shelves.StartAsync();
        var report = await there.ImportAsync(file.Bytes, options: new ImportOptions(Currency: "EUR"));
        Assert.All(report.Rows, row => Assert.True(row.Outcome == ImportOutcome.Imported, $"{row.Row} {row.Outcome} {row.Reason}"));
        Assert.Equal(format, report.Format);
        var lots = (await there.Lots.AllAsync(Owner.Local, Stop)).OrderBy(lot => lot.CardId, StringComparer.Ordinal);
        Assert.Equal(Squeezed(expected), Squeezed(string.Join(" | ", lots.Select(lot => FormattableString.Invariant($"{lot.CardId} {lot.List} {lot.Quantity} {lot.Finish} {lot.Condition} {lot.Language} {lot.GradeCompany} {lot.Grade} {lot.PricePaid}")))));
    }

    [Fact]
    public async Task What_a_format_cannot_hold_is_told()
    {
        await using var collectors = await FilledAsync();
        Assert.Equal(
        [
            "1 lot is not in the file: Collectr has no list 'favorites'.", "1 lot is in the file without the certificate, which Collectr has no place for.", "1 lot is in the file without the currency of its price, which Collectr has no place for.",
            "1 lot is in the file without the language, which Collectr has no place for.",
        ], (await collectors.Get<CollectionFiles>().ExportAsync(Owner.Local, "collectr", Stop)).Warnings);
        var warnings = string.Join('\n', (await collectors.Get<CollectionFiles>().ExportAsync(Owner.Local, "tcgplayer", Stop)).Warnings);
        foreach (var told in new[] { "no list 'wishlist'", "no list 'favorites'", "without the grade", "without what was paid", "without the location", "2 lots are in the file without its exact condition" })
            Assert.Contains(told, warnings, StringComparison.Ordinal);
        Assert.Empty((await collectors.Get<CollectionFiles>().ExportAsync(Owner.Local, "json", Stop)).Warnings);
    }

    [Theory]
    [InlineData("collectr", "Portfolio Name,Category,Set,Product Name,Card Number,Rarity,Variance,Grade,Card Condition,Average Cost Paid,Quantity,Market Price (As of 2026-11-28),Price Override,Watchlist,Date Added,Notes")]
    [InlineData("tcgplayer", "Quantity,Name,Simple Name,Set,Card Number,Set Code,Printing,Condition,Language,Rarity,Product ID,SKU")]
    [InlineData("pokecollector", "set_code,number,quantity,condition,variant,lang,purchase_price")]
    public async Task An_export_begins_with_the_columns_its_program_asks_for_and_has_no_formula(string format, string header)
    {
        await using var collectors = await FilledAsync();
        var text = Encoding.UTF8.GetString((await collectors.Get<CollectionFiles>().ExportAsync(Owner.Local, format, Stop)).Bytes);
        Assert.Equal(header, text.Split("\r\n")[0]);
        Assert.DoesNotContain(text.Split(',', '\n'), cell => cell.TrimStart('"') is ['=' or '+' or '-' or '@', ..]);
    }

    private static async Task<Collectors> FilledAsync()
    {
        var collectors = await Shelves.StartAsync();
        foreach (var said in new[]
        {
            new LotFields { CardId = "base1-4", Finish = "holofoil", Condition = "near-mint", Language = "en", GradeCompany = "PSA", Grade = "10", Certificate = "1", PricePaid = 12.5m, Currency = "EUR", Location = "=safe" },
            new LotFields { CardId = "base1-58", Finish = "normal", Condition = "mint", Language = "de", Quantity = 3 },
            new LotFields { CardId = "swsh9tg-TG01", Condition = "excellent", Notes = "a \"note\", with a comma" },
            new LotFields { CardId = "swshp-SWSH092" },
            new LotFields { CardId = "sv3pt5-4", List = "wishlist", Finish = "reverseHolofoil", Quantity = 2 },
            new LotFields { CardId = "me1-21", List = "favorites" },
        })
            await collectors.AddLotAsync(said);
        return collectors;
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

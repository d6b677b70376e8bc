using System.Text;
using PokedexTop.Collections.Exports;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Files;

/// <summary>Our JSON and CSV: what goes out comes back, also through a spreadsheet, and nothing is lost in silence.</summary>
public sealed class CollectionFilesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase("json")]
    [EveryDatabase("csv")]
    public async Task A_collection_comes_back_in_another_database_exactly_as_it_was(string format, DatabaseProvider provider)
    {
        await using var here = await WithCardsAsync(provider);
        await FillAsync(here);
        var file = await ExportAsync(here, format);
        await using var there = await WithCardsAsync();
        there.Time.Advance(TimeSpan.FromDays(3));

        var preview = await ImportAsync(there, file, commit: false);
        Assert.Equal((false, 5), (preview.Committed, preview.Counts[RowOutcome.Added]));
        Assert.Empty(await there.Lots.AllAsync(Owner.Local, Stop));
        Assert.Equal((5, 0, 0), Counts(await ImportAsync(there, file, commit: true)));
        Assert.Equal(file, await ExportAsync(there, format));
        Assert.Equal((0, 0, 5), Counts(await ImportAsync(there, file, commit: true)));
        Assert.Equal(file, await ExportAsync(there, format));
    }

    [Fact]
    public async Task A_spreadsheet_with_semicolons_and_decimal_commas_is_read_and_what_it_changed_is_changed()
    {
        await using var collectors = await WithCardsAsync();
        var lot = await FillAsync(collectors);
        var csv = Encoding.UTF8.GetString(await ExportAsync(collectors, "csv"));
        // The only comma inside a cell is of one lot's notes, which are changed by this, too.
        var saved = "sep=;\r\n" + csv.Replace("a, b", "a b", StringComparison.Ordinal).Replace(',', ';').Replace("12.5", "12,50", StringComparison.Ordinal).Replace("Binder", "Box", StringComparison.Ordinal);
        var report = await ImportAsync(collectors, Encoding.UTF8.GetBytes(saved), commit: true);
        Assert.Equal((0, 2, 3), Counts(report));
        var changed = await collectors.FindAsync(lot.Id);
        Assert.Equal(("Box 1", 12.5m, lot.Version + 1), (changed.Location, changed.PricePaid, changed.Version));
        // The same file once more: as it says.
        Assert.Equal((0, 0, 5), Counts(await ImportAsync(collectors, Encoding.UTF8.GetBytes(saved), commit: true)));
    }

    [Fact]
    public async Task What_was_changed_here_since_the_export_is_not_overwritten()
    {
        await using var collectors = await WithCardsAsync();
        var lot = await FillAsync(collectors);
        var file = await ExportAsync(collectors, "csv");
        await collectors.Lots.ChangeAsync(Owner.Local, lot.Id, _ => true, UserLots.FieldsOf(lot) with { Location = "sold" }, Stop);
        var report = await ImportAsync(collectors, file, commit: true);
        var refused = Assert.Single(report.Rows, row => row.Outcome == RowOutcome.Refused);
        Assert.Equal((lot.Id, "was changed here since it was exported: version 2 here, 1 in the file"), (refused.LotId, refused.Reason));
        Assert.Equal("sold", (await collectors.FindAsync(lot.Id)).Location);
    }

    [Fact]
    public async Task Rows_that_a_person_wrote_are_added_once_however_often_the_file_is_read()
    {
        await using var collectors = await WithCardsAsync();
        var file = "Card ID,Quantity,Condition\ns1-1,2,NM\ns1-1,2,NM\n"u8.ToArray();
        Assert.Equal((2, 0, 0), Counts(await ImportAsync(collectors, file, commit: true)));
        Assert.Equal((0, 0, 2), Counts(await ImportAsync(collectors, file, commit: true)));
        var lots = await collectors.Lots.AllAsync(Owner.Local, Stop);
        Assert.Equal(["s1-1 2 near-mint", "s1-1 2 near-mint"], lots.Select(lot => $"{lot.CardId} {lot.Quantity} {lot.Condition}"));
        await collectors.Lots.ChangeAsync(Owner.Local, lots[0].Id, _ => true, new LotFields { CardId = "s1-2" }, Stop);
        var report = await ImportAsync(collectors, file, commit: true);
        Assert.Equal((0, 0, 2), Counts(report));
        Assert.Contains(report.Rows, row => row.Reason == "was added from this very file before, and changed since");
    }

    [Fact]
    public async Task Every_row_is_told_of_with_its_reason()
    {
        await using var collectors = await WithCardsAsync();
        var file = Encoding.UTF8.GetBytes("""
            card_id,quantity,finish,price_paid,currency,acquired_on,id,colour
            s1-1,1,,,,,,red
            s9-9,1,,,,,,
            ,1,,,,,,
            s1-1,many,,,,,,
            s1-1,1,,4.5O,EUR,,,
            s1-1,1,,,,4/102,,
            s1-1,1,,,,,no id,
            s1-1,1
            s1-1,0,shiny,,,,,
            s1-2,1,,,,,0199d2a5-6c1f-7e7b-8000-0123456789ab,
            s1-2,1,,,,,0199d2a5-6c1f-7e7b-8000-0123456789ab,
            s1-2,"1"x,,,,,,
            """);
        var report = await ImportAsync(collectors, file, commit: true);
        Assert.Equal(
        [
            "2 added ", "3 unknown cardId 's9-9' is no card of this catalogue; 'pokedextop search' finds their ids, such as base1-4", "4 refused cardId is needed: the id of a card, such as base1-4",
            "5 refused quantity is 'many'; allowed: a whole number", "6 refused price_paid is '4.5O'; allowed: a number such as 4.50", "7 refused acquiredOn is '4/102'; allowed: a day from 1996-01-01 to today, written as 2026-11-28",
            "8 refused id is 'no id'; allowed: an id as the export has it, or nothing", "9 refused has 2 cells, the header 8",
            "10 refused finish 'shiny' is no finish; allowed: 1stEdition, 1stEditionHolofoil, 1stEditionNormal, holofoil, normal, reverseHolofoil, unlimited, unlimitedHolofoil; quantity is 0; allowed: a whole number from 1 to 100000",
            "11 added ", "12 refused has the id of row 11", "13 refused its quotes do not match",
        ], report.Rows.Select(row => $"{row.Row} {row.Told} {row.Reason}"));
        Assert.Equal(["The column 'colour' is not known and not read."], report.Warnings);
        Assert.Equal(2, (await collectors.Lots.AllAsync(Owner.Local, Stop)).Count);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("a,b\n1,2", "has no column 'card_id'")]
    [InlineData("card_id,Card Id\n1,2", "has the column 'Card Id' twice")]
    [InlineData("{\"lots\":[]}", "no collection of this program")]
    [InlineData("{\"format\":\"pokedextop-collection\",\"version\":2,\"lots\":[]}", "\"version\" is 2; this program reads 1")]
    [InlineData("{\"format\":\"pokedextop-collection\",\"version\":1,\"lots\":[", "no JSON that this program takes")]
    [InlineData("[[[[[[[[[[]]]]]]]]]]", "no JSON that this program takes")]
    public async Task What_is_no_file_of_ours_is_refused_whole(string text, string told)
    {
        await using var collectors = await WithCardsAsync();
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => ImportAsync(collectors, Encoding.UTF8.GetBytes(text), commit: true));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_bounded_in_bytes_and_rows_and_is_UTF8()
    {
        await using var collectors = await WithCardsAsync();
        foreach (var (file, told) in new[]
        {
            (new byte[FileLimits.Bytes + 1], "bytes; allowed: at most"), ([.. "card_id\nsé"u8[..^1], .. "\n"u8], "no UTF-8"),
            (Encoding.UTF8.GetBytes("card_id\n" + string.Concat(Enumerable.Repeat("s1-1\n", FileLimits.Rows + 1))), "more than 100,000 rows"),
        })
            Assert.Contains(told, (await Assert.ThrowsAsync<ConfigurationException>(() => ImportAsync(collectors, file, commit: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_json_row_with_a_field_nobody_knows_is_refused_and_the_others_are_taken()
    {
        await using var collectors = await WithCardsAsync();
        var report = await ImportAsync(collectors, """{"format":"pokedextop-collection","version":1,"lots":[{"cardId":"s1-1","quantitty":2},{"cardId":"s1-1","quantity":"2"},null,{"cardId":"s1-1"}]}"""u8.ToArray(), commit: true);
        Assert.Equal(["1 refused quantitty is no field of a lot, or its value is of another type", "2 refused quantity is no field of a lot, or its value is of another type", "3 refused is null", "4 added "], report.Rows.Select(row => $"{row.Row} {row.Told} {row.Reason}"));
    }

    [Fact]
    public async Task No_cell_of_ours_is_a_formula()
    {
        await using var collectors = await WithCardsAsync();
        await FillAsync(collectors);
        var csv = Encoding.UTF8.GetString(await ExportAsync(collectors, "csv"));
        Assert.StartsWith("\ufeffid,version,card_id,name,set,number,list", csv, StringComparison.Ordinal);
        Assert.Contains(",'=HYPERLINK", csv.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(csv.Split(',', '\n'), cell => cell.TrimStart('"').Length > 0 && "=+-@".Contains(cell.TrimStart('"')[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("=1+1")]
    [InlineData("'=1+1")]
    [InlineData("''+1")]
    [InlineData("'quoted'")]
    [InlineData("-")]
    [InlineData("@home")]
    public void A_text_is_read_as_it_was_written(string text)
    {
        var written = SpreadsheetText.Write(text)!;
        Assert.DoesNotContain("=+-@", written[..1], StringComparison.Ordinal);
        Assert.Equal(text, SpreadsheetText.Read(written));
    }

    /// <summary>Lots with everything that a file could spoil.</summary>
    /// <returns>One in a binder, with a price.</returns>
    private static async Task<Lot> FillAsync(Collectors collectors)
    {
        var first = await collectors.AddLotAsync(new LotFields { CardId = "s1-1", Quantity = 3, Location = "Binder 1", PricePaid = 12.5m, Currency = "EUR", AcquiredOn = "2026-01-02" });
        foreach (var said in new[]
        {
            new LotFields { CardId = "s1-2", GradeCompany = "PSA", Grade = "10", Certificate = "007", Notes = "two\nlines, a, b and \"quotes\"; ünï ★" },
            new LotFields { CardId = "s1-2", List = "wishlist", Notes = "=HYPERLINK(1)", Location = "'=1", Source = "-" },
            new LotFields { CardId = "s2-1", Finish = "reverse", Condition = "LP", Language = "ja", Certificate = null },
        })
        {
            collectors.Time.Advance(TimeSpan.FromMilliseconds(1_234.567));
            await collectors.AddLotAsync(said);
        }
        await collectors.AddCardAsync("s2", "9");
        var moved = await collectors.AddLotAsync(new LotFields { CardId = "s2-9" });
        await collectors.MergeAsync("s2-9", "s2-1");
        Assert.Equal(1, await collectors.Get<CollectionsWork>().DrainAsync(Stop));
        Assert.NotNull((await collectors.FindAsync(moved.Id)).MovedFrom);
        return first;
    }

    private static async Task<byte[]> ExportAsync(Collectors collectors, string format) => (await collectors.Get<CollectionFiles>().ExportAsync(Owner.Local, format, Stop)).Bytes;

    private static Task<ImportReport> ImportAsync(Collectors collectors, byte[] file, bool commit) => collectors.ImportAsync(file, commit);

    private static (int Added, int Changed, int Unchanged) Counts(ImportReport report) => (report.Counts[RowOutcome.Added], report.Counts[RowOutcome.Changed], report.Counts[RowOutcome.Unchanged]);

    private static async Task<Collectors> WithCardsAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSetAsync("s1");
        await collectors.AddSetAsync("s2");
        await collectors.AddCardAsync("s1", "1");
        await collectors.AddCardAsync("s1", "2");
        await collectors.AddCardAsync("s2", "1");
        return collectors;
    }
}

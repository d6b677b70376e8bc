using System.Text;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;

namespace PokedexTop.Collections.Tests.Trackers;

/// <summary>Every header line that other programs are known to write, with what becomes of rows below it.</summary>
public sealed class TrackerFormatsTests
{
    private const string Collectr = "Portfolio Name,Category,Set,Product Name,Card Number,Rarity,Variance,Grade,Card Condition,Average Cost Paid,Quantity";
    private const string App = "Quantity,Name,Simple Name,Set,Card Number,Set Code,Printing,Condition,Language,Rarity,Product ID,SKU";
    private const string AppWithExternal = "Quantity,Name,Simple Name,Set,Card Number,Set Code,External ID,Printing,Condition,Language,Rarity,Product ID,SKU";
    private const string Seller = "Product Line,Set Name,Product Name,Title,Number,Rarity,Condition";
    private const string SellerPrices = "TCG Market Price,TCG Direct Low,TCG Low Price With Shipping,TCG Low Price,Total Quantity,Add to Quantity,TCG Marketplace Price,Photo URL";
    private const string Dragon = "Folder Name,Quantity,Trade Quantity,Card Name,Set Code,Set Name,Card Number,Condition,Printing,Language,Price Bought,Date Bought";
    private const string DragonRow = "Binder,2,0,Charizard,BS,Base,4,NearMint,Holofoil,English,120.50,2024-05-06";
    private const string Mana = "Name,Set code,Set name,Collector number,Foil,Rarity,Quantity,ManaBox ID,Scryfall ID,Purchase price,Misprint,Altered";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A header, a row below it, the format it is taken for, and the lot that the row becomes.</summary>
    public static TheoryData<string, string, string, string> Rows => new()
    {
        // Collectr: with the day in a column's name, and older files without it.
        { Collectr + ",Market Price (As of 2026-11-20),Price Override,Watchlist,Date Added,Notes", "Main,Pokemon,Base Set,Charizard,4/102,Holo Rare,Holofoil,Ungraded,Near Mint,$250.00,2,300.5,0,false,2025-01-02,mine", "collectr", "base1-4 owned 2 holofoil near-mint - - 250 USD 2025-01-02 - 'mine'" },
        { Collectr + ",Market Price,Price Override,Watchlist,Date Added,Notes", "Slabs,Pokemon,SWSH09: Brilliant Stars,Charizard V,017/172,Ultra Rare,Holofoil,PSA 10.0,Near Mint,0,1,300.5,0,false,,", "collectr", "swsh9-17 owned 1 holofoil near-mint - PSA10 - - Slabs ''" },
        { Collectr + ",Market Price,Price Override,Watchlist,Date Added,Notes", "Main,Pokemon,SV: Scarlet & Violet 151,Charizard ex - 006/165,006/165,Double Rare,Holofoil,Ungraded,Near Mint,,1,3,0,true,,", "collectr", "sv3pt5-6 wishlist 1 holofoil near-mint - - - - - ''" },
        // TCGplayer's app, long and short, and with prices that are the market's.
        { App, "3,Pikachu,Pikachu,Base Set,58/102,BS,Normal,Lightly Played,English,Common,42431,123", "tcgplayer", "base1-58 owned 3 normal lightly-played en - - - - ''" },
        { App + ",Price", "3,Pikachu,Pikachu,Base Set,58/102,BS,Normal,Lightly Played,English,Common,42431,123,$4.00", "tcgplayer", "base1-58 owned 3 normal lightly-played en - - - - ''" },
        { App + ",Price Each", "1,Flareon (TG01),Flareon,SWSH09: Brilliant Stars Trainer Gallery,TG01/TG30,SWSH09: TG,Holofoil,Near Mint,English,Ultra Rare,,,$4.00", "tcgplayer", "swsh9tg-TG01 owned 1 holofoil near-mint en - - - - ''" },
        { App + ",Price,Price Each", "3,Pikachu,Pikachu,Some Set,58/102,XX,Normal,Damaged,English,Common,42431,123,$4.00,$4.00", "tcgplayer", "base1-58 owned 3 normal damaged en - - - - ''" },
        { AppWithExternal, "1,Exeggcute,Exeggcute,Brilliant Stars,001/172,SWSH09,,Reverse Holofoil,Near Mint,German,Common,,", "tcgplayer", "swsh9-1 owned 1 reverseHolofoil near-mint de - - - - ''" },
        { "Quantity,Name,Set,Card Number,Set Code,Printing,Condition,Language", "1,Exeggcute,Brilliant Stars,1,BRS,Normal,Near Mint,English", "tcgplayer", "swsh9-1 owned 1 normal near-mint en - - - - ''" },
        // TCGplayer's sellers: the printing stands in the condition, or in a column of its own.
        { $"TCGplayer Id,{Seller},{SellerPrices}", "\"42431\",\"Pokemon\",\"Base Set\",\"Pikachu\",\"\",\"058/102\",\"Common\",\"Near Mint Normal\",\"5\",\"\",\"\",\"4\",\"7\",\"0\",\"4.5\",\"\"", "tcgplayer-seller", "base1-58 owned 7 normal near-mint - - - - - ''" },
        { $"Product ID,TCGplayer Id,{Seller},Printing,{SellerPrices}", "42382,1,Pokemon,Base Set,Charizard,,004/102,Holo,Near Mint,Holofoil,5,,,4,1,0,4.5,", "tcgplayer-seller", "base1-4 owned 1 holofoil near-mint - - - - - ''" },
        // Cardmarket knows no collector numbers.
        { "idProduct;groupCount;price;idLanguage;condition;isFoil;isSigned;isAltered;isPlayset;isReverseHolo;isFirstEd;isFullArt;isUberRare;isWithDie", "600001;2;1,50;3;2;;1;;;1;;;;", "cardmarket-shipment", "swsh9-1 owned 2 reverseHolofoil near-mint de - - - - 'signed|paid: 1.50'" },
        { "idArticle;idProduct;English Name;Local Name;Exp.;Exp. Name;Price;Language;Condition;Foil?;Amount", "1;273699;Charizard;Glurak;BS;Base Set;250,00;7;1;;2", "cardmarket-stock", "base1-4 owned 2 holofoil mint ja - - - - ''" },
        { "idArticle;idProduct;English Name;Local Name;Exp.;Exp. Name;Language;Condition;isFoil;isSigned;isPlayset;isAltered;Comments;Amount;Price", "1;273699;Charizard;Glurak;BS;Base Set;1;7;;1;;;worn;1;9,99", "cardmarket-stock", "base1-4 owned 1 holofoil damaged en - - - - 'worn|signed'" },
        // Dragon Shield, with and without its first line.
        { $"\"sep=,\"\n{Dragon},LOW,MID,MARKET", DragonRow + ",1,2,3", "dragon-shield", "base1-4 owned 2 holofoil near-mint en - - 2024-05-06 Binder 'paid: 120.50'" },
        { $"sep=,\n{Dragon},AVG,LOW,TREND", DragonRow + ",1,2,3", "dragon-shield", "base1-4 owned 2 holofoil near-mint en - - 2024-05-06 Binder 'paid: 120.50'" },
        { Dragon, DragonRow, "dragon-shield", "base1-4 owned 2 holofoil near-mint en - - 2024-05-06 Binder 'paid: 120.50'" },
        { "TCG region,Card name,Card number,Card number sorting order,Expansion,Rarity,Card variant,Card language,Card condition,Quantity,Price,Total price,Note", "International,Charmander,004/165,4,151,Common,Reverse Holo,French,Near Mint,1,1,1,nice", "tcg-collector", "sv3pt5-4 owned 1 reverseHolofoil near-mint fr - - - - 'nice'" },
        // pokecollector: what it takes in, what it gives out, a binder.
        { "set_code,number,quantity,condition,variant,lang,purchase_price", "PR-SW,92,2,NM,,en,3.5", "pokecollector", "swshp-SWSH092 owned 2 - near-mint en - - - - 'paid: 3.5'" },
        { "set_code,number,quantity,condition,variant,lang,purchase_price,printing_details", "brs,TG01,1,NM,Holo,en,,Cosmos Holo", "pokecollector", "swsh9tg-TG01 owned 1 holofoil near-mint en - - - - 'Cosmos Holo'" },
        { "Card ID,Name,Set,Number,Rarity,Quantity,Condition,Purchase Price (EUR),Current Price (EUR),Total Value (EUR),Added At", "base1-4,Charizard,Base,4,Rare,1,NM,99.5,200,200,2025-03-04T10:11:12", "pokecollector-export", "base1-4 owned 1 - near-mint - - 99.5 EUR 2025-03-04 - ''" },
        { "set_code,number,required_quantity,lang,variant,condition,collection_item_id", "MEW,4,2,en,Normal,NM,", "pokecollector-binder", "sv3pt5-4 wishlist 2 normal near-mint en - - - - ''" },
        { "set_code,ptcgo_code,number,variant,condition,language,quantity,purchase_price,currency,source,notes", "sv3pt5,MEW,4,reverse_holo,NM,en,1,2.5,EUR,shop,hello", "pokedumpster", "sv3pt5-4 owned 1 reverseHolofoil near-mint en - 2.5 EUR - - 'hello|from shop'" },
        { $"Binder Name,Binder Type,{Mana},Condition,Language,Purchase price currency", "Red,binder,Charizard,BS,Base,4,foil,rare,1,1,,50,false,true,near_mint,en,GBP", "manabox", "base1-4 owned 1 holofoil near-mint en - 50 GBP - Red 'altered'" },
        { $"Binder Name,Binder Type,{Mana},Condition,Language,Purchase price currency,Added", "Red,binder,Charizard,BS,Base,4,foil,rare,1,1,,50,false,false,near_mint,en,GBP,2025-02-03T00:00:00Z", "manabox", "base1-4 owned 1 holofoil near-mint en - 50 GBP 2025-02-03 Red ''" },
        { $"{Mana},Signed,Condition,Language,Proxy,Purchase price currency,Added", "Charizard,BS,Base,4,foil,rare,1,1,,50,false,false,true,near_mint,en,false,GBP,", "manabox", "base1-4 owned 1 holofoil near-mint en - 50 GBP - - 'signed'" },
        { "Count,Tradelist Count,Name,Edition,Card Number,Condition,Language,Foil,Signed,Artist Proof,Altered Art,Misprint,Promo,Textless,My Price", "4,1,Pikachu,Base,58,Near Mint,English,,signed,,,,,,$1", "deckbox", "base1-58 owned 4 - near-mint en - - - - 'signed'" },
        { "Count,Tradelist Count,Name,Edition,Edition Code,Card Number,Condition,Language,Foil,Signed,Artist Proof,Altered Art,Misprint,Promo,Textless,My Price", "4,1,Pikachu,Base,BS,58,Good (Lightly Played),English,foil,,,,,,,$1", "deckbox", "base1-58 owned 4 - lightly-played en - - - - 'finish: foil'" },
        { "Count,Tradelist Count,Name,Edition,Edition Code,Card Number,Condition,Language,Foil,Signed,Artist Proof,Altered Art,Misprint,Promo,Textless,Printing Id,Printing Note,Tags,My Price,Type,Cost,Rarity,Price,Image URL,Last Updated", "4,1,Pikachu,Base,BS,58,Near Mint,English,,,,,,,,9,red cheeks,old,$1,,,,,,", "deckbox", "base1-58 owned 4 - near-mint en - - - - 'red cheeks|tags: old'" },
        // Lines instead of columns.
        { "Pokémon: 2", "3 MEG 21", "decklist", "me1-21 owned 3 - - - - - - - ''" },
        { "1 Charizard PR-SW 92", "", "decklist", "swshp-SWSH092 owned 1 - - - - - - - ''" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_of_another_program_becomes_the_lot_that_it_means(string header, string row, string format, string expected)
    {
        await using var collectors = await Shelves.StartAsync();
        var report = await collectors.ImportAsync(Encoding.UTF8.GetBytes($"{header}\n{row}\n"));
        var told = Assert.Single(report.Rows);
        Assert.True(told.Outcome == ImportOutcome.Imported, $"{told.Outcome}: {told.Reason}");
        var lot = Assert.Single(await collectors.Lots.AllAsync(Owner.Local, Stop));
        Assert.Equal((format, expected), (report.Format, Text(lot)));
        Assert.Equal((lot.Id, $"{format} {report.Sha256[..12]} row {told.Row}"), (told.LotId!.Value, lot.Source));

        // However its columns stand.
        if (format is "decklist")
            return;
        await using var others = await Shelves.StartAsync();
        Assert.Equal(expected, Text(await ImportTurnedAroundAsync(others, header, row)));
    }

    [Theory]
    [InlineData(Collectr + ",Watchlist", "Main,Magic: The Gathering,Alpha,Black Lotus,232,Rare,Normal,Ungraded,Near Mint,,1,false", "is of 'Magic: The Gathering'")]
    [InlineData(Collectr + ",Watchlist", "Main,Pokemon,Base Set,Base Set Booster Box,,,Normal,Ungraded,Near Mint,,1,false", "a sealed product")]
    [InlineData("TCGplayer Id," + Seller + "," + SellerPrices, "1,Pokemon Japan,Base Set,Pikachu,,58,C,Near Mint,,,,,1,,,", "is of 'Pokemon Japan'")]
    [InlineData("TCGplayer Id," + Seller + "," + SellerPrices, "1,Pokemon,Base Set,Pikachu,,58,C,Near Mint,,,,,0,,,", "quantity is 0")]
    [InlineData("Id,CardName,NumberOwned", "A1-001,Bulbasaur,2", "TCG Pocket, a digital game")]
    [InlineData("set_code,number,required_quantity,lang,variant,condition,collection_item_id", "BS,4,1,en,,NM,17", "is item 17 of the collection")]
    [InlineData(App, "many,Pikachu,Pikachu,Base Set,58/102,BS,Normal,Near Mint,English,Common,,", "quantity is 'many'")]
    public async Task What_is_no_card_for_a_collection_is_refused_with_the_reason_and_kept(string header, string row, string reason)
    {
        await using var collectors = await Shelves.StartAsync();
        var told = Assert.Single((await collectors.ImportAsync(Encoding.UTF8.GetBytes($"{header}\n{row}\n"))).Rows);
        Assert.Equal(RowOutcome.Refused, told.Outcome);
        Assert.Contains(reason, told.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(told.Raw.EnumerateObject());
        Assert.Empty(await collectors.Lots.AllAsync(Owner.Local, Stop));
    }

    [Fact]
    public async Task A_spreadsheet_that_made_a_date_of_a_number_leaves_suggestions_and_the_other_rows_are_taken()
    {
        await using var collectors = await Shelves.StartAsync();
        var saved = $"\ufeff{Dragon.Replace(',', ';')}\r\nBinder;1;0;Charizard;;Base;Apr-02;NearMint;Holofoil;English;;\r\nBinder;1;0;Charizard;;Base;04.02.2026;NearMint;Holofoil;English;;\r\n'=1+1;1;0;Pikachu;;Base;58/102;NearMint;Normal;English;;\r\n";
        var report = await collectors.ImportAsync(Encoding.UTF8.GetBytes(saved));
        Assert.Equal(["unknown", "unknown", "imported"], report.Rows.Select(row => row.Outcome));
        Assert.Equal(["base1-4", "base4-4", "swshp-SWSH092"], report.Rows[0].Candidates.Select(c => c.CardId));
        Assert.Contains("a spreadsheet made a date of a number", report.Rows[0].Reason, StringComparison.Ordinal);
        Assert.Equal("Apr-02", report.Rows[0].Raw.GetProperty("Card Number").GetString());
        Assert.Equal("=1+1", Assert.Single(await collectors.Lots.AllAsync(Owner.Local, Stop)).Location);
    }

    [Fact]
    public async Task Grades_of_several_copies_are_several_lots_and_prices_have_the_currency_their_owner_says()
    {
        await using var collectors = await Shelves.StartAsync();
        var file = Encoding.UTF8.GetBytes($"{Collectr}\nMain,Pokemon,Base Set,Charizard,4/102,Holo Rare,Holofoil,BGS 9.5,,\"1,250.00\",3\n");
        var report = await collectors.ImportAsync(file, options: new ImportOptions(Currency: "eur"));
        var lots = await collectors.Lots.AllAsync(Owner.Local, Stop);
        Assert.Equal(Enumerable.Repeat("base1-4 owned 1 holofoil - - BGS9.5 1250 EUR - - ''", 3), lots.Select(Text));
        Assert.Contains(report.Rows[0].LotId!.Value, lots.Select(lot => lot.Id));
        Assert.Equal(RowOutcome.Unchanged, (await collectors.ImportAsync(file)).Rows[0].Effect);
        Assert.Equal(3, (await collectors.Lots.AllAsync(Owner.Local, Stop)).Count);
    }

    private static async Task<Lot> ImportTurnedAroundAsync(Collectors collectors, string header, string row)
    {
        var sign = header.Contains(';', StringComparison.Ordinal) ? ";" : ",";
        var table = CsvTable.Read($"{header}\n{row}\n");
        static string Quoted(string cell) => $"\"{cell}\"";
        var turned = string.Join(sign, table.Heads.Reverse().Select(Quoted)) + "\n" + string.Join(sign, table.Rows[0].Cells.AsEnumerable().Reverse().Select(Quoted));
        await collectors.ImportAsync(Encoding.UTF8.GetBytes(turned));
        return Assert.Single(await collectors.Lots.AllAsync(Owner.Local, Stop));
    }

    private static string Text(Lot lot) => FormattableString.Invariant(
        $"{lot.CardId} {lot.List} {lot.Quantity} {lot.Finish ?? "-"} {lot.Condition ?? "-"} {lot.Language ?? "-"} {(lot.Grade is null ? "-" : lot.GradeCompany + lot.Grade)} {(lot.PricePaid is { } paid ? FormattableString.Invariant($"{paid} {lot.Currency}") : "-")} {(lot.AcquiredOn is { } day ? FormattableString.Invariant($"{day:yyyy-MM-dd}") : "-")} {lot.Location ?? "-"} '{lot.Notes?.Replace('\n', '|')}'");
}

using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Collections.Values;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Values;

/// <summary>What a collection is worth now: by which price, of which finish, and what has none.</summary>
public sealed class ValuationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Each_market_has_a_figure_of_its_own_with_its_field_and_age_and_how_many_it_prices(DatabaseProvider provider)
    {
        await using var collectors = await WithCardsAsync(provider);
        await collectors.AddPriceAsync("s1-1", "tcgplayer", "normal", "2026-11-20", 1m);
        await collectors.AddPriceAsync("s1-1", "tcgplayer", "normal", "2026-11-27", 1.5m);
        await collectors.AddPriceAsync("s1-1", "tcgplayer", "reverseHolofoil", "2026-11-01", 4m, column: "mid");
        await collectors.AddPriceAsync("s1-1", "cardmarket", "normal", "2026-11-26", 0.8m);
        await AddAsync(collectors, new() { CardId = "s1-1", Finish = "normal", Quantity = 3, PricePaid = 0.5m, Currency = "EUR" }, new() { CardId = "s1-1", Finish = "reverse", Quantity = 2 },
            new() { CardId = "s1-2", Finish = "holofoil" }, new() { CardId = "s1-1", List = "wishlist" });

        var all = Assert.Single((await NowAsync(collectors)).By("all"));
        Assert.Equal((3, 6), (all.Lots, all.Copies));
        Assert.Equal(["cardmarket EUR 2.4 1/3 lots 3/6 copies marketPrice:3 2026-11-26 2026-11-26, no-price:1 no-price-of-finish:2", "tcgplayer USD 12.5 2/3 lots 5/6 copies marketPrice:3+mid:2 2026-11-01 2026-11-27, no-price:1"],
            all.Values.Select(Text));
        var paid = Assert.Single(all.Paid);
        Assert.Equal(("EUR", 1.5m, 3, 6), (paid.Currency, paid.Amount, paid.Copies, paid.OfCopies));
    }

    [Fact]
    public async Task A_copy_has_the_price_of_its_own_finish_or_none()
    {
        await using var collectors = await WithCardsAsync();
        await collectors.AddPriceAsync("s1-1", "tcgplayer", "normal", "2026-11-20", 1m);
        await collectors.AddPriceAsync("s1-3", "tcgplayer", "1stEditionHolofoil", "2026-11-20", 900m);
        Assert.Equal("no-price-of-finish", await ReasonAsync(collectors, new() { CardId = "s1-1", Finish = "reverseHolofoil" }));
        Assert.Equal("finish-unknown", await ReasonAsync(collectors, new() { CardId = "s1-1" }));
        Assert.Equal("no-price-of-finish", await ReasonAsync(collectors, new() { CardId = "s1-3", Finish = "holofoil" }));
        // A card that exists in one finish only says which one it is.
        await collectors.AddPriceAsync("s1-2", "tcgplayer", "holofoil", "2026-11-20", 7m);
        Assert.Null(await ReasonAsync(collectors, new() { CardId = "s1-2" }));
    }

    [Fact]
    public async Task Slabs_and_other_languages_have_no_price_of_a_raw_english_copy()
    {
        await using var collectors = await WithCardsAsync();
        await collectors.AddPriceAsync("s1-2", "tcgplayer", "holofoil", "2026-11-20", 7m);
        Assert.Equal("graded", await ReasonAsync(collectors, new() { CardId = "s1-2", GradeCompany = "PSA", Grade = "10" }));
        Assert.Equal("language", await ReasonAsync(collectors, new() { CardId = "s1-2", Language = "ja" }));
        Assert.Null(await ReasonAsync(collectors, new() { CardId = "s1-2", Language = "en", Condition = "damaged" }));
    }

    [Fact]
    public async Task Cardmarkets_normal_is_the_price_of_whatever_is_no_reverse_holo_where_that_is_one_finish()
    {
        await using var collectors = await WithCardsAsync();
        foreach (var card in new[] { "s1-1", "s1-2", "s1-3", "s1-4" })
            await collectors.AddPriceAsync(card, "cardmarket", "normal", "2026-11-20", 7m);
        Assert.Null(await ReasonAsync(collectors, new() { CardId = "s1-1", Finish = "normal" }));
        Assert.Equal("no-price-of-finish", await ReasonAsync(collectors, new() { CardId = "s1-1", Finish = "reverseHolofoil" }));
        Assert.Null(await ReasonAsync(collectors, new() { CardId = "s1-2", Finish = "holofoil" }));
        // With and without the stamp of the first edition: whose price it is nobody can say.
        Assert.Equal("finishes-not-told-apart", await ReasonAsync(collectors, new() { CardId = "s1-3", Finish = "holofoil" }));
        // Of the fourth card nobody lists finishes.
        Assert.Null(await ReasonAsync(collectors, new() { CardId = "s1-4" }));
        Assert.Equal("finishes-not-told-apart", await ReasonAsync(collectors, new() { CardId = "s1-4", Finish = "holofoil" }));
    }

    [Fact]
    public async Task The_highest_offer_and_nought_are_no_prices()
    {
        await using var collectors = await WithCardsAsync();
        await collectors.AddPriceAsync("s1-2", "tcgplayer", "holofoil", "2026-11-19", 7m);
        await collectors.AddPriceAsync("s1-2", "tcgplayer", "holofoil", "2026-11-20", 0m);
        Assert.Equal("no-amount", await ReasonAsync(collectors, new() { CardId = "s1-2" }));
    }

    [Fact]
    public async Task A_card_that_became_another_is_priced_as_that_one_and_a_retired_one_by_its_last_price()
    {
        await using var collectors = await WithCardsAsync();
        await AddAsync(collectors, new LotFields { CardId = "s1-4", Finish = "holofoil" }, new LotFields { CardId = "s1-2" });
        await collectors.MergeAsync("s1-4", "s1-2");
        await collectors.RetireAsync("s1-2");
        await collectors.AddPriceAsync("s1-2", "tcgplayer", "holofoil", "2025-01-20", 7m);
        var rows = (await NowAsync(collectors)).By("lot");
        Assert.Equal([("s1-2", 7m), ("s1-2", 7m)], rows.Select(row => (row.CardId!, row.Values.Single().Amount!.Value)));
        Assert.Equal(("s1", 14m, new DateOnly(2025, 1, 20)), (await NowAsync(collectors)).By("set").Select(row => (row.Id, row.Values[0].Amount!.Value, row.Values[0].OldestOn!.Value)).Single());
    }

    [Fact]
    public async Task Nobody_elses_copies_count()
    {
        await using var collectors = await WithCardsAsync();
        await collectors.AddPriceAsync("s1-2", "tcgplayer", "holofoil", "2026-11-19", 7m);
        await collectors.AddLotAsync(new LotFields { CardId = "s1-2" }, "her");
        var all = Assert.Single((await NowAsync(collectors)).By("all"));
        Assert.Equal((0, 0, 0), (all.Lots, all.Values.Count, all.Paid.Count));
    }

    [Fact]
    public async Task What_is_for_trade_is_beyond_one_of_a_card_and_finish_the_best_are_kept_and_slabs_are_out_of_it()
    {
        await using var collectors = await WithCardsAsync();
        await collectors.AddPriceAsync("s1-1", "tcgplayer", "normal", "2026-11-27", 1.5m);
        await AddAsync(collectors, new() { CardId = "s1-1", Finish = "normal", Condition = "damaged" }, new() { CardId = "s1-1", Finish = "normal", Quantity = 3, Condition = "mint" }, new() { CardId = "s1-1", Finish = "reverse" },
            new() { CardId = "s1-2", GradeCompany = "PSA", Grade = "9" }, new() { CardId = "s1-2" });
        async Task<string[]> SpareAsync(int keep) =>
            [.. (await collectors.Get<CollectionValues>().SpareAsync(Owner.Local, keep, Stop)).By("lot").Select(row => FormattableString.Invariant($"{row.CardId} {row.Finish} {row.Condition} {row.Copies} {row.Values.Single().Amount:0.0}"))];
        Assert.Equal(["s1-1 normal mint 2 3.0", "s1-1 normal damaged 1 1.5"], await SpareAsync(1));
        Assert.Equal(["s1-1 normal damaged 1 1.5"], await SpareAsync(3));
        Assert.Empty(await SpareAsync(4));
    }

    private static string Text(MarketValue value) => FormattableString.Invariant(
        $"{value.Market} {value.Currency} {value.Amount:0.##} {value.Lots}/{value.OfLots} lots {value.Copies}/{value.OfCopies} copies {string.Join('+', value.Fields.Select(f => $"{f.Key}:{f.Value}"))} {value.OldestOn:yyyy-MM-dd} {value.NewestOn:yyyy-MM-dd}, {string.Join(' ', value.Unpriced.Select(u => $"{u.Reason}:{u.Copies}"))}");

    /// <summary>Why a lot has no price; null where it has one.</summary>
    private static async Task<string?> ReasonAsync(Collectors collectors, LotFields said)
    {
        var lot = await collectors.AddLotAsync(said);
        return (await NowAsync(collectors)).By("lot").Single(row => row.Id == lot.Id.ToString()).Values.Single().Unpriced.SingleOrDefault()?.Reason;
    }

    private static Task<Valuation> NowAsync(Collectors collectors) => collectors.Get<CollectionValues>().NowAsync(Owner.Local, Stop);

    private static async Task AddAsync(Collectors collectors, params LotFields[] lots)
    {
        foreach (var lot in lots)
            await collectors.AddLotAsync(lot);
    }

    private static async Task<Collectors> WithCardsAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSetAsync("s1");
        await collectors.AddCardAsync("s1", "1", finishes: ["normal", "reverse"]);
        await collectors.AddCardAsync("s1", "2", finishes: ["holo"]);
        await collectors.AddCardAsync("s1", "3", finishes: ["holo", "1stEditionHolofoil"]);
        await collectors.AddCardAsync("s1", "4");
        return collectors;
    }
}

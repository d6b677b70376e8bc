using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class PriceNormalizerTests
{
    private static readonly DateOnly Fetched = new(2026, 11, 23);

    [Fact]
    public void Tcgplayer_gives_a_row_for_each_finish_with_a_price()
    {
        var prices = Normalized(PriceNormalizer.TcgPlayer, """
            {"url":"u","updatedAt":"2026/11/22","prices":{"holofoil":{"low":1.5,"mid":2,"high":9.99,"market":2.123456,"directLow":null},
             "normal":{"low":null,"mid":null},"reverseHolofoil":null,"1stEditionNormal":{"market":"3.5","new":{"a":1}}}}
            """);
        Assert.Equal(new DateOnly(2026, 11, 22), prices.ObservedOn);
        Assert.Equal(["holofoil", "1stEditionNormal"], prices.Rows.Select(row => row.Finish));
        var row = prices.Rows[0];
        Assert.Equal(("USD", 1.5m, 2m, 9.99m, 2.1235m, null), (row.Currency, row.Low, row.Mid, row.High, row.MarketPrice, row.DirectLow));
        Assert.Equal(3.5m, prices.Rows[1].MarketPrice);
        Assert.Equal("""{"/new":{"a":1}}""", prices.Rows[1].Extra);
        Assert.Equal(QualityRules.TextAsNumber, Assert.Single(prices.Findings).Rule);
    }

    [Fact]
    public void Cardmarket_gives_the_card_and_its_reverse_holofoil()
    {
        var prices = Normalized(PriceNormalizer.Cardmarket, """
            {"updatedAt":null,"prices":{"averageSellPrice":1,"lowPrice":2,"trendPrice":3,"germanProLow":4,"suggestedPrice":5,"lowPriceExPlus":6,
             "avg1":7,"avg7":8,"avg30":9,"reverseHoloSell":11,"reverseHoloLow":12,"reverseHoloTrend":13,"reverseHoloAvg1":17,"reverseHoloAvg7":18,"reverseHoloAvg30":19}}
            """);
        Assert.Equal(Fetched, prices.ObservedOn);
        Assert.Equal(2, prices.Rows.Count);
        var (normal, reverse) = (prices.Rows[0], prices.Rows[1]);
        Assert.Equal(("normal", "EUR", 2m, 3m, 1m), (normal.Finish, normal.Currency, normal.Low, normal.MarketPrice, normal.AverageSell));
        Assert.Equal((7m, 8m, 9m, 6m, 5m, 4m), (normal.Average1, normal.Average7, normal.Average30, normal.LowExcellentPlus, normal.Suggested, normal.GermanProLow));
        Assert.Equal(("reverseHolofoil", 12m, 13m, 11m), (reverse.Finish, reverse.Low, reverse.MarketPrice, reverse.AverageSell));
        Assert.Equal((17m, 18m, 19m), (reverse.Average1, reverse.Average7, reverse.Average30));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"prices":null}""")]
    [InlineData("""{"prices":{}}""")]
    [InlineData("""{"prices":{"reverseHoloSell":0,"reverseHoloLow":0,"lowPrice":null}}""")]
    public void Blocks_without_a_price_give_no_row(string payload) => Assert.Empty(Normalized(PriceNormalizer.Cardmarket, payload).Rows);

    [Theory]
    [InlineData("""{"prices":{"holofoil":{"low":0,"mid":0.0,"high":-0,"market":1e-400,"directLow":"0.00"}}}""")]
    [InlineData("""{"prices":{"holofoil":{"market":0,"new":1}}}""")]
    public void Zero_is_no_price(string payload) => Assert.Empty(Normalized(PriceNormalizer.TcgPlayer, payload).Rows);

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    public void A_zero_beside_a_price_leaves_its_column_empty_without_an_issue(string zero)
    {
        var prices = Normalized(PriceNormalizer.Cardmarket, $$$$"""{"prices":{"lowPrice":{{{{zero}}}},"trendPrice":0.02,"avg1":{{{{zero}}}}}}""");
        var row = Assert.Single(prices.Rows);
        Assert.Equal((null, 0.02m, null, null), (row.Low, row.MarketPrice, row.Average1, row.Extra));
        Assert.Empty(prices.Findings);
    }

    [Theory]
    [InlineData("1e-7")]
    [InlineData("0.00004")]
    [InlineData("\"0.00001\"")]
    public void An_amount_that_rounds_to_nothing_is_no_price_and_says_so(string amount)
    {
        var prices = Normalized(PriceNormalizer.TcgPlayer, $$$$"""{"prices":{"normal":{"low":{{{{amount}}}},"market":0.0001},"holofoil":{"low":{{{{amount}}}}}}}""");
        var row = Assert.Single(prices.Rows);
        Assert.Equal(("normal", null, 0.0001m), (row.Finish, row.Low, row.MarketPrice));
        Assert.Equal(2, prices.Findings.Count(f => f.Rule == QualityRules.UnreadablePrice));
    }

    [Fact]
    public void Finishes_that_differ_in_spelling_alone_are_one_and_the_first_with_a_price_counts()
    {
        var prices = Normalized(PriceNormalizer.TcgPlayer, """
            {"prices":{"Normal":{"low":null},"normal":{"low":1},"holofoil":{"low":2},"Holofoil":{"low":3},"reverse-holofoil":{"low":4},
             "cosmosFoil":{"low":5},"CosmosFoil":{"low":6}}}
            """);
        Assert.Equal([("normal", 1m), ("holofoil", 2m), ("reverseHolofoil", 4m), ("cosmosFoil", 5m)], prices.Rows.Select(r => (r.Finish, r.Low!.Value)));
        Assert.Equal(["/tcgplayer/prices/Holofoil", "/tcgplayer/prices/CosmosFoil"], prices.Findings.Where(f => f.Rule == QualityRules.FinishTwice).Select(f => f.Detail.Split(' ')[0]));
        Assert.Contains(prices.Findings, f => f.Rule == QualityRules.FinishSpelling && f.Detail.StartsWith("/tcgplayer/prices/reverse-holofoil ", StringComparison.Ordinal) && f.OriginalValue == """{"low":4}""");
    }

    [Fact]
    public void What_a_block_says_beyond_the_schema_is_drift()
    {
        var prices = Normalized(PriceNormalizer.TcgPlayer, """{"url":"u","currency":"EUR","updatedAt":5,"prices":{"normal":{"low":1,"median":2}}}""");
        Assert.Equal(
            [("/tcgplayer/currency", SchemaDrift.UnknownField), ("/tcgplayer/updatedAt", SchemaDrift.UnexpectedType), ("/tcgplayer/prices/normal/median", SchemaDrift.UnknownField)],
            prices.Drift.Select(d => (d.Path, d.Kind)));
        Assert.StartsWith("/tcgplayer/updatedAt is no readable date", Assert.Single(prices.Findings).Detail, StringComparison.Ordinal);
        Assert.Equal(Fetched, prices.ObservedOn);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e30")]
    [InlineData("\"cheap\"")]
    [InlineData("{}")]
    public void Amounts_that_make_no_sense_are_kept_beside_the_columns(string amount)
    {
        var prices = Normalized(PriceNormalizer.Cardmarket, $$$"""{"prices":{"lowPrice":{{{amount}}},"avg1":1}}""");
        Assert.Null(prices.Rows[0].Low);
        Normalizing.AssertSameJson($$"""{"/lowPrice":{{amount}}}""", prices.Rows[0].Extra!);
        Assert.Equal(QualityRules.UnreadablePrice, Assert.Single(prices.Findings).Rule);
    }

    [Theory]
    [InlineData("cardtrader", "{}", "unknown-market")]
    [InlineData("tcgplayer", "[]", "not-an-object")]
    [InlineData("tcgplayer", """{"prices":[1,2]}""", "wrong-kind")]
    [InlineData("tcgplayer", """{"prices":{"normal":5}}""", "wrong-kind")]
    public void Blocks_that_cannot_be_read_are_refused(string market, string payload, string reason)
        => Assert.Equal(reason, Assert.IsType<QuarantinedPrices>(PriceNormalizer.Normalize(market, payload.Utf8(), Fetched)).Reason);

    private static NormalizedPrices Normalized(string market, string payload)
        => Assert.IsType<NormalizedPrices>(PriceNormalizer.Normalize(market, payload.Utf8(), Fetched));
}

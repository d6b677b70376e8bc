using System.Text.Json.Nodes;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

namespace PokedexTop.Normalize.Tests.Feeds.Tcgdex;

/// <summary>Each of TCGdex's oddities, on a card of our own making.</summary>
public sealed class TcgdexNormalizerTests
{
    internal const string Sample = """
        {"category":"Pokemon","id":"t1-001","illustrator":"Nobody","image":"https://assets.example.test/en/t/t1/001","localId":"001","name":"Sparkmouse","rarity":"Double rare",
         "set":{"cardCount":{"official":1,"total":1},"id":"t1","name":"Test"},"variants":{"firstEdition":false,"holo":true,"normal":false,"reverse":true,"wPromo":false},
         "variants_detailed":[{"type":"holo","size":"standard","foil":"cosmos","thirdParty":{"tcgplayer":1,"cardmarket":2,"cardtrader":3},"variantId":"generated"},
          {"type":"reverse","size":"standard","stamp":["set-logo","staff"],"variantId":"generated"},{"type":"reverse","size":"standard","stamp":["set-logo","staff"],"variantId":"abc"}],
         "dexId":[25],"hp":60,"types":["Lightning"],"evolveFrom":"Sparkling","stage":"Stage1","suffix":"TAG TEAM-GX","description":"It sparks.",
         "abilities":[{"type":"Poke-POWER","name":"Shine","effect":"Shine."},{"type":"Ancient Trait","name":"Alpha","effect":"Grow."}],
         "attacks":[{"cost":["Lightning","Colorless"],"name":"Jolt","effect":"Flip a coin.","damage":20},{"name":"Bolt","damage":"60＋"}],
         "weaknesses":[{"type":"Fighting","value":"x2"},{"type":"Fire"}],"resistances":[{"type":"Metal","value":"−20"}],"retreat":2,"regulationMark":"H",
         "legal":{"standard":true,"expanded":false},"thirdParty":{"tcgplayer":1},"boosters":null,"updated":"2026-01-01T00:00:00Z","pricing":{"tcgplayer":null}}
        """;

    [Fact]
    public void A_card_says_the_same_in_the_catalogues_words()
    {
        var read = Card(Sample);
        var card = read.Card;
        Assert.Equal(("Sparkmouse", "001", "Pokémon", 60, "Double Rare", "Nobody"), (card.Name, card.Number, card.Supertype, card.Hp, card.Rarity, card.Artist));
        Assert.Equal(["Stage 1", "TAG TEAM", "GX"], card.Subtypes!);
        Assert.Equal(("Sparkling", "It sparks.", "H"), (card.EvolvesFrom, card.FlavorText, card.RegulationMark));
        Assert.Equal(("Shine", "Poké-Power"), (Assert.Single(card.Abilities!).Name, card.Abilities![0].Type));
        Assert.Equal(("Alpha", "Grow."), (card.AncientTrait!.Name, card.AncientTrait.Text));
        Assert.Equal(["20", "60+"], card.Attacks!.Select(a => a.Damage));
        Assert.Equal((2, null), (card.Attacks![0].ConvertedEnergyCost, card.Attacks[1].ConvertedEnergyCost));
        Assert.Equal(["×2", null], card.Weaknesses!.Select(w => w.Value));
        Assert.Equal("-20", card.Resistances![0].Value);
        Assert.Equal((2, 2), (card.ConvertedRetreatCost, card.RetreatCost!.Count));
        Assert.Equal(("Legal", null, null), (card.Legalities!.Standard, card.Legalities.Expanded, card.Legalities.Unlimited));
        Assert.Equal(("https://assets.example.test/en/t/t1/001/low.webp", "https://assets.example.test/en/t/t1/001/high.webp"), (card.ImageSmallUrl, card.ImageLargeUrl));
        Assert.Equal([new CardSpecies(25, 0)], read.Species);
        Assert.Equal("t1", read.SetId);
        Assert.Empty(read.Drift);
        Assert.All(read.Findings, f => Assert.Equal(QualityRules.LookAlikeSign, f.Rule));
    }

    [Fact]
    public void Its_finishes_are_all_there_though_two_say_the_same_and_most_have_no_id()
    {
        var finishes = Card(Sample).Finishes;
        Assert.Equal(["0|holo|cosmos|", "1|reverse||set-logo+staff", "2|reverse||set-logo+staff"], finishes.Select(f => $"{f.Position}|{f.Finish}|{f.Foil}|{string.Join('+', f.Stamps ?? [])}"));
        Assert.Equal([null, null, "abc"], finishes.Select(f => f.VariantId));
        Assert.Equal((1, 2, "en"), (finishes[0].TcgplayerId, finishes[0].CardmarketId, finishes[0].Language));
    }

    [Theory]
    [InlineData("""{"holo":false,"normal":true,"reverse":false}""", QualityRules.FinishesContradict)]
    [InlineData("""{"holo":true,"normal":false,"reverse":true,"firstEdition":true}""", QualityRules.FinishesContradict)]
    [InlineData("""{"holo":true,"normal":false,"reverse":true}""", null)]
    public void The_list_of_finishes_counts_whatever_the_flags_say(string flags, string? rule)
    {
        var read = Card(With("variants", flags));
        Assert.Equal(3, read.Finishes.Count);
        Assert.Equal(rule is null ? [] : [rule], read.Findings.Select(f => f.Rule).Where(r => r != QualityRules.LookAlikeSign));
        Assert.Equal(rule is not null, Extra(read).ContainsKey("/variants"));
    }

    [Theory]
    [InlineData("""{"holo":true,"normal":true,"reverse":false}""", "normal,holo")]
    [InlineData("""{"holo":false,"normal":false,"reverse":false}""", "")]
    public void Without_a_list_the_flags_are_all_there_is(string flags, string finishes) =>
        Assert.Equal(finishes, string.Join(',', Card(With("variants_detailed", null, With("variants", flags))).Finishes.Select(f => f.Finish)));

    [Theory]
    [InlineData("rarity", "\"None\"", QualityRules.NoneAsWord)]
    [InlineData("regulationMark", "\"None\"", QualityRules.NoneAsWord)]
    [InlineData("hp", "0", QualityRules.HpZero)]
    [InlineData("trainerType", "\"Supporter\"", QualityRules.OtherCategory)]
    public void What_says_nothing_leaves_the_column_empty_and_stays_in_extra(string field, string json, string rule)
    {
        var read = Card(With(field, json));
        Assert.Contains(read.Findings, f => f.Rule == rule);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), Extra(read)["/" + field]));
        Assert.Equal(field == "rarity", read.Card.Rarity is null);
        Assert.Equal(field == "hp", read.Card.Hp is null);
        Assert.Equal(["Stage 1", "TAG TEAM", "GX"], read.Card.Subtypes!);
    }

    [Theory]
    [InlineData("20", "20")]
    [InlineData("\"30+\"", "30+")]
    [InlineData("\"130−\"", "130-")]
    [InlineData("\"10x\"", "10×")]
    [InlineData("\"?\"", "?")]
    [InlineData("\"n/a\"", null)]
    [InlineData("\"{L}{C}{C}\"", "{L}{C}{C}")]
    public void Damage_is_written_one_way_however_it_comes(string json, string? damage) =>
        Assert.Equal(damage, Assert.Single(Card(With("attacks", $$"""[{"name":"Jolt","damage":{{json}}}]""")).Card.Attacks!).Damage);

    [Fact]
    public void An_answer_with_another_id_is_refused()
    {
        var rejected = Assert.IsType<QuarantinedCard>(FeedNormalizers.Of("tcgdex/en").NormalizeCard("t1-002", "t1", Sample.Utf8(), Normalizing.Context));
        Assert.Equal(RejectReasons.IdMismatch, rejected.Reason);
    }

    [Fact]
    public void A_field_nobody_knows_is_kept_and_reported()
    {
        var read = Card(With("sparkle", "{\"a\":[1]}"));
        Assert.Equal([new SchemaDrift("/sparkle", SchemaDrift.UnknownField)], read.Drift);
        Assert.Equal("[1]", Extra(read)["/sparkle"]!["a"]!.ToJsonString());
    }

    [Fact]
    public void In_another_language_words_stay_as_printed()
    {
        var read = Assert.IsType<NormalizedCard>(FeedNormalizers.Of("tcgdex/ja").NormalizeCard("t1-001", "t1", (With("rarity", "\"ダブルレア\"", With("types", "[\"雷\"]", With("category", "\"ポケモン\"", With("name", "\"ピカネズミ\""))))).Utf8(), Normalizing.Context));
        Assert.Equal(("ピカネズミ", "ダブルレア", "雷"), (read.Card.Name, read.Card.Rarity, read.Card.Types![0]));
        Assert.DoesNotContain(read.Findings, f => f.Rule is QualityRules.UnknownRarity or QualityRules.UnknownType);
    }

    [Fact]
    public void A_set_says_what_it_counts_and_which_game_it_is_of()
    {
        const string json = """
            {"id":"A1","name":"Genetic Apex","serie":{"id":"tcgp","name":"Pokémon TCG Pocket"},"cardCount":{"official":226,"total":286,"holo":1},"releaseDate":"2024-10-30","logo":"https://assets.example.test/en/tcgp/A1/logo",
             "tcgOnline":"GA","legal":{"standard":false,"expanded":false},"cards":[{"id":"A1-001"}],"abbreviation":{"official":"A1"}}
            """;
        var read = Assert.IsType<NormalizedSet>(FeedNormalizers.Of("tcgdex/en").NormalizeSet("A1", json.Utf8()));
        Assert.Equal(("Genetic Apex", "Pokémon TCG Pocket", 226, 286, new DateOnly(2024, 10, 30), Games.Pocket), (read.Set.Name, read.Set.Series, read.Set.PrintedTotal, read.Set.Total, read.Set.ReleaseDate, read.Set.Game));
        Assert.Equal(("GA", "https://assets.example.test/en/tcgp/A1/logo.webp", null), (read.Set.PtcgoCode, read.Set.LogoUrl, read.Set.SymbolUrl));
        Assert.Empty(read.Drift);
        Assert.Empty(read.Findings);
    }

    [Fact]
    public void Prices_have_the_other_feeds_finishes()
    {
        const string tcgplayer = """{"updated":"2026-11-20T23:30:00.000Z","unit":"USD","normal":{"productId":7,"lowPrice":0.1,"midPrice":0.2,"highPrice":9,"marketPrice":0.15,"directLowPrice":null},"reverse-holofoil":{"lowPrice":1},"1st-edition-holofoil":{"lowPrice":0,"marketPrice":0}}""";
        var read = Assert.IsType<NormalizedPrices>(FeedNormalizers.Of("tcgdex/en").NormalizePrices(Markets.TcgPlayer, tcgplayer.Utf8(), new DateOnly(2026, 1, 1)));
        Assert.Equal(new DateOnly(2026, 11, 20), read.ObservedOn);
        Assert.Equal(["normal|USD|0.1|0.2|9|0.15|", "reverseHolofoil|USD|1||||"], read.Rows.Select(r => FormattableString.Invariant($"{r.Finish}|{r.Currency}|{r.Low}|{r.Mid}|{r.High}|{r.MarketPrice}|{r.DirectLow}")));
        Assert.Empty(read.Findings);
        Assert.Empty(read.Drift);

        const string cardmarket = """{"updated":"2026-11-21T01:00:00+02:00","unit":"EUR","idProduct":5,"avg":1.5,"low":0.02,"trend":0.3,"avg1":0.1,"avg7":0.2,"avg30":0.4,"avg-holo":0,"low-holo":0.5,"trend-holo":0}""";
        read = Assert.IsType<NormalizedPrices>(FeedNormalizers.Of("tcgdex/en").NormalizePrices(Markets.Cardmarket, cardmarket.Utf8(), new DateOnly(2026, 1, 1)));
        Assert.Equal(new DateOnly(2026, 11, 20), read.ObservedOn);
        Assert.Equal(["normal|EUR|1.5|0.02|0.3|0.1|0.2|0.4", "reverseHolofoil|EUR||0.5||||"], read.Rows.Select(r => FormattableString.Invariant($"{r.Finish}|{r.Currency}|{r.AverageSell}|{r.Low}|{r.MarketPrice}|{r.Average1}|{r.Average7}|{r.Average30}")));
        Assert.Empty(read.Drift);
    }

    private static NormalizedCard Card(string payload) => Assert.IsType<NormalizedCard>(FeedNormalizers.Of("tcgdex/en").NormalizeCard("t1-001", "t1", payload.Utf8(), Normalizing.Context));

    private static JsonObject Extra(NormalizedCard read) => JsonNode.Parse(read.Card.Extra ?? "{}")!.AsObject();

    private static string With(string field, string? json, string? sample = null)
    {
        var card = JsonNode.Parse(sample ?? Sample)!.AsObject();
        card.Remove(field);
        if (json is not null)
            card[field] = JsonNode.Parse(json);
        return card.ToJsonString();
    }
}

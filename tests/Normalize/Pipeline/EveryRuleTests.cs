using System.Text.Json.Nodes;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Tests.Feeds.PokemonTcg;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>
/// Holds together what the program says of its rules, what docs/quality-rules.md says, and what is stored: each rule has
/// an example here that goes the whole way and ends as a row.
/// </summary>
public sealed class EveryRuleTests
{
    /// <summary>A field of a card that makes the rule speak.</summary>
    private static readonly Dictionary<string, (string Field, string Json)> s_cards = new()
    {
        [QualityRules.NumberAsText] = ("hp", "60"),
        [QualityRules.TextAsNumber] = ("convertedRetreatCost", "\"2\""),
        [QualityRules.NumberSpelling] = ("hp", "\"060\""),
        [QualityRules.BlankNumber] = ("convertedRetreatCost", "\" \""),
        [QualityRules.HpNotANumber] = ("hp", "\"sixty\""),
        [QualityRules.SingleAsList] = ("types", "\"Fire\""),
        [QualityRules.ObjectAsList] = ("attacks", """{"name":"Jolt"}"""),
        [QualityRules.ListAsObject] = ("legalities", """[{"unlimited":"Legal"}]"""),
        [QualityRules.EmptyListAsObject] = ("legalities", "[]"),
        [QualityRules.NullInList] = ("rules", """["a",null]"""),
        [QualityRules.TypeSpelling] = ("types", """["Electric"]"""),
        [QualityRules.SupertypeSpelling] = ("supertype", "\"pokemon\""),
        [QualityRules.SubtypeSpelling] = ("subtypes", """["stage1"]"""),
        [QualityRules.RaritySpelling] = ("rarity", "\"rare holo\""),
        [QualityRules.AbilityTypeSpelling] = ("abilities", """[{"name":"A","type":"Poke-Power"}]"""),
        [QualityRules.LegalitySpelling] = ("legalities", """{"unlimited":"legal"}"""),
        [QualityRules.UnknownType] = ("types", """["Sound"]"""),
        [QualityRules.UnknownSubtype] = ("subtypes", """["Stage 9"]"""),
        [QualityRules.UnknownRarity] = ("rarity", "\"Very Rare\""),
        [QualityRules.UnknownAbilityType] = ("abilities", """[{"name":"A","type":"Gift"}]"""),
        [QualityRules.UnknownLegality] = ("legalities", """{"unlimited":"Maybe"}"""),
        [QualityRules.UnknownSpecies] = ("nationalPokedexNumbers", "[9999]"),
        [QualityRules.SpeciesTwice] = ("nationalPokedexNumbers", "[4,4]"),
        [QualityRules.SpeciesFromName] = ("name", "\"Brock's Onix\""),
        [QualityRules.PokemonWithoutSpecies] = ("name", "\"Buried Fossil\""),
        [QualityRules.MissingNumber] = ("number", "\"\""),
        [QualityRules.Mojibake] = ("artist", "\"PokÃ©mon\""),
        [QualityRules.SurroundingSpace] = ("artist", "\" Nobody \""),
        [QualityRules.LookAlikeSign] = ("weaknesses", """[{"type":"Fire","value":"x2"}]"""),
        [QualityRules.LookAlikeKept] = ("flavorText", "\"a\u00A0b\""),
        [QualityRules.ControlCharacters] = ("artist", "\"No\\u0001body\""),
        [QualityRules.DateSpelling] = ("tcgplayer", """{"updatedAt":"2026-11-20","prices":{}}"""),
        [QualityRules.UnreadableDate] = ("tcgplayer", """{"updatedAt":"0000/00/00","prices":{}}"""),
        [QualityRules.UnreadablePrice] = ("cardmarket", """{"updatedAt":"2026/11/20","prices":{"lowPrice":"1,234.56"}}"""),
        [QualityRules.FinishSpelling] = ("tcgplayer", """{"updatedAt":"2026/11/20","prices":{"Holofoil":{"low":1}}}"""),
        [QualityRules.FinishTwice] = ("tcgplayer", """{"updatedAt":"2026/11/20","prices":{"holofoil":{"low":1},"Holofoil":{"low":2}}}"""),
        [QualityRules.AnotherCard] = ("hp", "\"60\""),
    };

    /// <summary>Rules of TCGdex's feeds, which its own tests make speak.</summary>
    private static readonly string[] s_tcgdex = [QualityRules.NoneAsWord, QualityRules.HpZero, QualityRules.OtherCategory, QualityRules.FinishesContradict];

    /// <summary>Rules about sets, of which one speaks here.</summary>
    private static readonly Dictionary<string, string> s_sets = new()
    {
        [QualityRules.SetTotalDiffers] = "rules",
        [QualityRules.RetirementHeld] = "held",
    };

    [Fact]
    public async Task Every_rule_of_the_program_and_the_page_ends_as_a_row_with_the_severity_the_page_says()
    {
        Assert.Equal(QualityRules.Descriptions.Keys.Order(StringComparer.Ordinal), s_cards.Keys.Concat(s_sets.Keys).Concat(s_tcgdex).Order(StringComparer.Ordinal));
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("rules", 0).WithSet("held", 20);
        catalogue.Cards("rules").AddRange(s_cards.Keys.Select((rule, i) => SampleCatalogue.Card(rule, $"{i}")));
        foreach (var (rule, (field, json)) in s_cards)
        {
            catalogue.Replace("rules", rule, card =>
            {
                card[field] = JsonNode.Parse(json);
                if (field == "name")
                    card.Remove("nationalPokedexNumbers");
            });
        }
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        catalogue.Keep("held", 10).Replace("rules", QualityRules.AnotherCard, card => (card["name"], card["supertype"]) = ("Fairy Energy", "Energy"));
        await pipeline.SyncAsync();

        var page = QualityRulesPage.Severities();
        var rows = await pipeline.RowsAsync("SELECT DISTINCT \"rule\", COALESCE(card_id, set_id), severity FROM silver_quality_issues");
        var silent = s_cards.Keys.Select(rule => (Rule: rule, Item: rule)).Concat(s_sets.Select(s => (Rule: s.Key, Item: s.Value)))
            .Where(r => !page[r.Rule].Any(severity => rows.Contains($"{r.Rule}|{r.Item}|{severity}"))).Select(r => r.Rule).ToList();
        Assert.True(silent.Count == 0, $"No row from: {string.Join(", ", silent)}");
        Assert.All(rows.Select(row => row.Split('|')), row => Assert.Contains(row[2], page[row[0]]));
    }
}

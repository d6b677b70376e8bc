using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class WholeCatalogueTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_real_card_comes_back_as_it_was_and_rules_notice_only_what_is_there()
    {
        var count = 0;
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (id, set, payload) in Cards())
        {
            var result = CardNormalizer.Normalize(id, set, payload.Utf8(), Normalizing.Context);
            Assert.True(result is NormalizedCard, $"{id}: {result}");
            var card = (NormalizedCard)result;
            foreach (var finding in card.Findings)
                found[finding.Rule] = found.GetValueOrDefault(finding.Rule) + 1;
            Assert.True(card.Drift.Count == 0, $"{id}: {string.Join('\n', card.Drift)}");
            Assert.Equal(set, card.SetId);
            ThroughColumns(card.Card);
            Normalizing.AssertSameJson(payload, Normalizing.Export(card, id));
            count++;
        }
        Assert.Equal(19783, count);
        Assert.Equal(
            [(QualityRules.LookAlikeKept, 26), (QualityRules.PokemonWithoutSpecies, 1), (QualityRules.SpeciesFromName, 23)],
            found.Select(f => (f.Key, f.Value)).OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_real_set_comes_back_as_it_was_without_a_finding()
    {
        using var sets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestData.CardFolder, "sets", "en.json")));
        foreach (var set in sets.RootElement.EnumerateArray())
        {
            var result = SetNormalizer.Normalize(set.GetProperty("id").GetString()!, set.GetRawText().Utf8());
            var normalized = Assert.IsType<NormalizedSet>(result);
            Assert.Empty(normalized.Findings);
            Assert.Empty(normalized.Drift);
            Assert.Null(normalized.Set.Extra);
            Normalizing.AssertSameJson(set.GetRawText(), Normalizing.Export(normalized, set.GetProperty("id").GetString()!));
        }
        Assert.Equal(170, sets.RootElement.GetArrayLength());
    }

    [Fact]
    public void All_real_cards_are_normalized_within_seconds()
    {
        var cards = Cards().ToList();
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 8; round++)
        {
            var started = Stopwatch.GetTimestamp();
            foreach (var (id, set, payload) in cards)
                CardNormalizer.Normalize(id, set, payload.Utf8(), Normalizing.Context);
            var taken = Stopwatch.GetElapsedTime(started);
            output.WriteLine($"{cards.Count} cards in {taken.TotalMilliseconds:0} ms");
            best = taken < best ? taken : best;
        }
        // Below 0.2 s on a quiet machine; the bound only catches a slip of an order of magnitude.
        Assert.True(best < TimeSpan.FromSeconds(3), $"The best of eight rounds took {best}.");
    }

    // What the database holds is the JSON text of the columns.
    private static void ThroughColumns(CanonicalCard card)
    {
        var json = CardJson.Of(card);
        card.Subtypes = Read(json.Subtypes, CatalogueJson.Default.ListString);
        card.Types = Read(json.Types, CatalogueJson.Default.ListString);
        card.EvolvesTo = Read(json.EvolvesTo, CatalogueJson.Default.ListString);
        card.Rules = Read(json.Rules, CatalogueJson.Default.ListString);
        card.RetreatCost = Read(json.RetreatCost, CatalogueJson.Default.ListString);
        card.Abilities = Read(json.Abilities, CatalogueJson.Default.ListCardAbility);
        card.Attacks = Read(json.Attacks, CatalogueJson.Default.ListCardAttack);
        card.Weaknesses = Read(json.Weaknesses, CatalogueJson.Default.ListCardTypeModifier);
        card.Resistances = Read(json.Resistances, CatalogueJson.Default.ListCardTypeModifier);
        card.AncientTrait = Read(json.AncientTrait, CatalogueJson.Default.CardAncientTrait);
        card.Legalities = Read(json.Legalities, CatalogueJson.Default.CardLegalities);
    }

    private static T? Read<T>(string? json, JsonTypeInfo<T> type)
        where T : class => json is null ? null : JsonSerializer.Deserialize(json, type);

    private static IEnumerable<(string Id, string Set, string Payload)> Cards()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(TestData.CardFolder, "cards", "en")))
        {
            using var cards = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var card in cards.RootElement.EnumerateArray())
                yield return (card.GetProperty("id").GetString()!, Path.GetFileNameWithoutExtension(file), card.GetRawText());
        }
    }
}

using System.Diagnostics;
using System.Text.Json;
using PokedexTop.Catalogue.Species;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Feeds.Tcgdex;

/// <summary>TCGdex's whole English data through its normaliser.</summary>
public sealed class WholeTcgdexTests(ITestOutputHelper output)
{
    private static readonly NormalizationContext s_context = new(_ => true, number => SpeciesList.TryGet(number, out _));

    [Fact]
    public void All_its_cards_and_sets_are_accepted_and_every_oddity_has_its_rule()
    {
        var feed = FeedNormalizers.Of("tcgdex/en");
        var (cards, finishes) = (0, 0);
        var rules = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        foreach (var payload in Items("cards.json"))
        {
            using var json = JsonDocument.Parse(payload);
            var normalized = Assert.IsType<NormalizedCard>(feed.NormalizeCard(json.RootElement.GetProperty("id").GetString()!, null, payload.Utf8(), s_context));
            Assert.DoesNotContain(normalized.Drift, d => d.Kind == SchemaDrift.UnknownField);
            foreach (var finding in normalized.Findings)
                rules[finding.Rule] = rules.GetValueOrDefault(finding.Rule) + 1;
            (cards, finishes) = (cards + 1, finishes + normalized.Finishes.Count);
        }
        output.WriteLine($"{cards} cards in {watch.Elapsed}: {string.Join(", ", rules.Select(r => $"{r.Value} {r.Key}"))}");
        var sets = Items("sets.json").Select(payload => Assert.IsType<NormalizedSet>(feed.NormalizeSet(JsonDocument.Parse(payload).RootElement.GetProperty("id").GetString()!, payload.Utf8()))).ToList();

        Assert.Equal((23_546, 36_285, 218), (cards, finishes, sets.Count));
        Assert.All(sets, s => Assert.Empty(s.Drift));
        Assert.Equal(15, sets.Count(s => s.Set.Game != Catalogue.Games.Tcg));
        Assert.Equal(45, rules[QualityRules.HpZero]);
    }

    internal static IEnumerable<string> Items(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestData.TcgdexFolder, "en", file)));
        foreach (var item in json.RootElement.EnumerateArray())
            yield return item.GetRawText();
    }
}

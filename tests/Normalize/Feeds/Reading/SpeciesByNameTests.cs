using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Tests.Feeds.PokemonTcg;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Feeds.Reading;

public sealed class SpeciesByNameTests(ITestOutputHelper output)
{
    // The source's own slips, seen on the cards: Pawmot is 923 (922 is Pawmo), Klinklang 601 (599 is Klink).
    private static readonly HashSet<string> s_wrongInSource = ["sv1-209", "sv2-76", "svp-6", "zsv10pt5-63", "zsv10pt5-141"];

    [Theory]
    [InlineData("Iron Hands ex", 992)]
    [InlineData("Okidogi", 1014)]
    [InlineData("Brock's Onix", 95)]
    [InlineData("Dark Charizard", 6)]
    [InlineData("Alolan Muk-GX", 89)]
    [InlineData("M Charizard-EX", 6)]
    [InlineData("Mewtwo LV.X", 150)]
    [InlineData("Team Rocket's Mewtwo ex", 150)]
    [InlineData("Umbreon ★", 197)]
    [InlineData("Nidoran ♀", 29)]
    [InlineData("Farfetch'd", 83)]
    [InlineData("Mr. Mime", 122)]
    [InlineData("Type: Null", 772)]
    [InlineData("Porygon-Z G", 474)]
    public void A_name_that_is_a_species_and_known_words_around_it_says_the_species(string name, int number) => Assert.Equal([number], SpeciesByName.Find(name));

    [Theory]
    [InlineData("Buried Fossil")]
    [InlineData("Pikachu with Grey Felt Hat")]
    [InlineData("Cool Porygon")]
    [InlineData("Pikachu & Friends")]
    [InlineData("Nidoran")]
    [InlineData("'s ")]
    [InlineData("M M M M M M M M M M M M M M M M M M M M M M M M ex ex ex ex ex ex ex ex ex ex ex ex ex ex ex ex ex ex ex ex ex")]
    [InlineData("")]
    public void A_name_that_leaves_a_doubt_says_none(string name) => Assert.Empty(SpeciesByName.Find(name));

    [Fact]
    public void On_every_real_card_that_names_its_species_the_name_says_the_same_or_nothing()
    {
        var (said, silent) = (0, 0);
        foreach (var file in Directory.GetFiles(Path.Combine(TestData.CardFolder, "cards", "en")))
        {
            using var cards = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var card in cards.RootElement.EnumerateArray())
            {
                if (!card.TryGetProperty("nationalPokedexNumbers", out var listed))
                    continue;
                var (id, numbers) = (card.GetProperty("id").GetString()!, SpeciesByName.Find(card.GetProperty("name").GetString()!));
                if (numbers.Count == 0)
                    silent++;
                else if (!s_wrongInSource.Contains(id))
                {
                    said++;
                    Assert.True(numbers.Order().SequenceEqual(listed.EnumerateArray().Select(n => n.GetInt32()).Order()), $"{id} {card.GetProperty("name")}: {string.Join(", ", numbers)}");
                }
            }
        }
        output.WriteLine($"{said} names say their species, {silent} say none");
        Assert.True(said > 16_400 && silent < 250, $"{said} say, {silent} do not");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[null]")]
    public void A_Pokemon_that_names_no_species_is_linked_by_its_name_and_exported_as_it_came(string? sent)
    {
        var card = Normalizing.Card(Named("Iron Hands ex", sent));
        Assert.Equal([new CardSpecies(992, 0, QualityRules.SpeciesFromName)], card.Species);
        Assert.Contains(card.Findings, f => f.Rule == QualityRules.SpeciesFromName && f.OriginalValue == "\"Iron Hands ex\"");
        Normalizing.AssertSameJson(Named("Iron Hands ex", sent), Normalizing.Export(card));
    }

    [Fact]
    public void A_number_that_nobody_knows_is_no_reason_to_guess()
    {
        var card = Normalizing.Card(Named("Iron Hands ex", "[1026]"));
        Assert.Empty(card.Species);
        Assert.Equal(QualityRules.UnknownSpecies, Assert.Single(card.Findings).Rule);
    }

    [Fact]
    public void A_Pokemon_whose_name_says_nothing_is_an_issue_and_a_trainer_is_none()
    {
        var card = Normalizing.Card(Named("Buried Fossil", null));
        Assert.Empty(card.Species);
        Assert.Equal((QualityRules.PokemonWithoutSpecies, FindingSeverity.Warning), (card.Findings[0].Rule, card.Findings[0].Severity));
        var trainer = JsonNode.Parse(Named("Pikachu", null))!;
        trainer["supertype"] = "Trainer";
        Assert.Empty(Normalizing.Card(trainer.ToJsonString()).Findings);
    }

    private static string Named(string name, string? numbers) =>
        Normalizing.With("nationalPokedexNumbers", numbers).Replace("Sparkmouse", name, StringComparison.Ordinal);
}

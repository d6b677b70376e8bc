using PokedexTop.Catalogue.Species;
using PokedexTop.Testing;

namespace PokedexTop.Catalogue.Tests.Species;

public sealed class SpeciesListTests
{
    [Fact]
    public void Numbers_generations_and_slugs_are_PokeApis()
    {
        var rows = File.ReadLines(TestData.SpeciesFile).Skip(1).Select(line => line.Split(','));

        Assert.Equal(
            rows.Select(row => $"{row[0]} {row[1]} {row[2]}"),
            SpeciesList.All.Select(species => $"{species.Number} {species.Slug} {species.Generation}"));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("I", 1)]
    [InlineData("ix", 9)]
    [InlineData("Kanto", 1)]
    [InlineData("generation-viii", 8)]
    [InlineData("Generation V", 5)]
    [InlineData("gen 3", 3)]
    [InlineData("10", null)]
    [InlineData("01", null)]
    [InlineData("", null)]
    [InlineData("generation", null)]
    public void A_generation_is_found_by_its_number_numeral_name_or_region(string text, int? number) =>
        Assert.Equal(number, SpeciesList.FindGeneration(text)?.Number);

    [Fact]
    public void Generations_cover_every_number_once()
    {
        Assert.Equal(1025, SpeciesList.All.Count);
        Assert.Equal(
            SpeciesList.All.Select(species => (species.Number, species.Generation)),
            SpeciesList.Generations.SelectMany(g => Enumerable.Range(g.FirstNumber, g.LastNumber - g.FirstNumber + 1).Select(n => (n, g.Number))));
    }

    [Theory]
    [InlineData(1, "Bulbasaur")]
    [InlineData(29, "Nidoran♀")]
    [InlineData(32, "Nidoran♂")]
    [InlineData(83, "Farfetch’d")]
    [InlineData(122, "Mr. Mime")]
    [InlineData(233, "Porygon2")]
    [InlineData(250, "Ho-Oh")]
    [InlineData(439, "Mime Jr.")]
    [InlineData(474, "Porygon-Z")]
    [InlineData(669, "Flabébé")]
    [InlineData(772, "Type: Null")]
    [InlineData(784, "Kommo-o")]
    [InlineData(785, "Tapu Koko")]
    [InlineData(865, "Sirfetch’d")]
    [InlineData(866, "Mr. Rime")]
    [InlineData(984, "Great Tusk")]
    [InlineData(1004, "Chi-Yu")]
    [InlineData(1025, "Pecharunt")]
    public void Names_are_the_English_display_names(int number, string name)
    {
        Assert.True(SpeciesList.TryGet(number, out var species));
        Assert.Equal(name, species.Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1026)]
    public void There_is_no_other_number(int number) => Assert.False(SpeciesList.TryGet(number, out _));

    [Fact]
    public void Every_species_is_found_by_its_name_and_slug_in_any_case()
    {
        foreach (var species in SpeciesList.All)
            foreach (var spelling in new[] { species.Name, species.Slug, species.Name.ToUpperInvariant(), $" {species.Slug.Replace('-', ' ')} " })
                Assert.Same(species, SpeciesList.FindByName(spelling));
    }

    [Theory]
    [InlineData("Farfetch'd", 83)]
    [InlineData("farfetchd", 83)]
    [InlineData("FLABEBE", 669)]
    [InlineData("Flabe\u0301be\u0301", 669)]
    [InlineData("nidoran-f", 29)]
    [InlineData("Nidoran M", 32)]
    [InlineData("mr.mime", 122)]
    [InlineData("type null", 772)]
    [InlineData("hooh", 250)]
    [InlineData("Nidoran", null)]
    [InlineData("Pikachu V", null)]
    [InlineData("", null)]
    [InlineData("\ud800", null)]
    public void Spellings_do_not_matter_but_the_whole_name_does(string name, int? number) =>
        Assert.Equal(number, SpeciesList.FindByName(name)?.Number);
}

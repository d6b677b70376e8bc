namespace PokedexTop.Catalogue.Species;

/// <summary>One species of the National Pokédex.</summary>
/// <param name="Number">National Pokédex number, from 1.</param>
/// <param name="Name">English display name, as <c>Farfetch’d</c>.</param>
/// <param name="Generation">1 to 9: where the species first appeared, whatever forms came later.</param>
public sealed record PokemonSpecies(int Number, string Name, int Generation)
{
    /// <summary>The name as PokéAPI spells it in addresses, such as <c>mr-mime</c> and <c>nidoran-f</c>.</summary>
    public string Slug => SpeciesName.SlugOf(Name);
}

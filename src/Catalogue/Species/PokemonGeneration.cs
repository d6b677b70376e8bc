namespace PokedexTop.Catalogue.Species;

/// <summary>A generation of the main games and the species it brought.</summary>
/// <param name="Number">1 to 9.</param>
/// <param name="Name">As <c>Generation I</c>.</param>
/// <param name="Region">The main region; Hisui's seven species count to Galar's generation, as PokéAPI has it.</param>
/// <param name="FirstNumber">Its first National Pokédex number.</param>
/// <param name="LastNumber">Its last, inclusive.</param>
public sealed record PokemonGeneration(int Number, string Name, string Region, int FirstNumber, int LastNumber);

namespace PokedexTop.Catalogue;

/// <summary>A species that a card shows.</summary>
/// <param name="PokedexNumber">The national number.</param>
/// <param name="Position">Its index in the source's list, from 0.</param>
/// <param name="MatchedBy">The rule by which it was found; <see cref="BySource"/> where the card itself names the number.</param>
public readonly record struct CardSpecies(int PokedexNumber, int Position, string MatchedBy = CardSpecies.BySource)
{
    /// <summary>The card itself names the species' number.</summary>
    public const string BySource = "source";
}

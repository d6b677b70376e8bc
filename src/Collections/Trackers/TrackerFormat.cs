namespace PokedexTop.Collections.Trackers;

/// <summary>How another program writes collections, recognised by the names of its columns.</summary>
/// <param name="name">For people and <c>--format</c>.</param>
internal abstract class TrackerFormat(string name)
{
    public string Name { get; } = name;

    /// <summary>Whether a header is this program's.</summary>
    public abstract bool IsHeader(TrackerHeads heads);

    public abstract TrackerRow Read(TrackerCells cells);

    /// <summary>Why a row of another game is refused; null for this one's.</summary>
    protected static string? OtherGame(string? game) =>
        game is null || Cards.CardNames.Fold(game) is "pokemon" or "pokemontcg" ? null : $"is of '{game}', and this catalogue has the Pokémon cards that are printed in English";

    /// <summary>Why a row without a number is refused, where that is how a program tells sealed products.</summary>
    protected static string? Sealed(string? number) => number is null ? "has no card number: a sealed product, and collections here have single cards" : null;

    /// <summary>A currency at the end of a column's name: <c>Purchase Price (EUR)</c>.</summary>
    protected static string? CurrencyOf(string? head) => head?.TrimEnd() is [.., '(', var a, var b, var c, ')'] ? $"{a}{b}{c}" : null;
}

namespace PokedexTop.Catalogue;

/// <summary>The games a set can be of. Their cards are never counted together.</summary>
public static class Games
{
    /// <summary>The trading card game, on paper.</summary>
    public const string Tcg = "tcg";

    /// <summary>TCG Pocket, whose cards exist in an application only.</summary>
    public const string Pocket = "tcg-pocket";
}

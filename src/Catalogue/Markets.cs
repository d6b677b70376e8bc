namespace PokedexTop.Catalogue;

/// <summary>Where prices are observed.</summary>
public static class Markets
{
    /// <summary>In USD.</summary>
    public const string TcgPlayer = "tcgplayer";

    /// <summary>In EUR.</summary>
    public const string Cardmarket = "cardmarket";
}

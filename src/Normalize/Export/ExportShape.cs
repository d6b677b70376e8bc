namespace PokedexTop.Normalize.Export;

/// <summary>What an export says of each set and card.</summary>
public enum ExportShape
{
    /// <summary>What the first feed says, in its own shape: the folder is a source.</summary>
    PokemonTcg,

    /// <summary>What silver has of all feeds, with finishes, identities and texts in other languages beside it.</summary>
    Full,
}

using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Silver;

/// <summary>A species a card shows: a row of <c>silver_tcg_card_pokemon</c>.</summary>
internal sealed class CardPokemon
{
    public required string CardId { get; set; }
    /// <summary>Place in the card's own list, from 0.</summary>
    public int Position { get; set; }
    public int PokedexNumber { get; set; }
    /// <inheritdoc cref="CardSpecies.MatchedBy"/>
    public required string MatchedBy { get; set; }
}

/// <summary>How scarce a rarity is: a row of <c>silver_rarities</c>, filled from the program's list, which may grow.</summary>
internal sealed class SilverRarity
{
    public required string Rarity { get; set; }
    /// <summary>From 1, the most common.</summary>
    public int Rank { get; set; }
}

/// <summary>A Pokémon species: a row of <c>silver_pokemon_master</c>.</summary>
internal sealed class SilverSpecies
{
    public int PokedexNumber { get; set; }
    /// <summary>The English display name.</summary>
    public required string Name { get; set; }
    public int Generation { get; set; }
    /// <summary><c>built-in</c>, or the species source that refreshed it.</summary>
    public required string Source { get; set; }
    public bool? IsLegendary { get; set; }
    public bool? IsMythical { get; set; }
    public bool? IsBaby { get; set; }
    public int? EvolvesFrom { get; set; }
    public string? Color { get; set; }
    public long? BronzeId { get; set; }
}

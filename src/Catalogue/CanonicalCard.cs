namespace PokedexTop.Catalogue;

/// <summary>One card, canonical whichever feed tells of it: what is printed on it and said about it, without any id.</summary>
/// <remarks>
/// A null list or value means the source does not state it. What these properties cannot say (an explicit null, an
/// empty list where it would read the same as absent, a field nobody knew, a value that could not be read)
/// stands in <see cref="Extra"/>, so that the source's JSON can be written again without loss.
/// </remarks>
public class CanonicalCard
{
    public string Name { get; set; } = "";
    /// <summary>The collector number as printed: <c>4</c>, <c>TG01</c>, <c>12a</c>, <c>!</c>; null for a card without one, as basic energies are.</summary>
    public string? Number { get; set; }
    /// <summary>Pokémon, Trainer or Energy.</summary>
    public string Supertype { get; set; } = "";
    public List<string>? Subtypes { get; set; }
    public List<string>? Types { get; set; }
    public string? Rarity { get; set; }
    public int? Hp { get; set; }
    public string? Artist { get; set; }
    public string? FlavorText { get; set; }
    /// <summary>The printed level; text, since it can be <c>X</c>.</summary>
    public string? Level { get; set; }
    public string? EvolvesFrom { get; set; }
    public List<string>? EvolvesTo { get; set; }
    public List<string>? Rules { get; set; }
    public List<CardAbility>? Abilities { get; set; }
    public List<CardAttack>? Attacks { get; set; }
    public List<CardTypeModifier>? Weaknesses { get; set; }
    public List<CardTypeModifier>? Resistances { get; set; }
    public List<string>? RetreatCost { get; set; }
    public int? ConvertedRetreatCost { get; set; }
    public string? RegulationMark { get; set; }
    public CardAncientTrait? AncientTrait { get; set; }
    public CardLegalities? Legalities { get; set; }
    public string? ImageSmallUrl { get; set; }
    public string? ImageLargeUrl { get; set; }
    /// <summary>
    /// A JSON object from JSON Pointer (RFC 6901) to value: everything of the source's card that the properties do not
    /// hold. Null when there is nothing.
    /// </summary>
    public string? Extra { get; set; }
}

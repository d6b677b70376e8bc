using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Silver;

/// <summary>The texts of a card's JSON columns. Writing them is most of what a card costs, and is done before the layer's lock is taken.</summary>
internal sealed class CardJson
{
    public string? Subtypes { get; set; }
    public string? Types { get; set; }
    public string? EvolvesTo { get; set; }
    public string? Rules { get; set; }
    public string? Abilities { get; set; }
    public string? Attacks { get; set; }
    public string? Weaknesses { get; set; }
    public string? Resistances { get; set; }
    public string? RetreatCost { get; set; }
    public string? AncientTrait { get; set; }
    public string? Legalities { get; set; }

    public static CardJson Of(CanonicalCard card) => new()
    {
        Subtypes = SilverJson.Write(card.Subtypes),
        Types = SilverJson.Write(card.Types),
        EvolvesTo = SilverJson.Write(card.EvolvesTo),
        Rules = SilverJson.Write(card.Rules),
        Abilities = SilverJson.Write(card.Abilities),
        Attacks = SilverJson.Write(card.Attacks),
        Weaknesses = SilverJson.Write(card.Weaknesses),
        Resistances = SilverJson.Write(card.Resistances),
        RetreatCost = SilverJson.Write(card.RetreatCost),
        AncientTrait = SilverJson.Write(card.AncientTrait),
        Legalities = SilverJson.Write(card.Legalities),
    };
}

using System.Text.Json;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Silver;

/// <summary>The texts of a card's JSON columns. Writing them is most of what a card costs, and is done before the layer's lock is taken.</summary>
internal sealed class CardJson
{
    private static readonly (string Column, Action<CardJson, CanonicalCard> Read)[] s_columns =
    [
        ("subtypes", (json, card) => card.Subtypes = SilverJson.Read(json.Subtypes, CatalogueJson.Default.ListString)),
        ("types", (json, card) => card.Types = SilverJson.Read(json.Types, CatalogueJson.Default.ListString)),
        ("evolves_to", (json, card) => card.EvolvesTo = SilverJson.Read(json.EvolvesTo, CatalogueJson.Default.ListString)),
        ("rules", (json, card) => card.Rules = SilverJson.Read(json.Rules, CatalogueJson.Default.ListString)),
        ("abilities", (json, card) => card.Abilities = SilverJson.Read(json.Abilities, CatalogueJson.Default.ListCardAbility)),
        ("attacks", (json, card) => card.Attacks = WithCosts(SilverJson.Read(json.Attacks, CatalogueJson.Default.ListCardAttack))),
        ("weaknesses", (json, card) => card.Weaknesses = SilverJson.Read(json.Weaknesses, CatalogueJson.Default.ListCardTypeModifier)),
        ("resistances", (json, card) => card.Resistances = SilverJson.Read(json.Resistances, CatalogueJson.Default.ListCardTypeModifier)),
        ("retreat_cost", (json, card) => card.RetreatCost = SilverJson.Read(json.RetreatCost, CatalogueJson.Default.ListString)),
        ("ancient_trait", (json, card) => card.AncientTrait = SilverJson.Read(json.AncientTrait, CatalogueJson.Default.CardAncientTrait)),
        ("legalities", (json, card) => card.Legalities = SilverJson.Read(json.Legalities, CatalogueJson.Default.CardLegalities)),
    ];

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

    /// <summary>Puts what the texts say into a card.</summary>
    /// <returns>The first column whose text says something else, and what; null where none does.</returns>
    public string? ReadInto(CanonicalCard card)
    {
        foreach (var (column, read) in s_columns)
        {
            try
            {
                read(this, card);
            }
            catch (Exception error) when (DamagedRows.IsDamage(error))
            {
                return $"{column}: {error.Message}";
            }
        }
        return null;
    }

    private static List<CardAttack>? WithCosts(List<CardAttack>? attacks) =>
        attacks?.Exists(a => a.Cost?.Contains(null!) == true) == true ? throw new JsonException("A cost holds a null.") : attacks;
}

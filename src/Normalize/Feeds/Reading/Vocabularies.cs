namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>The words the pokemontcg feed uses (seen in all of its 19,783 cards, and in its documentation).</summary>
internal static class Vocabularies
{
    public static readonly Vocabulary Supertypes = new(
        QualityRules.SupertypeSpelling, unknownRule: null, FindingSeverity.Error, ["Pokémon", "Trainer", "Energy"]);

    /// <summary>Energy types, and <c>Free</c>, which stands in the cost of two old attacks.</summary>
    public static readonly Vocabulary Types = new(
        QualityRules.TypeSpelling, QualityRules.UnknownType, FindingSeverity.Warning,
        ["Colorless", "Darkness", "Dragon", "Fairy", "Fighting", "Fire", "Free", "Grass", "Lightning", "Metal", "Psychic", "Water"],
        [("Electric", "Lightning"), ("Dark", "Darkness"), ("Steel", "Metal"), ("Colourless", "Colorless")]);

    public static readonly Vocabulary Subtypes = new(
        QualityRules.SubtypeSpelling, QualityRules.UnknownSubtype, FindingSeverity.Info,
        [
            "ACE SPEC", "Ancient", "BREAK", "Baby", "Basic", "EX", "Eternamax", "Fusion Strike", "Future", "GX",
            "Goldenrod Game Corner", "Item", "LEGEND", "Level-Up", "MEGA", "Pokémon Tool", "Pokémon Tool F", "Prime",
            "Prism Star", "Radiant", "Rapid Strike", "Restored", "Rocket's Secret Machine", "SP", "Single Strike",
            "Special", "Stadium", "Stage 1", "Stage 2", "Star", "Supporter", "TAG TEAM", "Team Plasma",
            "Technical Machine", "Tera", "Ultra Beast", "V", "V-UNION", "VMAX", "VSTAR", "ex",
        ]);

    /// <summary>From common to scarce, as they are drawn from packs; <c>Promo</c>, which is not drawn, stands among the plain ones. Their order is <c>silver_rarities.rank</c>.</summary>
    public static readonly Vocabulary Rarities = new(
        QualityRules.RaritySpelling, QualityRules.UnknownRarity, FindingSeverity.Info,
        [
            "Common", "Uncommon", "Promo", "Rare", "Rare Holo", "Classic Collection", "Trainer Gallery Rare Holo",
            "Double Rare", "Rare ACE", "ACE SPEC Rare", "Rare BREAK", "Rare Prime", "Rare Prism Star", "Radiant Rare",
            "Amazing Rare", "LEGEND", "Rare Holo LV.X", "Rare Holo EX", "Rare Holo GX", "Rare Holo V", "Rare Holo VMAX",
            "Rare Holo VSTAR", "Illustration Rare", "Rare Ultra", "Ultra Rare", "Rare Shiny", "Shiny Rare", "Rare Shiny GX",
            "Rare Rainbow", "Special Illustration Rare", "Shiny Ultra Rare", "Rare Secret", "Rare Shining", "Rare Holo Star",
            "Hyper Rare", "Black White Rare", "Mega Hyper Rare",
        ]);

    public static readonly Vocabulary AbilityTypes = new(
        QualityRules.AbilityTypeSpelling, QualityRules.UnknownAbilityType, FindingSeverity.Info,
        ["Ability", "Poké-Body", "Poké-Power", "Pokémon Power"]);

    public static readonly Vocabulary Legalities = new(
        QualityRules.LegalitySpelling, QualityRules.UnknownLegality, FindingSeverity.Info, ["Legal", "Banned"]);
}

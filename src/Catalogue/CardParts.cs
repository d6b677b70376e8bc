namespace PokedexTop.Catalogue;

/// <summary>An ability, Poké-Power, Poké-Body or Pokémon Power. In JSON: <c>name</c>, <c>text</c>, <c>type</c>.</summary>
public sealed class CardAbility
{
    public string? Name { get; set; }
    public string? Text { get; set; }
    public string? Type { get; set; }
}

/// <summary>In JSON: <c>name</c>, <c>cost</c>, <c>convertedEnergyCost</c>, <c>damage</c>, <c>text</c>.</summary>
public sealed class CardAttack
{
    public string? Name { get; set; }
    /// <summary>Energy types in printed order; <c>Free</c> for no cost on a few old cards.</summary>
    public List<string>? Cost { get; set; }
    public int? ConvertedEnergyCost { get; set; }
    /// <summary>As printed: <c>30</c>, <c>30+</c>, <c>20×</c>, <c>10-</c>, <c>?</c> or empty.</summary>
    public string? Damage { get; set; }
    public string? Text { get; set; }
}

/// <summary>A weakness or resistance. In JSON: <c>type</c>, <c>value</c> (<c>×2</c>, <c>+30</c>, <c>-20</c>).</summary>
public sealed class CardTypeModifier
{
    public string? Type { get; set; }
    public string? Value { get; set; }
}

/// <summary>In JSON: <c>name</c>, <c>text</c>.</summary>
public sealed class CardAncientTrait
{
    public string? Name { get; set; }
    public string? Text { get; set; }
}

/// <summary>Legal or Banned by format; null where the source names no legality. In JSON: <c>unlimited</c>, <c>standard</c>, <c>expanded</c>.</summary>
public sealed class CardLegalities
{
    public string? Unlimited { get; set; }
    public string? Standard { get; set; }
    public string? Expanded { get; set; }
}

using System.Text.Json;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>A card as its page lays it out; the members are those of the first feed's shape.</summary>
internal sealed record CardSheet
{
    public string Name { get; init; } = "";

    public string Supertype { get; init; } = "";

    public IReadOnlyList<string> Subtypes { get; init; } = [];

    public string? Hp { get; init; }

    public string? Level { get; init; }

    public IReadOnlyList<string> Types { get; init; } = [];

    public string? EvolvesFrom { get; init; }

    public IReadOnlyList<string> EvolvesTo { get; init; } = [];

    public IReadOnlyList<string> Rules { get; init; } = [];

    public NamedText? AncientTrait { get; init; }

    public IReadOnlyList<NamedText> Abilities { get; init; } = [];

    public IReadOnlyList<Attack> Attacks { get; init; } = [];

    public IReadOnlyList<TypedValue> Weaknesses { get; init; } = [];

    public IReadOnlyList<TypedValue> Resistances { get; init; } = [];

    public IReadOnlyList<string> RetreatCost { get; init; } = [];

    public string? Number { get; init; }

    public string? Artist { get; init; }

    public string? Rarity { get; init; }

    public string? FlavorText { get; init; }

    public IReadOnlyList<int> NationalPokedexNumbers { get; init; } = [];

    public IReadOnlyDictionary<string, string> Legalities { get; init; } = new Dictionary<string, string>();

    public string? RegulationMark { get; init; }

    /// <param name="json">A card in the first feed's shape.</param>
    internal static CardSheet Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<CardSheet>(json, JsonSerializerOptions.Web)!;
}

/// <summary>An ability or trait.</summary>
internal sealed record NamedText(string? Name, string? Text, string? Type);

/// <summary>An attack; damage as printed.</summary>
internal sealed record Attack(string? Name, IReadOnlyList<string>? Cost, string? Damage, string? Text);

/// <summary>A weakness or resistance.</summary>
internal sealed record TypedValue(string? Type, string? Value);

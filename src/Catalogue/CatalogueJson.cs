using System.Text.Json;
using System.Text.Json.Serialization;

namespace PokedexTop.Catalogue;

/// <summary>The JSON of a card's lists and objects: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<CardAbility>))]
[JsonSerializable(typeof(List<CardAttack>))]
[JsonSerializable(typeof(List<CardTypeModifier>))]
[JsonSerializable(typeof(CardAncientTrait))]
[JsonSerializable(typeof(CardLegalities))]
public sealed partial class CatalogueJson : JsonSerializerContext;

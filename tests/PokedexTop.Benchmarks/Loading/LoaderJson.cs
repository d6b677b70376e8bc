using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PokedexTop.Catalogue;

namespace PokedexTop.Benchmarks.Loading;

/// <summary>JSON columns as the program writes them.</summary>
internal static class LoaderJson
{
    private static readonly LoaderJsonContext s_context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string? Text(List<string>? value) => value is null ? null : JsonSerializer.Serialize(value, s_context.ListString);

    public static string? Text(List<CardAbility>? value) => value is null ? null : JsonSerializer.Serialize(value, s_context.ListCardAbility);

    public static string? Text(List<CardAttack>? value) => value is null ? null : JsonSerializer.Serialize(value, s_context.ListCardAttack);

    public static string? Text(List<CardTypeModifier>? value) => value is null ? null : JsonSerializer.Serialize(value, s_context.ListCardTypeModifier);

    public static string? Text(CardAncientTrait? value) => value is null ? null : JsonSerializer.Serialize(value, s_context.CardAncientTrait);

    public static string? Text(CardLegalities? value) => value is null ? null : JsonSerializer.Serialize(value, s_context.CardLegalities);
}

[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<CardAbility>))]
[JsonSerializable(typeof(List<CardAttack>))]
[JsonSerializable(typeof(List<CardTypeModifier>))]
[JsonSerializable(typeof(CardAncientTrait))]
[JsonSerializable(typeof(CardLegalities))]
internal sealed partial class LoaderJsonContext : JsonSerializerContext;

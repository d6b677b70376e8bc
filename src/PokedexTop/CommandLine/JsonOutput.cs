using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PokedexTop.Documents;

namespace PokedexTop.CommandLine;

/// <summary>Documents of <c>--json</c> that are records written as they are: camelCase, times in UTC, null where nothing is known.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(StatusJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    public static void Write<T>(T document) => CommandOutput.WriteJson(json => JsonSerializer.Serialize(json, document, s_options));
}

/// <summary>The largest document: looked at by reflection, it would cost more time than reading what stands in it.</summary>
[JsonSerializable(typeof(StatusDocument))]
internal sealed partial class StatusJson : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PokedexTop.Web.Http;

/// <summary>How everything under <c>/api</c> is written and read.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    static ApiJson() => Set(Options);

    public static void Set(JsonSerializerOptions options)
    {
        // Numbers are numbers: without this the OpenAPI document says "integer or string", and text for a number is taken.
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }
}

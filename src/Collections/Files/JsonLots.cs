using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PokedexTop.Collections.Gold;
using PokedexTop.Configuration;

namespace PokedexTop.Collections.Files;

/// <summary>Our JSON: <c>{"format":"pokedextop-collection","version":1,"lots":[…]}</c>, a lot with all its fields.</summary>
internal static class JsonLots
{
    private const string Format = "pokedextop-collection";

    /// <summary>Of the format; one more where an older program could not read a file any more.</summary>
    private const int Version = 1;

    /// <summary>As rows are kept, too.</summary>
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = FileLimits.Depth,
    };

    public static byte[] Write(IEnumerable<Lot> lots) => JsonSerializer.SerializeToUtf8Bytes(new { Format, Version, Lots = lots.Select(FileLot.Of) }, Options);

    /// <exception cref="ConfigurationException">It is no file of ours.</exception>
    public static FileRows Read(string text)
    {
        using var document = Parse(text);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || !format.ValueEquals(Format) || !root.TryGetProperty("lots", out var lots) || lots.ValueKind != JsonValueKind.Array)
            throw new ConfigurationException($"The file is JSON, but no collection of this program: it says no \"format\": \"{Format}\" with a list of \"lots\".");
        if (!root.TryGetProperty("version", out var version) || !version.TryGetInt32(out var number) || number is < 1 or > Version)
            throw new ConfigurationException($"The file's \"version\" is {(version.ValueKind == JsonValueKind.Undefined ? "missing" : version.GetRawText())}; this program reads {Version}.");
        FileLimits.CheckRows(lots.GetArrayLength());
        return new FileRows([.. lots.EnumerateArray().Select((lot, i) => ReadRow(lot, i + 1) with { Raw = lot.GetRawText() })], []);
    }

    private static FileRow ReadRow(JsonElement lot, int row)
    {
        try
        {
            return lot.Deserialize<FileLot>(Options) is { } read ? new FileRow(row, read) : new FileRow(row, null, "is null");
        }
        catch (JsonException wrong)
        {
            return new FileRow(row, null, wrong.Path is { Length: > 2 } path ? $"{path.TrimStart('$', '.')} is no field of a lot, or its value is of another type" : "is no lot");
        }
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = FileLimits.Depth, AllowDuplicateProperties = false });
        }
        catch (JsonException wrong)
        {
            throw new ConfigurationException($"The file is no JSON that this program takes: {wrong.Message}");
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>What a source sent, for a person to read.</summary>
internal static class PayloadText
{
    private const int Longest = 20_000;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented where it is JSON, and cut where it is very long.</summary>
    public static string Shown(string payload)
    {
        var text = payload;
        try
        {
            using var document = JsonDocument.Parse(payload);
            text = JsonSerializer.Serialize(document.RootElement, s_indented);
        }
        catch (JsonException)
        {
            // Then it is shown as it came.
        }
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}

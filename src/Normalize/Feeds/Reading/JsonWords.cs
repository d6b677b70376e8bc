using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>JSON in sentences for people.</summary>
internal static class JsonWords
{
    private const int LongestShown = 60;
    private const int LongestOriginal = 1000;

    /// <summary>What a value is: text, a number, a list…</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    /// <summary>The value's JSON, shortened for a sentence.</summary>
    public static string Shown(JsonElement value) => Shortened(value, LongestShown);

    /// <summary>The value's JSON for <see cref="QualityFinding.OriginalValue"/>.</summary>
    public static string Original(JsonElement value) => Shortened(value, LongestOriginal);

    /// <summary>A text shortened for a sentence, control characters made visible.</summary>
    public static string Shown(string text)
    {
        var cut = text.Length <= LongestShown ? text : Cut(text, LongestShown);
        return TextRepair.HasControls(cut)
            ? string.Create(cut.Length, cut, static (target, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                    target[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
            })
            : cut;
    }

    private static string Shortened(JsonElement value, int length)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        // Four bytes are at least one UTF-16 unit, so this much decodes to enough; a split last rune is cut away.
        var text = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, (length + 1) * 4)]);
        return text.Length <= length && raw.Length <= (length + 1) * 4 ? text : Cut(text, length);
    }

    private static string Cut(string text, int length)
    {
        length = Math.Min(length, text.Length);
        // Half a surrogate pair is not storable text.
        if (char.IsHighSurrogate(text[length - 1]))
            length--;
        return text[..length] + "…";
    }
}

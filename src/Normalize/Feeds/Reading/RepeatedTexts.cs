using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Short texts of JSON that one card has like the next, as strings that are made once: the names of forty members, and words such as
/// <c>Common</c>, <c>holo</c> and <c>30</c>. Making them anew was a tenth of the memory a replay asked for.
/// </summary>
internal static class RepeatedTexts
{
    private const int Most = 1_024;
    private const int Longest = 20;

    // Per thread, so that no lock is needed. A text that falls on another's place takes it.
    [ThreadStatic]
    private static string?[]? s_texts;

    /// <summary>The name of a member, as <see cref="JsonProperty.Name"/> gives it.</summary>
    public static string Name(JsonProperty member)
    {
        var utf8 = JsonMarshal.GetRawUtf8PropertyName(member);
        if (!MayRepeat(utf8))
            return member.Name;
        ref var text = ref PlaceOf(utf8);
        return text is not null && Ascii.Equals(utf8, text) ? text : text = member.Name;
    }

    /// <summary>A text, as <see cref="JsonElement.GetString"/> gives it.</summary>
    public static string Text(JsonElement value)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (!MayRepeat(utf8))
            return value.GetString()!;
        ref var text = ref PlaceOf(utf8);
        return text is not null && Ascii.Equals(utf8, text) ? text : text = value.GetString()!;
    }

    // What has an escape reads otherwise than it is written.
    private static bool MayRepeat(ReadOnlySpan<byte> utf8) => utf8.Length is > 0 and <= Longest && !utf8.Contains((byte)'\\');

    private static ref string? PlaceOf(ReadOnlySpan<byte> utf8) =>
        ref (s_texts ??= new string?[Most])[((utf8[0] * 31) + (utf8[^1] * 113) + (utf8[utf8.Length / 2] * 7) + (utf8[utf8.Length / 4] * 3) + (utf8.Length * 57)) % Most];
}

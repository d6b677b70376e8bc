using System.Text;
using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>Reads strings that may hold anything.</summary>
internal static class JsonStrings
{
    /// <returns>Null where the current name or string is no valid text: a lone surrogate, bytes that are not UTF-8.</returns>
    public static string? Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What a value is, for a sentence.</summary>
    public static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };

    /// <summary>Whether the current property has this name, whichever way it is escaped.</summary>
    public static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped
            ? Read(ref reader) is { } text && Ascii.Equals(name, text)
            : reader.ValueSpan.SequenceEqual(name);

    /// <summary>The first member of this name, where it is a string and valid text; else null.</summary>
    public static string? FirstMember(ReadOnlySpan<byte> utf8Object, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(utf8Object, CanonicalJson.AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = IsNamed(ref reader, name);
            reader.Read();
            if (found)
                return reader.TokenType == JsonTokenType.String ? Read(ref reader) : null;
            reader.Skip();
        }

        return null;
    }
}

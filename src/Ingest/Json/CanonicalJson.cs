using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;

namespace PokedexTop.Ingest.Json;

/// <summary>
/// The canonical form of a JSON object after RFC 8785 (JCS), less null members at any depth and less given top-level members.
/// Two spellings of one content (key order, escapes, white space, <c>1.0</c> for <c>1</c>, null for absent) have one hash.
/// </summary>
/// <remarks>
/// Numbers are IEEE 754 doubles, as JCS wants it, so one with a fraction or an exponent and more digits than a double holds is rounded.
/// A whole number written out in digits is not: where rounding would give another number (from 2^53 on) there is no canonical form,
/// as two ids would become one.
/// Nulls inside arrays stay, they hold a place. What stands inside an omitted member is neither hashed nor checked.
/// </remarks>
internal static class CanonicalJson
{
    /// <summary>Levels of objects and arrays, the outermost object being the first.</summary>
    public const int MaxDepth = 64;

    // The builder judges depth itself: a reader that throws could not skip a deep block that does not count.
    internal static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>Hashes the canonical form of one object.</summary>
    /// <param name="utf8Object">The object's text and nothing else.</param>
    /// <param name="omitted">Top-level members that are left out.</param>
    /// <param name="sha256LowerHex">64 lower-case hex digits; empty where there is no canonical form.</param>
    /// <param name="defect">
    /// Why there is no canonical form: a word of <c>invalid-json</c>, <c>invalid-utf8</c>, <c>duplicate-key</c>, <c>lone-surrogate</c>,
    /// <c>too-deep</c>, <c>number-range</c>, <c>number-precision</c>, then a colon and the detail. Null on success.
    /// </param>
    public static bool TryHash(ReadOnlySpan<byte> utf8Object, TopLevelNames omitted, out string sha256LowerHex, out string? defect)
    {
        var builder = CanonicalJsonBuilder.OfThisThread;
        try
        {
            defect = Build(builder, utf8Object, omitted);
            sha256LowerHex = defect is null ? Sha256(builder.Written) : string.Empty;
            return defect is null;
        }
        finally
        {
            builder.Reset();
        }
    }

    /// <summary>SHA-256 as 64 lower-case hex digits.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    internal static byte[]? Canonicalize(ReadOnlySpan<byte> utf8Object, TopLevelNames omitted, out string? defect)
    {
        var builder = CanonicalJsonBuilder.OfThisThread;
        try
        {
            defect = Build(builder, utf8Object, omitted);
            return defect is null ? builder.Written.ToArray() : null;
        }
        finally
        {
            builder.Reset();
        }
    }

    private static string? Build(CanonicalJsonBuilder builder, ReadOnlySpan<byte> utf8Object, TopLevelNames omitted)
    {
        // Once over everything is cheaper than string by string; Utf8JsonReader itself does not look inside strings.
        if (!Utf8.IsValid(utf8Object))
            return "invalid-utf8: the text is not UTF-8";

        try
        {
            var reader = new Utf8JsonReader(utf8Object, AnyDepth);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return "invalid-json: not an object";

            if (builder.WriteRoot(ref reader, omitted) is { } defect)
                return defect;

            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return $"invalid-json: {e.Message}";
        }
    }
}

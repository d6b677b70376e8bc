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
/// Where JCS has no form, they stay as they are written: a whole number that a double rounds (two ids would become one), and what no
/// double reaches. Nulls inside arrays stay, they hold a place. An omitted member is judged like the others: who mends one that
/// kept an item from being read must get another hash for it.
/// </remarks>
internal static class CanonicalJson
{
    // The builder judges depth itself: a reader that throws could not skip a deep block that does not count.
    internal static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>Hashes the canonical form of one object.</summary>
    /// <param name="utf8Object">The object's text and nothing else.</param>
    /// <param name="omitted">Top-level members that are left out.</param>
    /// <param name="sha256LowerHex">64 lower-case hex digits; empty where there is no canonical form.</param>
    /// <param name="fault">Why there is no canonical form; null on success.</param>
    public static bool TryHash(ReadOnlySpan<byte> utf8Object, TopLevelNames omitted, out string sha256LowerHex, out PayloadFault? fault)
    {
        var builder = CanonicalJsonBuilder.OfThisThread;
        try
        {
            fault = Build(builder, utf8Object, omitted);
            sha256LowerHex = fault is null ? Sha256(builder.Written) : string.Empty;
            return fault is null;
        }
        finally
        {
            builder.Reset();
        }
    }

    /// <summary>Why there is no canonical form, or null.</summary>
    public static PayloadFault? Judge(ReadOnlySpan<byte> utf8Object)
    {
        var builder = CanonicalJsonBuilder.OfThisThread;
        try
        {
            return Build(builder, utf8Object, TopLevelNames.None);
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

    internal static byte[]? Canonicalize(ReadOnlySpan<byte> utf8Object, TopLevelNames omitted)
    {
        var builder = CanonicalJsonBuilder.OfThisThread;
        try
        {
            return Build(builder, utf8Object, omitted) is null ? builder.Written.ToArray() : null;
        }
        finally
        {
            builder.Reset();
        }
    }

    private static PayloadFault? Build(CanonicalJsonBuilder builder, ReadOnlySpan<byte> utf8Object, TopLevelNames omitted)
    {
        if (utf8Object.Length > PayloadFault.MaxBytes)
            return PayloadFault.TooLarge(utf8Object.Length);
        // Once over everything is cheaper than string by string; Utf8JsonReader itself does not look inside strings.
        if (!Utf8.IsValid(utf8Object))
            return PayloadFault.NotUtf8;

        try
        {
            var reader = new Utf8JsonReader(utf8Object, AnyDepth);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return PayloadFault.NoObject(reader.TokenType);

            if (builder.WriteRoot(ref reader, omitted) is { } fault)
                return fault;

            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return PayloadFault.NoJson(e);
        }
    }
}

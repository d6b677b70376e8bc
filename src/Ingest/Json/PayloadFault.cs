using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>
/// Why a payload cannot be read as one JSON object that says one thing. This is the only place that judges payloads: a sync hashes
/// those with a fault by their bytes, <c>sync --dry-run</c> names them, and Normalize puts them into quarantine with these very words.
/// </summary>
/// <param name="Reason">One of the reasons below.</param>
/// <param name="Detail">A sentence for a person; under 500 characters.</param>
public sealed record PayloadFault(string Reason, string Detail)
{
    public const string InvalidJson = "invalid-json";
    public const string NotAnObject = "not-an-object";
    public const string DuplicateKey = "duplicate-key";
    public const string NestedTooDeep = "nested-too-deep";
    public const string InvalidText = "invalid-text";
    public const string PayloadTooLarge = "payload-too-large";

    /// <summary>Longest payload.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Levels of objects and lists, the outermost object being the first.</summary>
    public const int MaxDepth = 64;

    private const int LongestShown = 60;

    internal static PayloadFault NotUtf8 { get; } = new(InvalidText, "The payload is not UTF-8; text must be valid Unicode.");

    internal static PayloadFault LoneSurrogate { get; } = new(InvalidText, "An escape is half of a surrogate pair; text must be valid Unicode.");

    internal static PayloadFault TooDeep { get; } = new(NestedTooDeep, $"Objects and lists are nested deeper than {MaxDepth}.");

    /// <summary>What is wrong with a payload, all of it looked at; null where nothing is.</summary>
    public static PayloadFault? Of(ReadOnlySpan<byte> utf8) => CanonicalJson.Judge(utf8);

    internal static PayloadFault NoObject(JsonTokenType found) => new(NotAnObject, $"The payload is {JsonStrings.Kind(found)}; an object is expected.");

    internal static PayloadFault TooLarge(int bytes) => new(PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"The payload has {bytes} bytes; at most {MaxBytes} are read."));

    internal static PayloadFault NoJson(JsonException problem) =>
        new(InvalidJson, string.Create(CultureInfo.InvariantCulture, $"The payload is not JSON, or cut off: unreadable at line {problem.LineNumber + 1}, byte {problem.BytePositionInLine}."));

    /// <param name="canonicalName">The key in canonical form, in which control characters are escapes.</param>
    internal static PayloadFault NameTwice(ReadOnlySpan<byte> canonicalName)
    {
        var name = Encoding.UTF8.GetString(canonicalName);
        // Half a surrogate pair is no text that every database stores.
        var length = name.Length > LongestShown && char.IsHighSurrogate(name[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return new(DuplicateKey, $"The key \"{(name.Length <= LongestShown ? name : name[..length] + "…")}\" stands twice in one object; each key may stand once.");
    }
}

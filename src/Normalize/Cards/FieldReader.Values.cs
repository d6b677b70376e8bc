using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace PokedexTop.Normalize.Cards;

/// <content>Single values: text, words of a vocabulary, whole numbers.</content>
internal sealed partial class FieldReader
{
    /// <summary>A name or other short text; space around it goes.</summary>
    public string? Name(JsonElement value, in FieldPath path, int longest = FieldLimits.Name) => Text(value, path, longest, trim: true);

    /// <summary>An id: exactly as it is, or rejected.</summary>
    public string? Identifier(JsonElement value, in FieldPath path)
    {
        if (value.ValueKind != JsonValueKind.String)
            return Name(value, path, FieldLimits.Id);
        if (IsTooLong(value, path, FieldLimits.Id))
            return null;
        var id = value.GetString()!;
        if (TextRepair.HasControls(id))
            Reject(RejectReasons.InvalidText, $"{path.Pointer} is {JsonWords.Shown(value)}; an id has no control characters.");
        return id;
    }

    /// <summary>Running text: what stands around it is part of it.</summary>
    public string? Prose(JsonElement value, in FieldPath path) => Text(value, path, FieldLimits.Prose, trim: false);

    /// <summary>A word of a vocabulary in its usual spelling; an unknown one as it is, or null where that is refused.</summary>
    public string? Word(JsonElement value, in FieldPath path, Vocabulary vocabulary)
    {
        if (value.ValueKind == JsonValueKind.String && Exact(value, vocabulary) is { } usual)
            return usual;
        if (Name(value, path) is not { } text)
            return null;
        if (vocabulary.Exact(text) is { } repaired)
            return repaired;
        if (vocabulary.Respelled(text) is { } respelled)
        {
            Report(vocabulary.SpellingRule, FindingSeverity.Info, path, value, $"is usually spelled {respelled}; so written.");
            return respelled;
        }
        if (vocabulary.UnknownRule is null)
            return null;
        Drifted(SchemaDrift.UnknownValue, path);
        Report(vocabulary.UnknownRule, vocabulary.UnknownSeverity, path, value, $"is {JsonWords.Shown(value)}, which is no known word there; kept as it is.");
        return text;
    }

    public List<string>? Words(JsonElement value, in FieldPath path, Vocabulary vocabulary)
        => vocabulary == Vocabularies.Types
            ? List(value, path, static (reader, entry, at) => reader.Word(entry, at, Vocabularies.Types))
            : List(value, path, static (reader, entry, at) => reader.Word(entry, at, Vocabularies.Subtypes));

    /// <summary>A whole number; null where the source has none.</summary>
    public int? Whole(JsonElement value, in FieldPath path)
    {
        if (value.ValueKind != JsonValueKind.Null)
            return Number(value, path, keepBlank: true);
        Keep(path, value);
        return null;
    }

    /// <summary>A whole number of a list; what is none is not kept here, since the list is kept whole.</summary>
    public int? Number(JsonElement value, in FieldPath path, bool keepBlank = false)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return Integer(value, path);
            case JsonValueKind.String when !IsTooLong(value, path, FieldLimits.Prose):
                return FromText(value, path, keepBlank);
            case JsonValueKind.String:
                return null;
            default:
                RejectKind(value, path, "a whole number");
                return null;
        }
    }

    /// <summary>Hit points: text in the source, a number here. What is none stays in <c>extra</c>.</summary>
    public int? HitPoints(JsonElement value, in FieldPath path)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (!value.TryGetDouble(out var amount) || amount < 0 || amount != Math.Floor(amount))
                return NotHitPoints(value, path);
            ReportNumberAsText(value, path);
            return Integer(value, path);
        }
        if (Name(value, path) is not { } text)
            return null;
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return NotHitPoints(value, path);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points))
            Reject(RejectReasons.NumberOutOfRange, $"{path.Pointer} is {JsonWords.Shown(value)}; at most {int.MaxValue} fits.");
        if (text.Length > 1 && text[0] == '0')
            Report(QualityRules.NumberSpelling, FindingSeverity.Info, path, value, $"is written with leading zeros; read as {points}.");
        return points;
    }

    private int? NotHitPoints(JsonElement value, in FieldPath path)
    {
        Drifted(SchemaDrift.UnknownValue, path);
        Report(QualityRules.HpNotANumber, FindingSeverity.Warning, path, value, "is not a whole number of hit points; kept in extra.");
        Keep(path, value);
        return null;
    }

    private int? Integer(JsonElement value, in FieldPath path)
    {
        if (value.TryGetInt32(out var number))
            return number;
        // 2.0 and 2e0 are the number 2 (RFC 8785 writes both the same).
        var real = value.TryGetDouble(out var parsed) ? parsed : double.PositiveInfinity;
        if (real is < int.MinValue or > int.MaxValue)
            Reject(RejectReasons.NumberOutOfRange, $"{path.Pointer} is {JsonWords.Shown(value)}; {int.MinValue} to {int.MaxValue} fits.");
        else if (real != Math.Floor(real))
            Reject(RejectReasons.NotANumber, $"{path.Pointer} is {JsonWords.Shown(value)}; a whole number is expected.");
        else
            return (int)real;
        return null;
    }

    private int? FromText(JsonElement value, in FieldPath path, bool keepBlank)
    {
        var text = value.GetString()!.Trim();
        Drifted(SchemaDrift.UnexpectedType, path);
        if (text.Length == 0)
        {
            Report(QualityRules.BlankNumber, FindingSeverity.Warning, path, value, "is blank where a number is expected; kept in extra.");
            if (keepBlank)
                Keep(path, value);
            return null;
        }
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Report(QualityRules.TextAsNumber, FindingSeverity.Info, path, value, $"is text; read as the number {number}.");
            return number;
        }
        if (text.AsSpan().TrimStart("+-").ContainsAnyExceptInRange('0', '9'))
            Reject(RejectReasons.NotANumber, $"{path.Pointer} is {JsonWords.Shown(value)}; a whole number is expected.");
        else
            Reject(RejectReasons.NumberOutOfRange, $"{path.Pointer} is {JsonWords.Shown(value)}; {int.MinValue} to {int.MaxValue} fits.");
        return null;
    }

    private string? Text(JsonElement value, in FieldPath path, int longest, bool trim)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return IsTooLong(value, path, longest) ? null : Repaired(value, value.GetString()!, path, trim);
            case JsonValueKind.Number when !IsTooLong(value, path, longest):
                ReportNumberAsText(value, path);
                return value.GetRawText();
            case JsonValueKind.Number:
                return null;
            case JsonValueKind.Null:
                Keep(path, value);
                return null;
            default:
                RejectKind(value, path, "text");
                return null;
        }
    }

    private string Repaired(JsonElement value, string text, in FieldPath path, bool trim)
    {
        if (TextRepair.IsSuspicious(text))
        {
            var readable = TextRepair.WithoutMojibake(text);
            if (!ReferenceEquals(readable, text))
                Report(QualityRules.Mojibake, FindingSeverity.Warning, path, value, $"was encoded twice; repaired to \"{JsonWords.Shown(readable)}\".");
            text = readable;
            if (TextRepair.HasControls(text))
            {
                text = TextRepair.WithoutControls(text);
                Report(QualityRules.ControlCharacters, FindingSeverity.Warning, path, value, "has control characters; removed.");
            }
        }
        if (!trim || text.Length == 0 || !(char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            return text;
        Report(QualityRules.SurroundingSpace, FindingSeverity.Info, path, value, "has white space around it; removed.");
        return text.Trim();
    }

    private bool IsTooLong(JsonElement value, in FieldPath path, int longest)
    {
        // A character is at least one byte, so short JSON needs no decoding to be known as short.
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length <= longest)
            return false;
        var length = value.ValueKind == JsonValueKind.String ? value.GetString()!.Length : raw.Length;
        if (length > longest)
            Reject(RejectReasons.TextTooLong, $"{path.Pointer} has {length} characters; at most {longest} are allowed.");
        return length > longest;
    }

    private void ReportNumberAsText(JsonElement value, in FieldPath path)
    {
        Drifted(SchemaDrift.UnexpectedType, path);
        Report(QualityRules.NumberAsText, FindingSeverity.Info, path, value, "is a number where text is usual; written as text.");
    }

    // Known words are found by their bytes: no string is made for the many Basic, Fire and Colorless.
    private static string? Exact(JsonElement value, Vocabulary vocabulary)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        Span<char> chars = stackalloc char[64];
        return raw.Length <= chars.Length
            && Utf8.ToUtf16(raw, chars, out _, out var length) == System.Buffers.OperationStatus.Done
            ? vocabulary.Exact(chars[..length])
            : null;
    }
}

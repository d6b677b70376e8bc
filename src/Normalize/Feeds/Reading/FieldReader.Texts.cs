using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <content>Texts: names, words of a vocabulary, prose.</content>
internal sealed partial class FieldReader
{
    /// <summary>A name or other short text: space around it goes, and look-alikes give way to the usual signs.</summary>
    public string? Name(JsonElement value, in FieldPath path) => Text(value, path, FieldLimits.Name, LookAlikes.Standardised);

    /// <summary>A collector number.</summary>
    public string? CollectorNumber(JsonElement value, in FieldPath path) => Text(value, path, FieldLimits.Number, LookAlikes.StandardisedNumber);

    /// <summary>A damage, weakness or resistance.</summary>
    public string? SignedValue(JsonElement value, in FieldPath path) => Text(value, path, FieldLimits.Name, LookAlikes.StandardisedValue);

    /// <summary>An address: whatever can be seen is part of it.</summary>
    public string? Address(JsonElement value, in FieldPath path) => Text(value, path, FieldLimits.Url, LookAlikes.WithoutInvisible);

    /// <summary>An id: exactly as it is, or rejected.</summary>
    public string? Identifier(JsonElement value, in FieldPath path)
    {
        if (value.ValueKind != JsonValueKind.String)
            return Text(value, path, FieldLimits.Id, LookAlikes.Standardised);
        if (IsTooLong(value, path, FieldLimits.Id))
            return null;
        var id = value.GetString()!;
        if (TextRepair.HasControls(id))
            Reject(RejectReasons.InvalidText, $"{path.Pointer} is {JsonWords.Shown(value)}; an id has no control characters.");
        if (LookAlikes.AreIn(id))
            Report(QualityRules.LookAlikeKept, FindingSeverity.Warning, path, value, $"has {LookAlikes.Named(id)}, which looks like another sign or like none; kept, since an id is taken as it is.");
        return id;
    }

    /// <summary>Running text: it is kept to the letter, and what stands around it is part of it.</summary>
    public string? Prose(JsonElement value, in FieldPath path)
    {
        var text = Text(value, path, FieldLimits.Prose, standardised: null);
        if (text is not null && LookAlikes.AreHiddenIn(text))
            Report(QualityRules.LookAlikeKept, FindingSeverity.Info, path, value, $"has {LookAlikes.Named(text)}, which looks like a space or like nothing; kept in running text.");
        return text;
    }

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

    /// <param name="value">The text, or what stands in its place.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="longest">Most characters.</param>
    /// <param name="standardised">Writes a short text with the usual signs; null for running text, which stays as it is.</param>
    private string? Text(JsonElement value, in FieldPath path, int longest, Func<string, string>? standardised)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return IsTooLong(value, path, longest) ? null : Repaired(value, RepeatedTexts.Text(value), path, standardised);
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

    private string Repaired(JsonElement value, string text, in FieldPath path, Func<string, string>? standardised)
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
        if (standardised is null || text.Length == 0)
            return text;
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            Report(QualityRules.SurroundingSpace, FindingSeverity.Info, path, value, "has white space around it; removed.");
            text = text.Trim();
        }
        var usual = standardised(text).Trim();
        if (usual != text)
            Report(QualityRules.LookAlikeSign, FindingSeverity.Info, path, value, $"has {LookAlikes.Named(text)} in place of the usual sign; written \"{JsonWords.Shown(usual)}\".");
        return usual;
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

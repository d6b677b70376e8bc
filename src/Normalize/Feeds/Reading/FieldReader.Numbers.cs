using System.Globalization;
using System.Text.Json;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <content>Whole numbers, written as numbers or as text.</content>
internal sealed partial class FieldReader
{
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
        var text = LookAlikes.Standardised(value.GetString()!).Trim();
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
}

using System.Globalization;
using System.Text.Json;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <content>Dates; one that cannot be read stays in <c>extra</c>.</content>
internal sealed partial class FieldReader
{
    private const string KeptInExtra = "kept in extra";

    /// <param name="value">The date as it stands there.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="instead">What is done with a date that cannot be read.</param>
    public DateOnly? Date(JsonElement value, in FieldPath path, string instead = KeptInExtra)
    {
        var date = DateText(value) is { } text ? SourceDates.ReadDate(text) : null;
        ReportDate(value, path, date?.ToString(SourceDates.DateFormat, CultureInfo.InvariantCulture), instead);
        return date;
    }

    public DateTime? Time(JsonElement value, in FieldPath path)
    {
        var time = DateText(value) is { } text ? SourceDates.ReadTime(text) : null;
        ReportDate(value, path, time?.ToString(SourceDates.TimeFormat, CultureInfo.InvariantCulture), KeptInExtra);
        return time;
    }

    private static string? DateText(JsonElement value)
        => value.ValueKind == JsonValueKind.String && LookAlikes.Standardised(value.GetString()!).Trim() is { Length: <= FieldLimits.Name } text ? text : null;

    private void ReportDate(JsonElement value, in FieldPath path, string? read, string instead)
    {
        if (read is not null)
        {
            if (!value.ValueEquals(read))
                Report(QualityRules.DateSpelling, FindingSeverity.Info, path, value, $"is a date in another form; read as {read}.");
            return;
        }
        if (value.ValueKind != JsonValueKind.Null)
        {
            Drifted(value.ValueKind == JsonValueKind.String ? SchemaDrift.UnknownValue : SchemaDrift.UnexpectedType, path);
            Report(QualityRules.UnreadableDate, FindingSeverity.Warning, path, value, $"is no readable date (year/month/day is expected); {instead}.");
        }
        Keep(path, value);
    }
}

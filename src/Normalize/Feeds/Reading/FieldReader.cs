using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Reads the values of one payload and collects what there is to tell. The first rejection stands: reading goes on
/// harmlessly after it and the caller asks once, at the end, so that no exception is needed for bad data.
/// </summary>
internal sealed partial class FieldReader(bool hasNul)
{
    private static readonly JsonElement s_emptyObject = JsonElement.Parse("{}");

    private readonly ExtraFields _extra = new(hasNul);
    private List<QualityFinding>? _findings;
    private List<SchemaDrift>? _drift;

    public Rejection? Rejection { get; private set; }

    public IReadOnlyList<QualityFinding> Findings => _findings ?? (IReadOnlyList<QualityFinding>)[];

    public IReadOnlyList<SchemaDrift> Drift => _drift ?? (IReadOnlyList<SchemaDrift>)[];

    public string? Extra() => _extra.ToJson();

    public void Reject(string reason, string detail) => Rejection ??= new(reason, detail);

    public void RejectKind(JsonElement value, in FieldPath path, string expected)
        => Reject(RejectReasons.WrongKind, $"{path.Pointer} is {JsonWords.Kind(value)} ({JsonWords.Shown(value)}); {expected} is expected.");

    public void Report(string rule, string severity, in FieldPath path, JsonElement original, string done) =>
        Report(rule, severity, path, JsonWords.Original(original), done);

    /// <summary>Reports a field that is not there.</summary>
    public void ReportMissing(string rule, string severity, in FieldPath path, string done) => Report(rule, severity, path, (string?)null, done);

    private void Report(string rule, string severity, in FieldPath path, string? original, string done)
    {
        if (_findings?.Count >= FieldLimits.Entries)
            Reject(RejectReasons.TooManyFindings, $"More than {FieldLimits.Entries} values need a rule; the last is {path.Pointer}.");
        if (Rejection is null)
            (_findings ??= []).Add(new(rule, severity, $"{path.Pointer} {done}", original));
    }

    public void Drifted(string kind, in FieldPath path)
    {
        var drift = new SchemaDrift(path.Pattern, kind);
        if (Rejection is null && _drift?.Contains(drift) != true)
            (_drift ??= []).Add(drift);
    }

    /// <summary>Keeps a value in <c>extra</c> as it is.</summary>
    public void Keep(in FieldPath path, JsonElement value)
    {
        if (_extra.Count >= FieldLimits.Entries)
            Reject(RejectReasons.TooManyEntries, $"More than {FieldLimits.Entries} values have no column; the last is {path.Pointer}.");
        if (Rejection is null && IsKeepable(value, path))
            _extra.Add(path.Pointer, value);
    }

    /// <summary>Keeps a field that nobody knows.</summary>
    public void Unknown(JsonProperty property, in FieldPath path)
    {
        if (IsKeepable(property.Name))
        {
            Drifted(SchemaDrift.UnknownField, path);
            Keep(path, property.Value);
        }
    }

    /// <summary>The object, the one object of a list of one, or an empty one for an empty list; else null, kept or rejected.</summary>
    public JsonElement? Object(JsonElement value, in FieldPath path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return value;
            case JsonValueKind.Null:
                Keep(path, value);
                return null;
            case JsonValueKind.Array when value.GetArrayLength() == 1 && value[0].ValueKind == JsonValueKind.Object:
                Drifted(SchemaDrift.UnexpectedType, path);
                Report(QualityRules.ListAsObject, FindingSeverity.Warning, path, value, "is a list of one object; read as the object.");
                return value[0];
            case JsonValueKind.Array when value.GetArrayLength() == 0:
                Drifted(SchemaDrift.UnexpectedType, path);
                Report(QualityRules.EmptyListAsObject, FindingSeverity.Info, path, value, "is an empty list; read as an empty object.");
                return s_emptyObject;
            default:
                RejectKind(value, path, "an object");
                return null;
        }
    }

    /// <summary>Whether an entry of a list is an object; else it is rejected.</summary>
    public bool IsObject(JsonElement value, in FieldPath at)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return true;
        RejectKind(value, at, "an object");
        return false;
    }

    /// <summary>A list, its entries read one by one; null where the source has none.</summary>
    /// <param name="value">The list, or what stands in its place.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="read">Reads an entry; null leaves it out (it was kept or rejected).</param>
    public List<T>? List<T>(JsonElement value, in FieldPath path, Func<FieldReader, JsonElement, FieldPath, T?> read)
        where T : class
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                break;
            case JsonValueKind.Null:
                Keep(path, value);
                return null;
            case JsonValueKind.Object:
                ReportSingle(QualityRules.ObjectAsList, value, path);
                return Listed(read(this, value, path.At(0)));
            default:
                ReportSingle(QualityRules.SingleAsList, value, path);
                return Listed(read(this, value, path.At(0)));
        }
        var length = value.GetArrayLength();
        if (length > FieldLimits.Entries)
        {
            Reject(RejectReasons.TooManyEntries, $"{path.Pointer} has {length} entries; at most {FieldLimits.Entries} are read.");
            return null;
        }
        var list = new List<T>(length);
        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            var at = path.At(index++);
            if (entry.ValueKind == JsonValueKind.Null)
            {
                Report(QualityRules.NullInList, FindingSeverity.Warning, at, entry, "is null; left out of the list, kept in extra.");
                Keep(at, entry);
            }
            else if (read(this, entry, at) is { } item)
            {
                list.Add(item);
            }
        }
        return list;
    }

    public List<string>? Texts(JsonElement value, in FieldPath path)
        => List(value, path, static (reader, entry, at) => reader.Name(entry, at));

    public List<string>? Proses(JsonElement value, in FieldPath path)
        => List(value, path, static (reader, entry, at) => reader.Prose(entry, at));

    private static List<T> Listed<T>(T? item) => item is null ? [] : [item];

    private void ReportSingle(string rule, JsonElement value, in FieldPath path)
    {
        Drifted(SchemaDrift.UnexpectedType, path);
        Report(rule, FindingSeverity.Warning, path, value, $"is {JsonWords.Kind(value)}; read as a list of one.");
    }

    /// <summary>Whether a key that nobody knows can be stored; else it is rejected.</summary>
    public bool IsKeepable(string key)
    {
        if (key.Length > FieldLimits.Key)
            Reject(RejectReasons.TextTooLong, $"The key \"{JsonWords.Shown(key)}\" has {key.Length} characters; a key may have {FieldLimits.Key}.");
        else if (TextRepair.HasControls(key))
            Reject(RejectReasons.InvalidText, $"The key \"{JsonWords.Shown(key)}\" has a control character.");
        else
            return true;
        return false;
    }

    /// <summary>Whether a value can be stored as it is; else it is rejected. Recursion ends at <see cref="PayloadFault.MaxDepth"/>.</summary>
    public bool IsKeepable(JsonElement value, in FieldPath path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
            case JsonValueKind.Number:
                return IsKeepableScalar(value, path);
            case JsonValueKind.Array:
                if (value.GetArrayLength() > FieldLimits.Entries)
                    Reject(RejectReasons.TooManyEntries, $"{path.Pointer} has a list of {value.GetArrayLength()} entries; at most {FieldLimits.Entries} are kept.");
                else
                    foreach (var entry in value.EnumerateArray())
                        if (!IsKeepable(entry, path))
                            return false;
                break;
            case JsonValueKind.Object:
                if (value.GetPropertyCount() > FieldLimits.Entries)
                    Reject(RejectReasons.TooManyEntries, $"{path.Pointer} has an object of {value.GetPropertyCount()} members; at most {FieldLimits.Entries} are kept.");
                else
                    foreach (var member in value.EnumerateObject())
                        if (!IsKeepable(member.Name) || !IsKeepable(member.Value, path))
                            return false;
                break;
        }
        return Rejection is null;
    }

    private bool IsKeepableScalar(JsonElement value, in FieldPath path)
    {
        if (IsTooLong(value, path, FieldLimits.Prose))
            return false;
        if (hasNul && value.ValueKind == JsonValueKind.String && TextRepair.HasControls(value.GetString()))
            Report(QualityRules.ControlCharacters, FindingSeverity.Warning, path, value, "has control characters; removed.");
        return Rejection is null;
    }
}

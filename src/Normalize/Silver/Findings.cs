namespace PokedexTop.Normalize.Silver;

/// <summary>What cannot be normalised, with its reason: a row of <c>silver_rejects</c>, one for each item.</summary>
internal sealed class Reject
{
    public long Id { get; set; }
    /// <summary>card or set.</summary>
    public required string Layer { get; set; }
    /// <summary>Feed and id, such as <c>pokemontcg/base1-4</c>.</summary>
    public required string Key { get; set; }
    public long? BronzeId { get; set; }
    public required string Reason { get; set; }
    public required string Detail { get; set; }
    public int Attempts { get; set; }
    public DateTime FirstAt { get; set; }
    public DateTime LastAt { get; set; }
    public DateTime? ResolvedAt { get; set; }
}

/// <summary>An oddity a named rule fixed or flagged: a row of <c>silver_quality_issues</c>.</summary>
public sealed class QualityIssue
{
    public long Id { get; set; }
    /// <summary>The silver card; null for an issue of a set or a whole fetch.</summary>
    public string? CardId { get; set; }
    public string? SetId { get; set; }
    public long BronzeId { get; set; }
    public required string Rule { get; set; }
    /// <summary>info, warning or error.</summary>
    public required string Severity { get; set; }
    public required string Detail { get; set; }
    public string? OriginalValue { get; set; }
    public DateTime FoundAt { get; set; }
}

/// <summary>A field or value the program does not know: a row of <c>silver_schema_drift</c>.</summary>
public sealed class SilverDrift
{
    /// <summary>JSON Pointer with <c>*</c> for list positions, such as <c>/attacks/*/newField</c>.</summary>
    public required string Path { get; set; }
    public required string Kind { get; set; }
    public required string ExampleId { get; set; }
    public DateTime FirstAt { get; set; }
    /// <summary>Versions of cards and sets it was seen in since it first was. It tells how common it is and never falls, also where the source has left it off.</summary>
    public int Occurrences { get; set; }
}

/// <summary>
/// Something that happened to a card: a row of <c>silver_changes</c>, append-only. Ids are given out under the layer's
/// writer lock, so they follow commit order and a reader may page by "id greater than the last one seen".
/// </summary>
internal sealed class CardChange
{
    public long Id { get; set; }
    public required string CardId { get; set; }
    /// <summary>One of <see cref="ChangeKind"/>.</summary>
    public required string Kind { get; set; }
    /// <summary>JSON array of the columns that changed; null where the kind says it all.</summary>
    public string? Fields { get; set; }
    public long BronzeId { get; set; }
    /// <summary>The sync it came with; null for a replay.</summary>
    public Guid? SyncId { get; set; }
    public DateTime At { get; set; }
}

/// <summary>Kinds of change.</summary>
internal static class ChangeKind
{
    public const string Appeared = "appeared";
    public const string Changed = "changed";
    public const string Retired = "retired";
    public const string Returned = "returned";
    public const string Merged = "merged";
}

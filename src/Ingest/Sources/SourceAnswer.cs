using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources;

/// <summary>What a source gave for one set, the set list or one query.</summary>
/// <param name="Calls">Every call made for it, in order, failed ones too.</param>
/// <param name="Complete">Whether everything was seen and identified: the file parsed, or the distinct ids equal totalCount, and no item is without a usable id.</param>
/// <param name="Expected">How many items the source announced, where it does.</param>
/// <param name="Error">Why it is not complete, for a person; null when it is.</param>
public sealed record SourceAnswer(IReadOnlyList<SourceCall> Calls, bool Complete, int? Expected, string? Error)
{
    /// <summary>Whether everything came, also where some of it cannot be identified: asking again would give the same.</summary>
    public bool Received { get => field || Complete; init; }

    /// <summary>Of the bytes received and of the code that reads them: equal hashes give equal items. Null where the source does not say.</summary>
    public string? ContentHash { get; init; }

    /// <summary>What the bytes gave before, where they are the known ones: the calls have no items then.</summary>
    public KnownSet? Unchanged { get; init; }

    /// <summary>For a set that comes in parts: ids of all its cards in the source's order, of which those of earlier parts are not in these calls.</summary>
    public IReadOnlyList<string>? PartOf { get; init; }

    /// <summary>Whether this part went well and another one is to be asked for.</summary>
    public bool HasMore { get; init; }

    /// <summary>For a set list: sets that hold cards although the list does not name them, to be fetched all the same.</summary>
    public IReadOnlyList<string> UnlistedSets { get; init; } = [];

    /// <summary>For a set list that could not be read whole: whether the source answers all the same, so that sets that are known can be asked for.</summary>
    public bool SetsCanBeAsked { get; init; }

    /// <summary>
    /// An answer of which everything came. It is complete unless there are items of which nobody can say what they are: any
    /// card that seems to be gone may be one of them.
    /// </summary>
    public static SourceAnswer Whole(IReadOnlyList<SourceCall> calls, int? expected, int identified, int unidentified, ItemKind kind)
    {
        // Failure is never an empty result: a source without any set has lost its list.
        if (kind == ItemKind.Set && identified == 0)
            return new SourceAnswer(calls, Complete: false, expected, $"{calls[^1].Endpoint} lists no sets");
        if (unidentified == 0)
            return new SourceAnswer(calls, Complete: true, expected, Error: null);
        var first = calls.SelectMany(c => c.Items).First(i => i.RejectReason is not null);
        var items = kind == ItemKind.Card ? "cards" : "sets";
        return new SourceAnswer(calls, Complete: false, expected,
            $"{unidentified} of {identified + unidentified} {items} cannot be identified (the first is item {first.Position + 1}: {first.RejectReason}); the others were taken, and nothing is retired")
        {
            Received = true,
        };
    }
}

/// <summary>One call and what it returned.</summary>
public sealed record SourceCall
{
    /// <summary>The row reserved in <c>bronze_api_calls</c> before the call; null where no quota asks for it (folder, starter).</summary>
    public long? CallId { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>When the request began, UTC.</summary>
    public required DateTime RequestedAt { get; init; }

    public int? StatusCode { get; init; }

    public double DurationMs { get; init; }

    public long Bytes { get; init; }

    /// <summary>Null when the call succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>The set its items belong to where they do not say so themselves (a folder's file name).</summary>
    public string? SetId { get; init; }

    public IReadOnlyList<BronzeItem> Items { get; init; } = [];

    /// <summary>What was odd about the answer and was read all the same.</summary>
    public IReadOnlyList<SourceFinding> Findings { get; init; } = [];
}

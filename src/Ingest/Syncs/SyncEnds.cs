using PokedexTop.Ingest.Bronze;
using PokedexTop.Language;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Finds out from its rows how a run ends of which nothing is pending, and what kept it from being completed, worst first.</summary>
internal sealed class SyncEnds(FetchRows rows, UnstoredItems unstored, UnansweredQueries queries)
{
    private const int Named = 5;

    /// <param name="run">The run; what its plan met with stands in its row already.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<SyncEnd> OfAsync(SyncRun run, CancellationToken cancellationToken)
    {
        var fetches = await rows.AllAsync(run.SyncId, cancellationToken);
        List<(string Reason, string Text)> problems = [];
        // What is wrong with the list comes first: the next list is compared with the last one whose run has no such reason.
        if (run is { Reason: { } reason, Error: { } error })
            problems.Add((reason, error));
        if ((await unstored.CountAsync(run.SyncId, cancellationToken)).Sets is > 0 and var items)
            problems.Add((SyncReason.UnidentifiedSets, $"{English.Count(items, "item")} of the list of sets could not be taken; 'pokedextop rejects list' says why"));
        var failed = fetches.FindAll(f => f.Status == FetchStatus.Failed);
        var (one, many) = SyncScope.Parse(run.Scope).Fetches;
        if (failed.Count > 0)
            problems.Add((failed.Count == fetches.Count ? SyncReason.EverySetFailed : SyncReason.SetsFailed, $"{failed.Count} of {English.Count(fetches.Count, one, many)} failed; the first: {failed[0].SetId ?? "the query"}: {failed[0].Error}"));
        var unanswered = await UnansweredAsync(run.SyncId, fetches, cancellationToken);
        if (unanswered.Count > 0)
            problems.Add((SyncReason.UnknownScope, string.Join(" ", unanswered)));
        var doubtful = fetches.FindAll(f => f.Status == FetchStatus.Fetched && f.Error is not null);
        if (doubtful.Count > 0)
            problems.Add((doubtful.Exists(IsEmptied) ? SyncReason.EmptiedSets : SyncReason.UnidentifiedItems,
                $"Fetched, but not complete: {string.Join("; ", doubtful.Take(Named).Select(f => $"{f.SetId ?? "the query"}: {f.Error}"))}{(doubtful.Count > Named ? $"; and {doubtful.Count - Named} more" : "")}"));
        if (problems.Count == 0)
            return SyncEnd.Completed;
        // A run that brought nothing of what it was asked for was asked for the wrong thing, or every set failed.
        var nothing = fetches.TrueForAll(f => f.Status == FetchStatus.Failed || f is { Query: not null, Received: 0 or null, Error: null });
        return new SyncEnd(nothing ? SyncStatus.Failed : SyncStatus.Partial, problems[0].Reason, string.Join(". ", [.. problems[..^1].Select(p => p.Text.TrimEnd('.')), problems[^1].Text]));
    }

    private async Task<List<string>> UnansweredAsync(Guid syncId, List<SetFetch> fetches, CancellationToken cancellationToken)
    {
        var asked = fetches.FindAll(f => f is { Query: not null, Status: FetchStatus.Fetched, Error: null });
        if (asked.Count == 0)
            return [];
        var members = await rows.MembersAsync(syncId, cancellationToken);
        // What an earlier fetch of the run brought counts as found, too.
        var found = members.SelectMany(m => m.Members).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        List<string> unanswered = [];
        foreach (var fetch in asked)
        {
            if (await queries.OfAsync(fetch, found, cancellationToken) is { } missing)
                unanswered.Add(missing);
        }
        return unanswered;
    }

    private static bool IsEmptied(SetFetch fetch) => fetch is { Query: null, Received: 0, Rejected: 0 or null };
}

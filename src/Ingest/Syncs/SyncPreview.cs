using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>What a sync would do.</summary>
/// <param name="Planned">Sets, or queries, it would fetch.</param>
/// <param name="Names">Their names, in order.</param>
/// <param name="Cards">What it would find; null where only fetching tells (network sources).</param>
/// <param name="Failed">Sets that could not be read, with the reason.</param>
/// <param name="Damaged">Cards whose payload cannot be read, with what their quarantine will say.</param>
/// <param name="Problem">What is wrong with the list of sets, which would keep the sync from being completed.</param>
public sealed record Preview(int Planned, IReadOnlyList<string> Names, CardCounts? Cards, IReadOnlyList<string> Failed, IReadOnlyList<string> Damaged, string? Problem);

/// <summary>Looks at a source and compares it with bronze; writes nothing but the record of calls.</summary>
public sealed class SyncPreview(ICardSource source, UpToDateSets upToDate, SetLists lists, UnstoredCalls calls, LeftOutPictures pictures, SqlDatabase database)
{
    /// <param name="scope">What the sync would be asked for.</param>
    /// <param name="force">Whether it would be asked for with <c>--force</c>.</param>
    /// <param name="tablesExist">Whether there is anything to compare with.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ScopeException">The scope names something that does not exist.</exception>
    /// <exception cref="SourceUnreadableException">The list of sets could not be read, and no set is known.</exception>
    public async Task<Preview> MakeAsync(SyncScope scope, bool force, bool tablesExist, CancellationToken cancellationToken)
    {
        var syncId = Guid.CreateVersion7();
        var list = await source.FetchSetsAsync(syncId, cancellationToken);
        await calls.CompleteAsync(list, cancellationToken);
        var listing = tablesExist ? await lists.ReadAsync(scope, force, source, list, cancellationToken) : new SetListing(FetchPlan.SetIds(list), SyncEnd.Completed);
        if (!list.Received && (!tablesExist || listing.SetIds.Count == 0))
            throw new SourceUnreadableException(SyncErrors.SetList(list, source));
        var current = tablesExist ? await upToDate.OfAsync(scope, source.Feed, list, cancellationToken) : new HashSet<string>();
        var plan = FetchPlan.Make(scope, listing.SetIds, current);
        var names = plan.ConvertAll(p => p.SetId ?? "query");
        // Reading every card of a network source is a sync's work and a day's quota; a folder costs a second.
        if (list.Calls.Any(c => c.CallId is not null))
            return new Preview(plan.Count, names, null, [], [], listing.Problem.Error);

        var latest = tablesExist ? await LatestAsync(cancellationToken) : [];
        var seen = new Dictionary<string, BronzeItem>(StringComparer.Ordinal);
        var failed = new List<string>();
        var damaged = new List<string>();
        int fresh = 0, changed = 0, unstored = 0;
        foreach (var (setId, query, _) in plan)
        {
            var answer = query is null ? await source.FetchSetAsync(syncId, setId!, cancellationToken) : await source.FetchQueryAsync(syncId, query, cancellationToken);
            if (!answer.Complete)
                failed.Add($"{setId ?? "query"}: {answer.Error}");
            var differing = new List<BronzeItem>();
            foreach (var item in answer.Calls.SelectMany(c => c.Items))
            {
                if (item.Id is not { } id)
                    unstored++;
                // As in a sync, the first item with an id is the one that counts.
                else if (!seen.TryAdd(id, item))
                    unstored += seen[id].ContentHash == item.ContentHash || ItemComparison.Of(seen[id].Utf8Payload.Span, item.Utf8Payload.Span, ItemKind.Card).AreHalves ? 0 : 1;
                else
                {
                    if (item.Fault is { } fault)
                        damaged.Add($"{id}: {fault.Reason}: {fault.Detail}");
                    if (!latest.TryGetValue(id, out var known))
                        fresh++;
                    else if (known != item.ContentHash)
                        differing.Add(item);
                }
            }
            changed += differing.Count - (await pictures.SameAsync(source.Feed, differing, ItemKind.Card, cancellationToken)).Count;
        }
        return new Preview(plan.Count, names, new CardCounts(seen.Count + unstored, fresh, changed, unstored), failed, damaged, listing.Problem.Error);
    }

    private async Task<Dictionary<string, string>> LatestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT card_id, content_hash FROM bronze_tcg_cards WHERE feed = @feed ORDER BY card_id, version", ("@feed", source.Feed));
        var latest = new Dictionary<string, string>(StringComparer.Ordinal);
        await using DbDataReader reader = await select.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            latest[reader.GetString(0)] = reader.GetString(1);
        return latest;
    }
}

/// <summary>The source's list of sets could not be read; exit code 1.</summary>
public sealed class SourceUnreadableException(string message) : Exception(message);

using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Telemetry;
using PokedexTop.Messaging;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Fetches planned sets: reads in parallel, commits in list order, publishes after the commit.</summary>
internal sealed class SetFetcher(BronzeStore store, SyncRuns runs, StagePublisher publisher, TimeProvider time, ILogger<SetFetcher> log)
{
    /// <summary>Cards after which a commit is worth its while: Normalize takes as many at once.</summary>
    private const int CardsOfCommit = 1_000;

    /// <summary>Sets of a commit at most: those that are as they were have no cards to count.</summary>
    private const int SetsOfCommit = 32;

    /// <summary>Sets read before their turn to be written, for each that the source gives at once: they lie in memory.</summary>
    private const int AheadOfWriter = 4;

    /// <summary>How long a set that has come waits for the next ones to be committed with it.</summary>
    private static readonly TimeSpan s_gathering = TimeSpan.FromMilliseconds(100);

    /// <summary>Fetches to take from the plan at once: at the end of a list nothing is read while its last sets are written.</summary>
    public static int ListOf(ICardSource source) => source.Parallelism * 32;

    /// <param name="source">Where it is read from.</param>
    /// <param name="lease">The run.</param>
    /// <param name="members">What its fetches have brought so far.</param>
    /// <param name="known">What the last complete fetches of its sets gave.</param>
    /// <param name="due">The fetches.</param>
    /// <param name="committed">Called after each commit.</param>
    /// <param name="cancellationToken">Stops before the next commit.</param>
    public async Task FetchAsync(ICardSource source, RunLease lease, SyncMembers members, IReadOnlyDictionary<string, KnownSet> known, IReadOnlyList<SetFetch> due, Action committed, CancellationToken cancellationToken)
    {
        await using var keeper = new LeaseKeeper(runs, lease, time, cancellationToken);
        using var slots = new SemaphoreSlim(source.Parallelism);
        var reads = new ReadAhead(due, source.Parallelism * AheadOfWriter, fetch => ReadAsync(source, lease, fetch, known, members.Received(fetch.Id), slots, keeper.Token));
        try
        {
            await CommitAsync(source, lease, members, reads, committed, keeper.Token, cancellationToken);
        }
        catch (OperationCanceledException) when (keeper.Failure is not null)
        {
            throw keeper.Failure;
        }
        finally
        {
            await keeper.StopAsync();
            await reads.EndAsync();
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<FetchResult> ReadAsync(ICardSource source, RunLease lease, SetFetch fetch, IReadOnlyDictionary<string, KnownSet> known, IReadOnlySet<string> received, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            using var span = IngestTelemetry.Activities.StartActivity(fetch.Query is null ? "fetch set" : "fetch query");
            using var inside = log.BeginScope(PipelineScopes.OfSet(fetch.SetId));
            // A set is as old as the first of its parts.
            if (received.Count == 0)
                fetch.StartedAt = time.UtcNow();
            var answer = fetch.Query is { } query
                ? await source.FetchQueryAsync(lease.SyncId, CardQuery.Parse(query), cancellationToken)
                : await source.FetchSetAsync(lease.SyncId, fetch.SetId!, known.GetValueOrDefault(fetch.SetId!), received, cancellationToken);
            Describe(span, fetch, answer);
            return new FetchResult(fetch, answer);
        }
        finally
        {
            slots.Release();
        }
    }

    private static void Describe(Activity? span, SetFetch fetch, SourceAnswer answer)
    {
        if (span is null)
            return;
        span.SetTag(PipelineAttributes.SetId, fetch.SetId).SetTag("pokedextop.fetch.complete", answer.Complete).SetTag("pokedextop.fetch.attempt", fetch.Attempts + 1);
        if (!answer.Received && !answer.HasMore)
            span.SetStatus(ActivityStatusCode.Error, answer.Error);
    }

    private async Task CommitAsync(ICardSource source, RunLease lease, SyncMembers members, ReadAhead reads, Action committed, CancellationToken cancellationToken, CancellationToken publishToken)
    {
        var published = Task.CompletedTask;
        try
        {
            while (reads.Next is not null)
            {
                var batch = await GatherAsync(reads, cancellationToken);
                await ReadContestedAsync(source, lease, batch, members, cancellationToken);
                foreach (var (fetch, answer) in batch)
                    Schedule(source, fetch, answer);
                var began = time.GetUtcNow();
                var versions = await StoreAsync(lease, batch, members, cancellationToken);
                committed();
                CardTraces.Record(lease, batch, versions, began, time.GetUtcNow());
                // The broker confirms one batch while the next one is written.
                await published;
                // What is committed is announced also when the run was cancelled or lost meanwhile.
                published = PublishAsync(lease, batch, versions, publishToken);
            }
        }
        finally
        {
            await published;
        }
    }

    /// <summary>The next set that comes and whatever comes right behind it: fewer transactions and messages, same order.</summary>
    private static async Task<List<FetchResult>> GatherAsync(ReadAhead reads, CancellationToken cancellationToken)
    {
        var batch = new List<FetchResult> { await reads.TakeAsync() };
        var enough = Task.Delay(s_gathering, cancellationToken);
        while (reads.Next is { } next && batch.Count < SetsOfCommit && batch.Sum(r => r.Answer.Calls.Sum(c => c.Items.Count)) < CardsOfCommit)
        {
            await Task.WhenAny(next, enough);
            // One that failed is met again when its turn comes; what came before it is kept.
            if (!next.IsCompletedSuccessfully)
                break;
            batch.Add(await reads.TakeAsync());
        }
        return batch;
    }

    /// <summary>A set of which an earlier one of the run brings a card is read after all: what becomes of the second copy depends on what it says.</summary>
    private static async Task ReadContestedAsync(ICardSource source, RunLease lease, List<FetchResult> batch, SyncMembers members, CancellationToken cancellationToken)
    {
        if (!batch.Exists(r => r.Answer.Unchanged is not null))
            return;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < batch.Count; i++)
        {
            var (fetch, answer) = batch[i];
            if (answer.Unchanged is { } known && known.Members.Any(m => ids.Contains(m.Id) || members.IsTakenBefore(m.Id, fetch.Id)))
                batch[i] = batch[i] with { Answer = answer = await source.FetchSetAsync(lease.SyncId, fetch.SetId!, cancellationToken) };
            ids.UnionWith(answer.Unchanged?.Members.Select(m => m.Id) ?? answer.Calls.SelectMany(c => c.Items).Select(item => item.Id).OfType<string>());
        }
    }

    private async Task<List<FetchedVersion>> StoreAsync(RunLease lease, List<FetchResult> batch, SyncMembers members, CancellationToken cancellationToken)
    {
        using var span = IngestTelemetry.Activities.StartActivity("store fetches");
        var versions = await store.CommitFetchesAsync(lease, batch, members, cancellationToken);
        span?.SetTag("pokedextop.fetches", batch.Count).SetTag("pokedextop.versions", versions.Count);
        return versions;
    }

    private async Task PublishAsync(RunLease lease, List<FetchResult> batch, List<FetchedVersion> versions, CancellationToken cancellationToken)
    {
        await publisher.PublishMandatoryAsync(Ranges(lease, versions), cancellationToken);
        if (batch.Where(r => r.Fetch.Complete).Select(r => r.Fetch.Id).ToList() is { Count: > 0 } complete)
            await publisher.PublishAsync([new SetFetched(lease.SyncId, complete)], cancellationToken);
    }

    /// <summary>New versions of a commit are one range; what a forced sync announces again may be several.</summary>
    private static List<CardFetched> Ranges(RunLease lease, List<FetchedVersion> versions)
    {
        var ranges = new List<CardFetched>();
        foreach (var id in versions.Select(v => v.BronzeId).Order())
        {
            if (ranges is [.., var last] && last.LastBronzeId == id - 1)
                ranges[^1] = last with { LastBronzeId = id, Count = last.Count + 1 };
            else
                ranges.Add(new CardFetched(lease.SyncId, lease.Feed, id, id, 1));
        }
        return ranges;
    }

    /// <summary>What follows from an answer that did not come whole: another attempt of this run, or failed.</summary>
    private void Schedule(ICardSource source, SetFetch fetch, SourceAnswer answer)
    {
        if (answer.HasMore)
        {
            fetch.NextAttemptAt = time.UtcNow();
            return;
        }
        if (answer.Received)
        {
            if (answer.Error is not null)
                log.LogWarning("{Set}: {Error}", fetch.SetId ?? "query", answer.Error);
            return;
        }
        var last = fetch.Attempts + 1 >= source.Attempts;
        fetch.Status = last ? FetchStatus.Failed : FetchStatus.Pending;
        // 30 s, 2 min, 8 min …: what a source could not give a minute ago it may give in ten.
        fetch.NextAttemptAt = time.UtcNow() + TimeSpan.FromSeconds(30 * Math.Pow(4, fetch.Attempts));
        log.LogWarning("{Set}: {Error}{Then}", fetch.SetId ?? "query", answer.Error, last ? "" : $"; next attempt at {fetch.NextAttemptAt:HH:mm:ss} UTC");
    }
}

using System.Diagnostics;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Telemetry;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest.Syncs;

/// <summary>
/// Begins the traces of card versions: how each was fetched and stored. They are told after the fact, from what is known
/// anyway, so that a card whose trace is not kept costs one question to the sampler.
/// </summary>
internal static class CardTraces
{
    /// <param name="lease">The run that fetched them.</param>
    /// <param name="batch">The fetches that brought them.</param>
    /// <param name="versions">What is announced.</param>
    /// <param name="began">When storing them began.</param>
    /// <param name="ended">When it was committed.</param>
    public static void Record(RunLease lease, IReadOnlyList<FetchResult> batch, IReadOnlyList<FetchedVersion> versions, DateTimeOffset began, DateTimeOffset ended)
    {
        if (versions.Count == 0 || !IngestTelemetry.Activities.HasListeners())
            return;
        var sync = Activity.Current;
        Dictionary<string, SourceCall>? calls = null;
        var tags = new KeyValuePair<string, object?>[] { new(PipelineTraces.Requested, lease.ByCard), default };
        foreach (var version in versions)
        {
            tags[1] = new(PipelineAttributes.CardId, version.CardId);
            if (PipelineTraces.StartKeptRoot(IngestTelemetry.Activities, "fetch card", ActivityKind.Internal, PipelineTraces.OfCard(lease.SyncId, lease.Feed, version.CardId), tags) is not { } fetch)
                continue;
            calls ??= Calls(batch);
            Describe(fetch, lease, calls.GetValueOrDefault(version.CardId), began, sync);
            fetch.Dispose();
            PipelineTraces.Record(IngestTelemetry.Activities, "store card", ActivityKind.Internal, fetch.Context, began, ended,
                new("pokedextop.card.version", version.Version), new("pokedextop.bronze.id", version.BronzeId));
        }
        Activity.Current = sync;
    }

    private static void Describe(Activity fetch, RunLease lease, SourceCall? call, DateTimeOffset began, Activity? sync)
    {
        fetch.SetTag(PipelineAttributes.SyncId, lease.SyncId.ToString()).SetTag(PipelineAttributes.Feed, lease.Feed).SetTag(PipelineAttributes.Source, lease.Source);
        if (sync is not null)
            fetch.AddLink(new ActivityLink(sync.Context));
        // A forced sync announces also what an earlier call brought.
        var start = call?.RequestedAt ?? began.UtcDateTime;
        fetch.SetStartTime(start).SetEndTime(start + TimeSpan.FromMilliseconds(Math.Max(call?.DurationMs ?? 0, 0.001)));
        fetch.SetTag("pokedextop.endpoint", call?.Endpoint);
    }

    private static Dictionary<string, SourceCall> Calls(IReadOnlyList<FetchResult> batch)
    {
        var calls = new Dictionary<string, SourceCall>(StringComparer.Ordinal);
        foreach (var call in batch.SelectMany(r => r.Answer.Calls))
            foreach (var item in call.Items)
                if (item.Id is not null)
                    calls.TryAdd(item.Id, call);
        return calls;
    }
}

using System.Diagnostics;
using PokedexTop.Normalize.Silver;
using PokedexTop.Telemetry;

namespace PokedexTop.Normalize;

/// <summary>
/// Goes on with the traces of cards, after the fact. A card's trace id follows from the version's sync, and the sampler
/// decides as it did in Ingest.
/// </summary>
internal sealed class CardTraces(SyncOrders orders)
{
    /// <param name="feed">The cards' feed.</param>
    /// <param name="outcomes">What became of them.</param>
    /// <param name="began">When work on them began.</param>
    /// <param name="ended">When it was committed.</param>
    /// <param name="cancellationToken">Stops asking how their syncs were ordered.</param>
    public async Task RecordAsync(string feed, IReadOnlyList<CardOutcome> outcomes, DateTimeOffset began, DateTimeOffset ended, CancellationToken cancellationToken)
    {
        if (outcomes.Count == 0 || !NormalizeTelemetry.Activities.HasListeners())
            return;
        var batch = Activity.Current;
        foreach (var outcome in outcomes)
        {
            using var activity = PipelineTraces.StartKeptRoot(NormalizeTelemetry.Activities, "normalize card", ActivityKind.Internal, PipelineTraces.OfCard(outcome.SyncId, feed, outcome.FeedCardId),
                [new(PipelineTraces.Requested, (await orders.OfAsync(outcome.SyncId, cancellationToken)).ByCard), new(PipelineAttributes.CardId, outcome.FeedCardId)]);
            if (activity is null)
                continue;
            if (batch is not null)
                activity.AddLink(new ActivityLink(batch.Context));
            activity.SetStartTime(began.UtcDateTime).SetEndTime(ended.UtcDateTime);
            activity.SetTag(PipelineAttributes.CardId, outcome.FeedCardId).SetTag(PipelineAttributes.SyncId, outcome.SyncId.ToString()).SetTag(PipelineAttributes.Feed, feed)
                .SetTag(PipelineAttributes.Outcome, outcome.RejectedFor is null ? "normalized" : "rejected").SetTag(PipelineAttributes.Reason, outcome.RejectedFor);
            if (outcome.RejectedFor is not null)
                activity.SetStatus(ActivityStatusCode.Error, outcome.RejectedFor);
        }
        Activity.Current = batch;
    }
}

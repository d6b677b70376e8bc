using System.Diagnostics;
using PokedexTop.Hosting.Telemetry;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize;

/// <summary>
/// Goes on with the traces of cards, after the fact. A message says whether its card's trace is kept; a card found in the
/// backlog has no message, but its trace id follows from the version's sync, and the sampler decides alike.
/// </summary>
internal static class CardTraces
{
    /// <param name="feed">The cards' feed.</param>
    /// <param name="outcomes">What became of them.</param>
    /// <param name="parents">What messages said, by feed id; null where no message brought them.</param>
    /// <param name="began">When work on them began.</param>
    /// <param name="ended">When it was committed.</param>
    /// <returns>Where each kept trace goes on, by silver id; null where none is kept.</returns>
    public static IReadOnlyDictionary<string, ActivityContext>? GoOn(string feed, IReadOnlyList<CardOutcome> outcomes, IReadOnlyDictionary<string, ActivityContext>? parents, DateTimeOffset began, DateTimeOffset ended)
    {
        if (outcomes.Count == 0 || parents is { Count: 0 } || !NormalizeTelemetry.Activities.HasListeners())
            return null;
        var batch = Activity.Current;
        Dictionary<string, ActivityContext>? kept = null;
        foreach (var outcome in outcomes)
        {
            using var activity = parents is null ? FromBacklog(feed, outcome) : FromMessage(parents.GetValueOrDefault(outcome.FeedCardId));
            if (activity is null)
                continue;
            if (batch is not null)
                activity.AddLink(new ActivityLink(batch.Context));
            activity.SetStartTime(began.UtcDateTime).SetEndTime(ended.UtcDateTime);
            activity.SetTag(PipelineAttributes.CardId, outcome.FeedCardId).SetTag(PipelineAttributes.SyncId, outcome.SyncId.ToString()).SetTag(PipelineAttributes.Feed, feed)
                .SetTag(PipelineAttributes.Outcome, outcome.RejectedFor is null ? "normalized" : "rejected").SetTag(PipelineAttributes.Reason, outcome.RejectedFor);
            if (outcome.RejectedFor is not null)
                activity.SetStatus(ActivityStatusCode.Error, outcome.RejectedFor);
            if (outcome.CardId is { } cardId)
                (kept ??= new(StringComparer.Ordinal))[cardId] = activity.Context;
        }
        Activity.Current = batch;
        return kept;
    }

    private static Activity? FromMessage(ActivityContext parent) =>
        parent == default ? null : NormalizeTelemetry.Activities.StartActivity("normalize card", ActivityKind.Consumer, parent);

    private static Activity? FromBacklog(string feed, CardOutcome outcome) =>
        PipelineTraces.StartKeptRoot(NormalizeTelemetry.Activities, "normalize card", ActivityKind.Internal, PipelineTraces.OfCard(outcome.SyncId, feed, outcome.FeedCardId),
            [new(PipelineAttributes.CardId, outcome.FeedCardId)]);
}

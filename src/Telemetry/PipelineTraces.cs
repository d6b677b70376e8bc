using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PokedexTop.Telemetry;

/// <summary>
/// Two kinds of traces, and what each is called. A sync's trace id is its sync id without hyphens: its spans tell of
/// sets, calls and batches. A card's trace tells the way of one card version; its id follows from sync, feed and card, so
/// that a stage which finds the card in its backlog, without a message, goes on with the same trace
/// (docs/decisions/0010-telemetry-sampling.md).
/// </summary>
public static class PipelineTraces
{
    /// <summary>The name of a sync's own span.</summary>
    public const string SyncSpan = "sync";

    /// <summary>Marks the root of a trace somebody asked for by name: the sampler takes it.</summary>
    public const string Requested = "pokedextop.trace.requested";

    [ThreadStatic]
    private static ActivityTraceId? t_next;

    // The one place where .NET lets a root's trace id be chosen.
    static PipelineTraces() => Activity.TraceIdGenerator = static () => t_next ?? ActivityTraceId.CreateRandom();

    public static ActivityTraceId OfSync(Guid syncId) => ActivityTraceId.CreateFromString(syncId.ToString("N"));

    /// <param name="syncId">The sync that brought the version.</param>
    /// <param name="feed">The card's feed.</param>
    /// <param name="cardId">Its id in that feed.</param>
    public static ActivityTraceId OfCard(Guid syncId, string feed, string cardId)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{syncId:N}/{feed}/{cardId}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return ActivityTraceId.CreateFromBytes(hash[..16]);
    }

    /// <summary>
    /// Starts a span without a parent in a given trace, whatever the current activity is, and leaves that current. A trace
    /// several processes work on may get several such spans.
    /// </summary>
    /// <param name="source">Who tells.</param>
    /// <param name="name">What happens; the same for all that do the same.</param>
    /// <param name="kind">Internal, unless a message or a call is the reason.</param>
    /// <param name="traceId">The trace.</param>
    /// <param name="tags">What the sampler may look at.</param>
    /// <returns>Null where nobody listens; not recorded where the sampler does not want it, for others to follow.</returns>
    public static Activity? StartRoot(ActivitySource source, string name, ActivityKind kind, ActivityTraceId traceId, IEnumerable<KeyValuePair<string, object?>>? tags = null) =>
        StartRoot(source, name, kind, traceId, tags, keptOnly: false);

    /// <summary>The same, where nothing follows from a span that is not kept.</summary>
    /// <returns>Null where nobody listens or the sampler does not want it.</returns>
    public static Activity? StartKeptRoot(ActivitySource source, string name, ActivityKind kind, ActivityTraceId traceId, IEnumerable<KeyValuePair<string, object?>>? tags) =>
        StartRoot(source, name, kind, traceId, tags, keptOnly: true);

    private static Activity? StartRoot(ActivitySource source, string name, ActivityKind kind, ActivityTraceId traceId, IEnumerable<KeyValuePair<string, object?>>? tags, bool keptOnly)
    {
        if (!source.HasListeners())
            return null;
        var current = Activity.Current;
        Activity.Current = null;
        t_next = traceId;
        try
        {
            var activity = source.CreateActivity(name, kind, default(ActivityContext), tags);
            return keptOnly && activity is { Recorded: false } ? null : activity?.Start();
        }
        finally
        {
            t_next = null;
            Activity.Current = current;
        }
    }

    /// <summary>Records a span of something that has already happened.</summary>
    /// <returns>Its context, for what follows from it; the parent's where it is not recorded.</returns>
    public static ActivityContext Record(ActivitySource source, string name, ActivityKind kind, ActivityContext parent, DateTimeOffset start, DateTimeOffset end, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        using var activity = source.StartActivity(name, kind, parent, startTime: start);
        if (activity is null)
            return parent;
        foreach (var (key, value) in tags)
            activity.SetTag(key, value);
        activity.SetEndTime(end.UtcDateTime);
        return activity.Context;
    }
}

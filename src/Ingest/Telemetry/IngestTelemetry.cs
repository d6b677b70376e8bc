using System.Diagnostics;
using System.Diagnostics.Metrics;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest.Telemetry;

/// <summary>Ingest's instruments; docs/telemetry.md lists them with their attributes.</summary>
internal static class IngestTelemetry
{
    public const string Name = "PokedexTop.Ingest";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    /// <summary>Cards received, by source and by what they are: new, changed or unchanged.</summary>
    public static readonly Counter<long> CardsFetched = s_meter.CreateCounter<long>("pokedextop.ingest.cards_fetched", "{card}", "Cards received from the source");

    /// <summary>Items received that became neither a version nor a member, by source.</summary>
    public static readonly Counter<long> ItemsRejected = s_meter.CreateCounter<long>("pokedextop.ingest.items_rejected", "{item}", "Received items that could not be stored as cards or sets");

    /// <summary>Calls of network sources, by source and outcome: their number and how long they took.</summary>
    public static readonly Histogram<double> ApiCallDuration = s_meter.CreateHistogram("pokedextop.ingest.api_call.duration", "s", "Time from a request to the last byte of its answer",
        advice: Boundaries(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 90));

    /// <summary>Waits before calls, by source and reason: a minute's or a day's quota, or a pause the source asked for.</summary>
    public static readonly Histogram<double> RateLimitWait = s_meter.CreateHistogram("pokedextop.ingest.rate_limit.wait", "s", "Time calls had to wait for the source's quota or a pause it asked for",
        advice: Boundaries(0.1, 1, 5, 15, 30, 60, 300, 1_800, 3_600, 21_600, 86_400));

    /// <summary>Ended syncs, by outcome. A day and more where a quota slows it down, so the usual boundaries would tell nothing.</summary>
    public static readonly Histogram<double> SyncDuration = s_meter.CreateHistogram("pokedextop.ingest.sync.duration", "s", "Time from a sync's start to its last fetch",
        advice: Boundaries(1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 43_200, 86_400));

    /// <summary>Unfinished syncs and fetches, by kind.</summary>
    public static readonly TableGauge<long> Backlog = new(s_meter, "pokedextop.ingest.backlog", "{item}", "Syncs that are not finished and fetches they still wait for");

    public static readonly TableGauge<double> Lag = new(s_meter, "pokedextop.ingest.lag", "s", "Age of the oldest sync that is not finished");

    /// <summary>By feed and set.</summary>
    public static readonly TableGauge<double> SetAge = new(s_meter, "pokedextop.ingest.set.age", "s", "Time since the newest complete fetch of a set that its source still lists");

    /// <summary>By source and window: a minute, a day.</summary>
    public static readonly TableGauge<long> QuotaRemaining = new(s_meter, "pokedextop.ingest.quota.remaining", "{call}", "Calls the source still allows in the window");

    public static readonly TableGauge<long> QuotaLimit = new(s_meter, "pokedextop.ingest.quota.limit", "{call}", "Calls the source allows in the window");

    /// <summary>By source: those that are configured, alone or to stand in for each other.</summary>
    public static readonly TableGauge<long> SourceServes = new(s_meter, "pokedextop.ingest.source.serves", "{source}", "1 where a source can serve, 0 where another stands in for it");

    /// <summary>Counts what a commit stored.</summary>
    internal static void Stored(string source, int received, int first, int versions, int rejected)
    {
        var from = new KeyValuePair<string, object?>(PipelineAttributes.Source, source);
        Count("new", first);
        Count("changed", versions - first);
        Count("unchanged", received - versions);
        if (rejected > 0)
            ItemsRejected.Add(rejected, from);

        void Count(string outcome, int cards)
        {
            if (cards > 0)
                CardsFetched.Add(cards, from, new(PipelineAttributes.Outcome, outcome));
        }
    }

    private static InstrumentAdvice<double> Boundaries(params double[] seconds) => new() { HistogramBucketBoundaries = seconds };
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using PokedexTop.Normalize.Silver;
using PokedexTop.Telemetry;

namespace PokedexTop.Normalize;

/// <summary>Normalize's instruments; docs/telemetry.md lists them with their attributes.</summary>
internal static class NormalizeTelemetry
{
    public const string Name = "PokedexTop.Normalize";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    /// <summary>Cards whose silver row was written or found to be as it should.</summary>
    public static readonly Counter<long> CardsNormalized = s_meter.CreateCounter<long>("pokedextop.normalize.cards_normalized", "{card}", "Cards normalised into silver");

    /// <summary>Cards sent to quarantine, each attempt counted, by reason.</summary>
    public static readonly Counter<long> CardsRejected = s_meter.CreateCounter<long>("pokedextop.normalize.cards_rejected", "{card}", "Cards that could not be normalised");

    /// <summary>By kind: cards, sets, fetches.</summary>
    public static readonly TableGauge<long> Backlog = new(s_meter, "pokedextop.normalize.backlog", "{item}", "Cards, sets and complete fetches that silver is behind");

    public static readonly TableGauge<double> Lag = new(s_meter, "pokedextop.normalize.lag", "s", "Age of the oldest card version in bronze that was never looked at");

    public static readonly TableGauge<long> Cards = new(s_meter, "pokedextop.normalize.cards", "{card}", "Cards in silver, retired ones included");

    /// <summary>By reason.</summary>
    public static readonly TableGauge<long> Quarantined = new(s_meter, "pokedextop.normalize.quarantined", "{item}", "Cards and sets in quarantine");

    /// <summary>By rule and severity.</summary>
    public static readonly TableGauge<long> QualityIssues = new(s_meter, "pokedextop.normalize.quality_issues", "{issue}", "Oddities that rules fixed or flagged, as they stand");

    /// <summary>By kind.</summary>
    public static readonly TableGauge<long> SchemaDrift = new(s_meter, "pokedextop.normalize.schema_drift", "{path}", "Fields and values of the feed outside the known schema");

    /// <summary>Counts what became of cards.</summary>
    internal static void Count(IReadOnlyCollection<CardOutcome> outcomes)
    {
        CardsNormalized.Add(outcomes.Count(o => o is { RejectedFor: null, Change: not { Kind: ChangeKind.Merged } }));
        foreach (var reason in outcomes.Where(o => o.RejectedFor is not null).GroupBy(o => o.RejectedFor))
            CardsRejected.Add(reason.Count(), new KeyValuePair<string, object?>(PipelineAttributes.Reason, reason.Key));
    }
}

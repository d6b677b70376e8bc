using System.Diagnostics;
using System.Diagnostics.Metrics;
using PokedexTop.Telemetry;

namespace PokedexTop.Images.Telemetry;

/// <summary>Images' instruments; docs/telemetry.md lists them with their attributes.</summary>
internal static class ImagesTelemetry
{
    public const string Name = "PokedexTop.Images";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    /// <summary>Attempts at a picture by outcome: stored, lowres, unchanged, missing, refused, failed; rendered without its source being asked.</summary>
    public static readonly Counter<long> Attempts = s_meter.CreateCounter<long>("pokedextop.images.attempts", "{attempt}", "Attempts at a picture, by what they came to");

    /// <summary>Rows that name a new object.</summary>
    public static readonly Counter<long> Stored = s_meter.CreateCounter<long>("pokedextop.images.stored", "{object}", "Objects of pictures stored, originals and renditions");

    /// <summary>Time to decode an original and encode its renditions: tenths of a second, where the usual boundaries begin with five.</summary>
    public static readonly Histogram<double> RenderDuration = s_meter.CreateHistogram("pokedextop.images.render.duration", "s", "Time to render one original",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2.5, 5, 10] });

    /// <summary>By status.</summary>
    public static readonly TableGauge<long> Cards = new(s_meter, "pokedextop.images.cards", "{card}", "Cards by the state of their picture");

    /// <summary>By kind: to plan, to fetch, to render.</summary>
    public static readonly TableGauge<long> Backlog = new(s_meter, "pokedextop.images.backlog", "{item}", "Pictures that are to be planned, fetched or rendered now");

    /// <summary>By rule.</summary>
    public static readonly TableGauge<long> Issues = new(s_meter, "pokedextop.images.quality_issues", "{issue}", "Oddities of pictures that rules noticed");

    public static readonly TableGauge<double> Lag = new(s_meter, "pokedextop.images.lag", "s", "How long the picture that is due longest has waited");
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PokedexTop.Images;

/// <summary>Images' instruments.</summary>
public static class ImagesTelemetry
{
    public const string Name = "PokedexTop.Images";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    private static volatile IReadOnlyDictionary<string, long>? s_states;

    /// <summary>Attempts at a picture by <c>outcome</c>: stored, lowres, unchanged, missing, refused, failed; rendered without its source being asked.</summary>
    public static readonly Counter<long> Attempts = s_meter.CreateCounter<long>("pokedextop.images.attempts", "{attempt}", "Attempts at a picture, by what they came to");

    /// <summary>Rows that name a new object.</summary>
    public static readonly Counter<long> Stored = s_meter.CreateCounter<long>("pokedextop.images.stored", "{object}", "Objects of pictures stored, originals and renditions");

    /// <summary>Time to decode an original and encode its renditions.</summary>
    public static readonly Histogram<double> RenderDuration = s_meter.CreateHistogram<double>("pokedextop.images.render_duration", "s", "Time to render one original");

    /// <summary>Cards' pictures by <c>status</c>, as the stage counted them last: a scrape asks no database.</summary>
    public static readonly ObservableGauge<long> States = s_meter.CreateObservableGauge("pokedextop.images.cards", Observe, "{card}", "Cards by the state of their picture");

    internal static bool HasStates => s_states is not null;

    internal static void Counted(IReadOnlyDictionary<string, long> states) => s_states = states;

    private static IEnumerable<Measurement<long>> Observe() =>
        s_states is { } states ? states.Select(s => new Measurement<long>(s.Value, new KeyValuePair<string, object?>("status", s.Key))) : [];
}

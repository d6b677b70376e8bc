using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PokedexTop.Normalize;

/// <summary>Normalize's instruments.</summary>
public static class NormalizeTelemetry
{
    public const string Name = "PokedexTop.Normalize";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    /// <summary>Cards whose silver row was written or found to be as it should.</summary>
    public static readonly Counter<long> CardsNormalized = s_meter.CreateCounter<long>("pokedextop.normalize.cards_normalized", "{card}", "Cards normalised into silver");
}

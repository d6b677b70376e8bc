using System.Diagnostics;
using System.Diagnostics.Metrics;
using PokedexTop.Telemetry;

namespace PokedexTop.Collections.Telemetry;

/// <summary>Collections' instruments; docs/telemetry.md lists them with their attributes.</summary>
internal static class CollectionsTelemetry
{
    public const string Name = "PokedexTop.Collections";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    /// <summary>Lots that went with their card to the one it became.</summary>
    public static readonly Counter<long> Moved = s_meter.CreateCounter<long>("pokedextop.collections.moved", "{lot}", "Lots whose card became another and that followed it");

    /// <summary>By list.</summary>
    public static readonly TableGauge<long> Lots = new(s_meter, "pokedextop.collections.lots", "{lot}", "Lots by list");

    public static readonly TableGauge<long> Backlog = new(s_meter, "pokedextop.collections.backlog", "{lot}", "Lots whose card became another and that have not followed it yet");
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PokedexTop.Ingest;

/// <summary>Ingest's instruments.</summary>
public static class IngestTelemetry
{
    public const string Name = "PokedexTop.Ingest";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    /// <summary>Cards received, whether they were new or not.</summary>
    public static readonly Counter<long> CardsFetched = s_meter.CreateCounter<long>("pokedextop.ingest.cards_fetched", "{card}", "Cards received from the source");

    /// <summary>New versions stored in bronze.</summary>
    public static readonly Counter<long> VersionsStored = s_meter.CreateCounter<long>("pokedextop.ingest.versions_stored", "{version}", "New card versions stored in bronze");
}

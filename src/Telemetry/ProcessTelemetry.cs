using System.Diagnostics.Metrics;

namespace PokedexTop.Telemetry;

/// <summary>What every process tells of itself, whatever stages it runs.</summary>
internal static class ProcessTelemetry
{
    public const string Name = "PokedexTop.Process";

    private static readonly Meter s_meter = new(Name);

    /// <summary>1 for each stage the process runs; told also while it waits for its tables, so that only a process that is gone is silent.</summary>
    public static readonly TableGauge<int> Stages = new(s_meter, "pokedextop.process.stages", "{stage}", "Stages this process runs");

    public static readonly TableGauge<long> DiskFree = new(s_meter, "pokedextop.disk.free", "By", "Free bytes on the disk of the data folder");

    public static readonly TableGauge<long> DiskSize = new(s_meter, "pokedextop.disk.size", "By", "Bytes of the disk of the data folder");

    public static readonly TableGauge<long> DatabaseSize = new(s_meter, "pokedextop.database.size", "By", "Bytes the database takes");

    internal static void Runs(IEnumerable<string> stages) => Stages.Set([.. stages.Select(stage => new Measurement<int>(1, new KeyValuePair<string, object?>("pokedextop.stage", stage)))]);
}

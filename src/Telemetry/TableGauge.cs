using System.Diagnostics.Metrics;

namespace PokedexTop.Telemetry;

/// <summary>A gauge whose values are read from tables on an interval: an export gives the last ones and waits for no query.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public sealed class TableGauge<T> where T : struct
{
    private volatile IReadOnlyList<Measurement<T>> _latest = [];

    public TableGauge(Meter meter, string name, string unit, string description) =>
        meter.CreateObservableGauge(name, () => _latest, unit, description);

    /// <summary>What is exported from now on; series that are not in it end.</summary>
    public void Set(IReadOnlyList<Measurement<T>> measurements) => _latest = measurements;

    public void Set(T value) => _latest = [new Measurement<T>(value)];
}

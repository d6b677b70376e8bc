namespace PokedexTop.Telemetry;

/// <summary>What one stage reads from tables for its gauges.</summary>
public interface ITableMeasurements
{
    Task MeasureAsync(CancellationToken cancellationToken);

    /// <summary>The tables cannot be read: what was true a while ago is no longer told.</summary>
    void Clear();
}

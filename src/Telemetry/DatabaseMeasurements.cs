using PokedexTop.Data;

namespace PokedexTop.Telemetry;

/// <summary>How large the database is.</summary>
internal sealed class DatabaseMeasurements(SqlDatabase database) : ITableMeasurements
{
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var size = connection.Command(database.SizeInBytes);
        ProcessTelemetry.DatabaseSize.Set(await size.CountAsync(cancellationToken));
    }

    public void Clear() => ProcessTelemetry.DatabaseSize.Set([]);
}

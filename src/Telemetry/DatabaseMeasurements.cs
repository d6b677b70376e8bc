using System.Globalization;
using PokedexTop.Data;

namespace PokedexTop.Telemetry;

/// <summary>How large the database is.</summary>
internal sealed class DatabaseMeasurements(SqlDatabase database) : ITableMeasurements
{
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var size = connection.Command(database.SizeInBytes);
        ProcessTelemetry.DatabaseSize.Set((await size.ReadAsync(row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), cancellationToken))[0]);
    }

    public void Clear() => ProcessTelemetry.DatabaseSize.Set([]);
}

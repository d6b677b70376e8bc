using System.Diagnostics.Metrics;
using PokedexTop.Collections.Telemetry;
using PokedexTop.Data;
using PokedexTop.Telemetry;

namespace PokedexTop.Collections;

/// <summary>Reads Collections' gauges from its tables.</summary>
internal sealed class CollectionsMeasurements(SqlDatabase database, CollectionsWork work) : ITableMeasurements
{
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT list, COUNT(*) FROM gold_user_collections GROUP BY list");
        CollectionsTelemetry.Lots.Set(await select.ReadAsync(r => new Measurement<long>(r.Count(1), new KeyValuePair<string, object?>("pokedextop.list", r.GetString(0))), cancellationToken));
        CollectionsTelemetry.Backlog.Set(await work.CountAsync(cancellationToken));
    }

    public void Clear()
    {
        CollectionsTelemetry.Lots.Set([]);
        CollectionsTelemetry.Backlog.Set([]);
    }
}

using System.Data.Common;
using System.Diagnostics.Metrics;
using PokedexTop.Data;
using PokedexTop.Normalize.Silver;
using PokedexTop.Telemetry;

namespace PokedexTop.Normalize;

/// <summary>Reads Normalize's gauges from its tables; no payload is read.</summary>
internal sealed class NormalizeMeasurements(SqlDatabase database, NormalizeBacklog backlog, TimeProvider time) : ITableMeasurements
{
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var behind = await backlog.CountAsync(cancellationToken);
        NormalizeTelemetry.Backlog.Set([Of(behind.Cards, "card"), Of(behind.Sets, "set"), Of(behind.Fetches, "fetch")]);
        // Nothing behind is the usual case, and then there is nothing to look for.
        var oldest = behind.Cards > 0 ? await backlog.OldestAsync(cancellationToken) : null;
        NormalizeTelemetry.Lag.Set(oldest is { } at ? Math.Max(0, (time.UtcNow() - at).TotalSeconds) : 0);

        await using var connection = await database.OpenAsync(cancellationToken);
        await using (var cards = connection.Command("SELECT COUNT(*) FROM silver_tcg_cards"))
            NormalizeTelemetry.Cards.Set(await cards.CountAsync(cancellationToken));
        NormalizeTelemetry.Quarantined.Set(await GroupsAsync(connection, "SELECT COUNT(*), reason FROM silver_rejects WHERE resolved_at IS NULL GROUP BY reason", [PipelineAttributes.Reason], cancellationToken));
        NormalizeTelemetry.QualityIssues.Set(await GroupsAsync(connection, "SELECT COUNT(*), \"rule\", severity FROM silver_quality_issues GROUP BY \"rule\", severity", ["pokedextop.rule", "pokedextop.severity"], cancellationToken));
        NormalizeTelemetry.SchemaDrift.Set(await GroupsAsync(connection, "SELECT COUNT(*), kind FROM silver_schema_drift GROUP BY kind", [PipelineAttributes.Kind], cancellationToken));
    }

    public void Clear()
    {
        foreach (var gauge in new[] { NormalizeTelemetry.Backlog, NormalizeTelemetry.Cards, NormalizeTelemetry.Quarantined, NormalizeTelemetry.QualityIssues, NormalizeTelemetry.SchemaDrift })
            gauge.Set([]);
        NormalizeTelemetry.Lag.Set([]);
    }

    private static Measurement<long> Of(long count, string kind) => new(count, new KeyValuePair<string, object?>(PipelineAttributes.Kind, kind));

    private static async Task<List<Measurement<long>>> GroupsAsync(DbConnection connection, string sql, string[] attributes, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(sql);
        return await select.ReadAsync(row => new Measurement<long>(row.Count(0), attributes.Select((name, i) => new KeyValuePair<string, object?>(name, row.GetString(i + 1)))), cancellationToken);
    }
}

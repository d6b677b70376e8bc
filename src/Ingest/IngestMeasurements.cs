using System.Data.Common;
using System.Diagnostics.Metrics;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources.PokemonTcg;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Ingest.Telemetry;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest;

/// <summary>Reads Ingest's gauges from its tables, by index.</summary>
/// <param name="database">Where bronze is.</param>
/// <param name="network">The quotas of the network source; null where another source is read.</param>
/// <param name="health">Which sources serve.</param>
/// <param name="time">The clock of ages and quota windows.</param>
internal sealed class IngestMeasurements(SqlDatabase database, PokemonTcgOptions? network, SourceHealth health, TimeProvider time) : ITableMeasurements
{
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenAsync(cancellationToken);
        await MeasureBacklogAsync(connection, now, cancellationToken);
        await MeasureSetsAsync(connection, now, cancellationToken);
        if (network is not null)
            await MeasureQuotaAsync(connection, network, now, cancellationToken);
        IngestTelemetry.SourceServes.Set([.. (await health.ReadAsync(cancellationToken)).Select(state => new Measurement<long>(state.Serves ? 1 : 0, new KeyValuePair<string, object?>(PipelineAttributes.Source, state.Name)))]);
    }

    public void Clear()
    {
        IngestTelemetry.Backlog.Set([]);
        IngestTelemetry.Lag.Set([]);
        IngestTelemetry.SetAge.Set([]);
        IngestTelemetry.QuotaRemaining.Set([]);
        IngestTelemetry.QuotaLimit.Set([]);
        IngestTelemetry.SourceServes.Set([]);
    }

    private static async Task MeasureBacklogAsync(DbConnection connection, DateTime now, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(
            """
            SELECT COUNT(*), MIN(requested_at),
                (SELECT COUNT(*) FROM bronze_set_fetches WHERE status = 'pending' AND sync_id IN (SELECT sync_id FROM bronze_sync_runs WHERE status IN ('requested', 'running')))
            FROM bronze_sync_runs WHERE status IN ('requested', 'running')
            """);
        var (syncs, oldest, fetches) = (await select.ReadAsync(r => (r.Count(0), r.UtcOrNull(1), r.Count(2)), cancellationToken))[0];
        IngestTelemetry.Backlog.Set([Of(syncs, "sync"), Of(fetches, "fetch")]);
        IngestTelemetry.Lag.Set(oldest is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0);

        static Measurement<long> Of(long count, string kind) => new(count, new KeyValuePair<string, object?>(PipelineAttributes.Kind, kind));
    }

    private static async Task MeasureSetsAsync(DbConnection connection, DateTime now, CancellationToken cancellationToken)
    {
        // The newest complete fetch of each set is found in the index alone; only those rows are read.
        await using var select = connection.Command(
            """
            SELECT k.feed, k.set_id, f.finished_at
            FROM (SELECT feed, set_id, MAX(id) AS id FROM bronze_set_fetches WHERE complete = @yes AND set_id IS NOT NULL GROUP BY feed, set_id) k
            JOIN bronze_set_fetches f ON f.id = k.id
            """, ("@yes", true));
        var fetched = await select.ReadAsync(r => (Feed: r.GetString(0), SetId: r.GetString(1), At: r.Utc(2)), cancellationToken);
        // A set that nobody asks for any more would be stale for ever.
        var listed = await ListedSets.ReadAsync(connection, cancellationToken);
        IngestTelemetry.SetAge.Set([.. fetched.Where(f => listed.Contains(f.Feed, f.SetId)).Select(f => new Measurement<double>(
            Math.Max(0, (now - f.At).TotalSeconds), new(PipelineAttributes.Feed, f.Feed), new(PipelineAttributes.SetId, f.SetId)))]);
    }

    private static async Task MeasureQuotaAsync(DbConnection connection, PokemonTcgOptions network, DateTime now, CancellationToken cancellationToken)
    {
        var keyed = network.ApiKey is not null;
        var uses = await SourceCalls.UsedAsync(connection, PokemonTcgSource.SourceName, keyed, keyed ? network.KeyedQuota : network.KeylessQuota, now, cancellationToken);
        IngestTelemetry.QuotaLimit.Set([.. uses.Select(use => new Measurement<long>(use.Limit, Attributes(use)))]);
        IngestTelemetry.QuotaRemaining.Set([.. uses.Select(use => new Measurement<long>(Math.Max(0, use.Limit - use.Used), Attributes(use)))]);

        static KeyValuePair<string, object?>[] Attributes(QuotaUse use) => [new(PipelineAttributes.Source, use.Source), new("pokedextop.window", use.Window)];
    }
}

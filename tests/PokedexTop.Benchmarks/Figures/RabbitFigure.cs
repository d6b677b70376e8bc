using Npgsql;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>The first sync of everything with each stage in its own process.</summary>
internal static class RabbitFigure
{
    private const string Timing =
        """
        SELECT (SELECT COUNT(*) FROM silver_tcg_cards),
            EXTRACT(EPOCH FROM GREATEST((SELECT MAX(normalized_at) FROM silver_tcg_cards), (SELECT MAX(at) FROM silver_changes)) - r.started_at)::float8,
            EXTRACT(EPOCH FROM r.finished_at - r.started_at)::float8
        FROM bronze_sync_runs r
        """;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var postgreSql = await PostgreSqlServer.StartedAsync();
        var rabbitMq = await RabbitMqServer.StartedAsync();
        var rates = new List<double>();
        var peaks = new List<double>();
        var notes = new List<string> { $"PostgreSQL: {postgreSql.Origin}; RabbitMQ: {rabbitMq.Origin}" };
        for (var run = 0; run < bench.Repeat; run++)
        {
            var program = await DistributedProgram.CreateAsync(bench, postgreSql, rabbitMq);
            await using var ingest = await program.StartAsync("ingest", "--source", bench.Source);
            await using var normalize = await program.StartAsync("normalize");
            await program.RunAsync("sync", "--json");
            var (ingestEnd, normalizeEnd) = (await ingest.StopAsync(), await normalize.StopAsync());

            var (cards, drained, fetched) = await TimingAsync(program.Database);
            rates.Add(cards / drained);
            peaks.Add(Math.Max(ingestEnd.PeakMegabytes, normalizeEnd.PeakMegabytes));
            notes.Add(FormattableString.Invariant($"run {run + 1}: {cards} cards, fetched after {fetched:0.00} s, drained after {drained:0.00} s; peak ingest {ingestEnd.PeakMegabytes:0} MB, normalize {normalizeEnd.PeakMegabytes:0} MB; processor of all three, start and stop included, {normalizeEnd.Processor.TotalSeconds:0.00} s"));
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure("cold full sync, RabbitMQ and PostgreSQL, two processes", rates, "cards/s", 4_000, AtLeast: true,
                "`run ingest`, `run normalize` and `sync` as processes; from the run's started_at to the newest normalized_at or change, as the tables tell it.") { Notes = notes },
            new Figure("peak memory of the larger of both processes", peaks, "MB", 300, AtLeast: false, "VmHWM of the same runs."),
        ];
    }

    private static async Task<(long Cards, double Drained, double Fetched)> TimingAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Timing, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetDouble(1), reader.GetDouble(2));
    }
}

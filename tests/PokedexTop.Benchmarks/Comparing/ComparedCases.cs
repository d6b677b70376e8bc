using PokedexTop.Benchmarks.Figures;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Comparing;

/// <summary>What two programs are compared in. Each case starts what it needs once and then runs with either program.</summary>
internal static class ComparedCases
{
    public static IReadOnlyDictionary<string, Func<Task<Func<Bench, Task<ProcessResult>>>>> All { get; } = new Dictionary<string, Func<Task<Func<Bench, Task<ProcessResult>>>>>(StringComparer.Ordinal)
    {
        ["cold"] = () => Embedded(ColdAsync),
        ["unchanged"] = () => Embedded(async bench => (await bench.SyncAsync(await bench.SyncedFolderAsync())).Process),
        ["status"] = () => Embedded(async bench => await bench.RunAsync(await bench.SyncedFolderAsync(), "status", "--json")),
        ["replay"] = () => Embedded(async bench => await bench.RunAsync(await bench.SyncedFolderAsync(), "replay", "--json")),
        ["ready"] = () => Embedded(ReadyAsync),
        ["rabbitmq"] = () => DistributedAsync(durable: true),
        ["rabbitmq-unsafe"] = () => DistributedAsync(durable: false),
    };

    private static Task<Func<Bench, Task<ProcessResult>>> Embedded(Func<Bench, Task<ProcessResult>> run) => Task.FromResult(run);

    private static async Task<ProcessResult> ColdAsync(Bench bench)
    {
        var folder = bench.NewFolder();
        var (_, process) = await bench.SyncAsync(folder);
        Directory.Delete(folder, recursive: true);
        return process;
    }

    /// <summary>The clock stops when it is ready; processor and memory are those of its whole life.</summary>
    private static async Task<ProcessResult> ReadyAsync(Bench bench)
    {
        var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
        await using var host = MeasuredProcess.Start(bench.Program, ["run", "--source", bench.Source, "--urls", url, $"--Data:Directory={await bench.SyncedFolderAsync()}"]);
        var ready = await StartFigure.ReadyAsync(host, url);
        return (await host.StopAsync()) with { Elapsed = ready };
    }

    /// <summary>Both servers are the benchmark's own: what a database is configured to lose decides these figures.</summary>
    private static async Task<Func<Bench, Task<ProcessResult>>> DistributedAsync(bool durable)
    {
        var postgreSql = await PostgreSqlServer.OwnAsync(durable);
        var rabbitMq = await RabbitMqServer.OwnAsync();
        return bench => DistributedAsync(bench, postgreSql, rabbitMq);
    }

    /// <summary>The clock is the order's own, start to end; processor time is that of all three processes, memory that of the larger stage.</summary>
    private static async Task<ProcessResult> DistributedAsync(Bench bench, PostgreSqlServer postgreSql, RabbitMqServer rabbitMq)
    {
        var program = await DistributedProgram.CreateAsync(bench, postgreSql, rabbitMq);
        await using var ingest = await program.StartAsync("ingest", "--source", bench.Source);
        await using var normalize = await program.StartAsync("normalize");
        var sync = await program.RunAsync("sync", "--json");
        var (ingestEnd, normalizeEnd) = (await ingest.StopAsync(), await normalize.StopAsync());
        await postgreSql.DropDatabaseAsync(program.Database);
        return sync with { Processor = normalizeEnd.Processor, PeakBytes = Math.Max(ingestEnd.PeakBytes, normalizeEnd.PeakBytes) };
    }
}

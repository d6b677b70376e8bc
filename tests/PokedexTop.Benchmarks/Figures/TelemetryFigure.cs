using PokedexTop.Benchmarks.Processes;
using PokedexTop.Testing.Otlp;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>
/// What telemetry costs: the cold embedded sync, which is the mode with the least to hide it behind. No broker and no database
/// server wait there, so every microsecond of a span or a counter shows. With and without take turns in one run.
/// </summary>
internal static class TelemetryFigure
{
    /// <summary>Pairs in a run; the ratio is that of the medians.</summary>
    private const int Pairs = 3;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        await using var endpoint = await OtlpReceiver.StartAsync(keep: false);
        var ratios = new List<double>();
        var processor = new List<double>();
        var notes = new List<string>();
        for (var run = 0; run < bench.Repeat; run++)
        {
            var (without, with) = (new List<ProcessResult>(), new List<ProcessResult>());
            var before = endpoint.Bytes;
            for (var pair = 0; pair < Pairs; pair++)
            {
                without.Add(await SyncAsync(bench, new Dictionary<string, string>()));
                with.Add(await SyncAsync(bench, endpoint.Environment));
            }
            if (endpoint.Bytes == before)
                throw new InvalidOperationException("The syncs with telemetry sent nothing.");
            ratios.Add(Median(with, r => r.Elapsed) / Median(without, r => r.Elapsed));
            processor.Add(Median(with, r => r.Processor) / Median(without, r => r.Processor));
            notes.Add(FormattableString.Invariant($"run {run + 1}: without {Seconds(without)} s, with {Seconds(with)} s; {(endpoint.Bytes - before) / 1024 / Pairs} kB sent a sync; processor {Median(without, r => r.Processor):0.00} and {Median(with, r => r.Processor):0.00} s"));
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure("cold full sync with telemetry exported, default sampler, against without", ratios, "× its time", 1.1, AtLeast: false,
                $"`sync --source folder:…` into an empty data folder, {Pairs} without and {Pairs} with in turns, process start to exit with the last export; the endpoint is in the benchmark and takes its share of the same cores.") { Notes = notes },
            Figure.Informs("the same, processor time", processor, "× its time", "User and system time of the same processes."),
        ];
    }

    private static async Task<ProcessResult> SyncAsync(Bench bench, IReadOnlyDictionary<string, string> environment)
    {
        var folder = bench.NewFolder();
        await using var process = MeasuredProcess.Start(bench.Program, ["sync", "--source", bench.Source, "--json", $"--Data:Directory={folder}"], environment);
        var result = (await process.WaitForExitAsync()).Succeeded();
        Directory.Delete(folder, recursive: true);
        return result;
    }

    private static double Median(List<ProcessResult> results, Func<ProcessResult, TimeSpan> of) => Figure.Median([.. results.Select(r => of(r).TotalSeconds)]);

    private static string Seconds(List<ProcessResult> results) => string.Join(", ", results.Select(r => FormattableString.Invariant($"{r.Elapsed.TotalSeconds:0.00}")));
}

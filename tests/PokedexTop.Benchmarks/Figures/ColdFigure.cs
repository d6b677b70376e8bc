using PokedexTop.Benchmarks.Loading;
using PokedexTop.Benchmarks.Processes;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>The first sync of everything, and the plain loader beside it.</summary>
internal static class ColdFigure
{
    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var rates = new List<double>();
        var ratios = new List<double>();
        var notes = new List<string>();
        var loader = await bench.LoaderAsync();
        for (var run = 0; run < bench.Repeat; run++)
        {
            var folder = bench.NewFolder();
            var (cards, sync) = await bench.SyncAsync(folder);
            var loaded = bench.NewFolder();
            await bench.RunAsync(loaded, "migrate");
            await using var process = MeasuredProcess.Start(loader, ["loader", bench.Data, Path.Combine(loaded, "pokedextop.db")]);
            var load = (await process.WaitForExitAsync()).Succeeded();
            var rows = RowComparison.Check(Path.Combine(folder, "pokedextop.db"), Path.Combine(loaded, "pokedextop.db"));
            rates.Add(cards / sync.Elapsed.TotalSeconds);
            ratios.Add(sync.Elapsed / load.Elapsed);
            notes.Add($"run {run + 1}: {cards:N0} cards, {rows:N0} equal rows; sync {sync.Cost}; loader {load.Cost}");
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure("cold full sync, SQLite and in-memory bus", rates, "cards/s", 6_000, AtLeast: true,
                "`sync --source folder:…` into an empty data folder, process start to exit, tables made on the way.") { Notes = notes },
            new Figure("cold full sync against the plain loader", ratios, "× its time", 4, AtLeast: false,
                "The same run's time over that of one thread and one transaction that parses, hashes, normalises and inserts the same rows into a migrated file, process start to exit."),
        ];
    }
}

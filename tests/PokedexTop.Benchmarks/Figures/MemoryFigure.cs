namespace PokedexTop.Benchmarks.Figures;

/// <summary>Peak memory of full syncs, of the data as it is and of ten times as much.</summary>
internal static class MemoryFigure
{
    private const int Times = 10;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var large = bench.NewFolder();
        MultipliedFolder.Create(bench.Data, large, Times);
        var peaks = new List<double>();
        var growth = new List<double>();
        var notes = new List<string>();
        for (var run = 0; run < bench.Repeat; run++)
        {
            var one = await PeakAsync(bench, bench.Source, notes);
            var many = await PeakAsync(bench, "folder:" + large, notes);
            peaks.Add(one);
            growth.Add(many / one);
        }
        return
        [
            new Figure("peak memory of a full sync, SQLite and in-memory bus", peaks, "MB", 300, AtLeast: false, "VmHWM of the process, the larger of a cold and an unchanged sync.") { Notes = notes },
            new Figure("peak memory with ten times the data", growth, "× that", 1.3, AtLeast: false, "The same over a folder that holds every set and card ten times, under new ids."),
        ];
    }

    private static async Task<double> PeakAsync(Bench bench, string source, List<string> notes)
    {
        var folder = bench.NewFolder();
        var (cards, cold) = await bench.SyncAsync(folder, source);
        var (_, unchanged) = await bench.SyncAsync(folder, source);
        Directory.Delete(folder, recursive: true);
        notes.Add($"{cards:N0} cards: cold {cold.Cost}; unchanged {unchanged.Cost}");
        Bench.Say("  " + notes[^1]);
        return Math.Max(cold.PeakMegabytes, unchanged.PeakMegabytes);
    }
}

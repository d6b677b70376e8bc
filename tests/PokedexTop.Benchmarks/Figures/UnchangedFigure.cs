namespace PokedexTop.Benchmarks.Figures;

/// <summary>A sync that finds nothing new.</summary>
internal static class UnchangedFigure
{
    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var folder = await bench.SyncedFolderAsync();
        var rates = new List<double>();
        var notes = new List<string>();
        for (var run = 0; run < bench.Repeat; run++)
        {
            var (cards, sync) = await bench.SyncAsync(folder);
            rates.Add(cards / sync.Elapsed.TotalSeconds);
            notes.Add($"run {run + 1}: {sync.Cost}");
        }
        return [new Figure("unchanged full sync, SQLite and in-memory bus", rates, "cards/s", 20_000, AtLeast: true, "`sync` again over the same folder and database, process start to exit.") { Notes = notes }];
    }
}

using System.Text.Json;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>Normalising everything again from bronze.</summary>
internal static class ReplayFigure
{
    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var folder = await bench.SyncedFolderAsync();
        var rates = new List<double>();
        var notes = new List<string>();
        for (var run = 0; run < bench.Repeat; run++)
        {
            var replay = await bench.RunAsync(folder, "replay", "--json");
            using var json = JsonDocument.Parse(replay.Output);
            rates.Add(json.RootElement.GetProperty("cards").GetInt32() / replay.Elapsed.TotalSeconds);
            notes.Add($"run {run + 1}: {replay.Cost}");
        }
        return [new Figure("replay of everything, SQLite", rates, "cards/s", 6_000, AtLeast: true, "`replay`, process start to exit.") { Notes = notes }];
    }
}

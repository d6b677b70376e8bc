using System.Text.Json;
using PokedexTop.FakeApi;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>The second source: a first sync over HTTP, a call a card, and its cards normalised again beside the first feed's.</summary>
internal static class TcgdexFigure
{
    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var root = Path.GetDirectoryName(bench.Data)!;
        var (synced, relative, notes, replayed) = (new List<double>(), new List<double>(), new List<string>(), new List<string>());
        var (first, second) = (await bench.SyncedFolderAsync(), bench.NewFolder());
        // With Pocket, as the figure is one of all 23,546 English cards.
        await bench.RunAsync(second, "sync", "--source", "tcgdex-folder:" + Path.Combine(root, "tcgdex"), "--json", "--Source:Tcgdex:Pocket=true");
        for (var run = 0; run < bench.Repeat; run++)
        {
            // Turn by turn, each of them first in every other run, and before the syncs, which leave the disk with pages to write.
            var replays = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var folder in run % 2 == 0 ? new[] { first, second } : [second, first])
            {
                var replay = await bench.RunAsync(folder, "replay", "--json");
                replays[folder] = Cards(replay.Output, "cards") / replay.Elapsed.TotalSeconds;
            }
            relative.Add(replays[second] / replays[first]);
            replayed.Add(FormattableString.Invariant($"run {run + 1}: the first feed {replays[first]:N0} cards/s, TCGdex {replays[second]:N0}"));
            Bench.Say("  " + replayed[^1]);
        }
        for (var run = 0; run < bench.Repeat; run++)
        {
            await using var fake = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = root });
            var sync = await bench.RunAsync(bench.NewFolder(), "sync", "--source", "tcgdex", "--json", $"--Source:Tcgdex:BaseUrl={fake.TcgdexUrl}", "--Source:Tcgdex:PerMinute=0", "--Source:Tcgdex:Parallelism=16");
            synced.Add(Cards(sync.Output, "cards", "seen") / sync.Elapsed.TotalSeconds);
            notes.Add($"run {run + 1}: {sync.Cost}");
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure("first sync of TCGdex, SQLite", synced, "cards/s", 1_500, AtLeast: true, "`sync --source tcgdex` from the fake API in the benchmark's process on the same two cores, without a limit of calls, 16 at once.") { Notes = notes },
            new Figure("TCGdex's cards replayed, for each of the first feed's", relative, "×", 1, AtLeast: true, "`replay`, process start to exit, cards a second over those of the first feed's replay beside it.") { Notes = replayed },
        ];
    }

    private static double Cards(string output, params string[] path)
    {
        using var json = JsonDocument.Parse(output);
        return path.Aggregate(json.RootElement, (value, name) => value.GetProperty(name)).GetDouble();
    }
}

using System.Text.Json;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>The lake: a whole catalogue written, a day without news, all of it restored beside a cold sync; and the memory of both at ten times the data.</summary>
internal static class LakeFigure
{
    private const int Times = 10;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var (written, size, day, more, restored, notes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<string>());
        for (var run = 0; run < bench.Repeat; run++)
        {
            var (folder, other) = (bench.NewFolder(), bench.NewFolder());
            var cold = await bench.RunAsync(folder, "sync", "--source", "folder:" + bench.Data, "--json");
            var write = await bench.RunAsync(folder, "lake", "write", "--json");
            await bench.RunAsync(folder, "sync", "--source", "folder:" + bench.Data, "--json");
            var again = await bench.RunAsync(folder, "lake", "write", "--json");
            var restore = await bench.RunAsync(other, "restore", "--from", "lake", $"--Lake:Folder={Path.Combine(folder, "lake")}", "--json");
            written.Add(write.Elapsed.TotalSeconds);
            size.Add(Megabytes(write.Output));
            day.Add(again.Elapsed.TotalSeconds);
            more.Add(Megabytes(again.Output));
            restored.Add(restore.Elapsed / cold.Elapsed);
            notes.Add(FormattableString.Invariant($"run {run + 1}: cold sync {cold.Cost}; write {write.Cost}; again {again.Cost}; restore {restore.Cost}"));
            Bench.Say("  " + notes[^1]);
        }
        var many = bench.NewFolder();
        MultipliedFolder.Create(bench.Data, many, Times);
        var (large, copy) = (bench.NewFolder(), bench.NewFolder());
        await bench.RunAsync(large, "sync", "--source", "folder:" + many, "--json");
        var (whole, back) = (await bench.RunAsync(large, "lake", "write", "--json"), await bench.RunAsync(copy, "restore", "--from", "lake", $"--Lake:Folder={Path.Combine(large, "lake")}", "--json"));
        return
        [
            new Figure("lake written of the whole catalogue", written, "s", 15, AtLeast: false, "`lake write` into a folder, SQLite, every table, process start to exit.") { Notes = notes },
            new Figure("its size", size, "MB", 15, AtLeast: false, "Files of the run."),
            new Figure("lake after a sync without news", day, "s", 2, AtLeast: false, "`lake write` after a second sync of the same folder."),
            new Figure("what that added", more, "MB", 0.2, AtLeast: false, "Files of that run."),
            new Figure("restored, against the cold sync", restored, "×", 1.2, AtLeast: false, "`restore --from lake` into an empty data folder over the cold sync of the same run."),
            new Figure($"memory at {Times} times the data", [Math.Max(whole.PeakMegabytes, back.PeakMegabytes)], "MB", 300, AtLeast: false, "VmHWM, the larger of `lake write` and `restore`.")
            {
                Notes = [FormattableString.Invariant($"write {whole.Cost}, {Megabytes(whole.Output):0.0} MB; restore {back.Cost}")],
            },
        ];
    }

    private static double Megabytes(string output)
    {
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("bytes").GetDouble() / 1e6;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Benchmarks.Processes;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>What it costs a cold sync that many cards go to quarantine. With and without take turns in one run.</summary>
internal static class RejectsFigure
{
    private const int Rejects = 2_000;

    /// <summary>Pairs in a run; the ratio is that of the medians.</summary>
    private const int Pairs = 3;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var folder = bench.NewFolder();
        Spoil(bench.Data, folder);
        var (ratios, processor, notes) = (new List<double>(), new List<double>(), new List<string>());
        for (var run = 0; run < bench.Repeat; run++)
        {
            var (without, with) = (new List<ProcessResult>(), new List<ProcessResult>());
            for (var pair = 0; pair < Pairs; pair++)
            {
                without.Add((await SyncAsync(bench, bench.Source, 0)).Succeeded());
                with.Add(await SyncAsync(bench, "folder:" + folder, Rejects));
            }
            ratios.Add(Median(with, r => r.Elapsed) / Median(without, r => r.Elapsed));
            processor.Add(Median(with, r => r.Processor) / Median(without, r => r.Processor));
            notes.Add(FormattableString.Invariant($"run {run + 1}: without {Median(without, r => r.Elapsed):0.00} s, with {Median(with, r => r.Elapsed):0.00} s; processor {Median(without, r => r.Processor):0.00} and {Median(with, r => r.Processor):0.00} s"));
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure("cold full sync of which 2,000 cards go to quarantine, against one without", ratios, "× its time", 1.2, AtLeast: false,
                $"`sync --source folder:…` into an empty data folder, {Pairs} of the folder as it is and {Pairs} of a copy in which {Rejects:N0} cards lack their supertype, in turns, process start to exit.") { Notes = notes },
            Figure.Informs("the same, processor time", processor, "× its time", "User and system time of the same processes."),
        ];
    }

    private static async Task<ProcessResult> SyncAsync(Bench bench, string source, int rejected)
    {
        var data = bench.NewFolder();
        await using var process = MeasuredProcess.Start(bench.Program, ["sync", "--source", source, "--json", $"--Data:Directory={data}"]);
        var result = await process.WaitForExitAsync();
        using var json = JsonDocument.Parse(result.Output);
        if (json.RootElement.GetProperty("cards").GetProperty("rejected").GetInt32() != rejected)
            throw new InvalidOperationException($"{rejected} cards should be rejected: {result.Output}");
        Directory.Delete(data, recursive: true);
        return result;
    }

    /// <summary>Copies a source folder in which so many cards, spread over all sets, lack their supertype.</summary>
    private static void Spoil(string from, string to)
    {
        var cards = Directory.CreateDirectory(Path.Combine(to, "cards", "en")).FullName;
        Directory.CreateDirectory(Path.Combine(to, "sets"));
        File.Copy(Path.Combine(from, "sets", "en.json"), Path.Combine(to, "sets", "en.json"));
        var (seen, spoilt) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(from, "cards", "en"), "*.json").Order(StringComparer.Ordinal))
        {
            var items = JsonNode.Parse(File.ReadAllText(file))!.AsArray();
            foreach (var item in items)
            {
                if (seen++ % 9 == 0 && spoilt < Rejects && item!.AsObject().Remove("supertype"))
                    spoilt++;
            }
            File.WriteAllText(Path.Combine(cards, Path.GetFileName(file)), items.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        }
    }

    private static double Median(List<ProcessResult> results, Func<ProcessResult, TimeSpan> of) => Figure.Median([.. results.Select(r => of(r).TotalSeconds)]);
}

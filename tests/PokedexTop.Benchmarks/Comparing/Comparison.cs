using System.Globalization;
using PokedexTop.Benchmarks.Processes;

namespace PokedexTop.Benchmarks.Comparing;

/// <summary>The runs of both programs in one case.</summary>
internal sealed record Comparison(IReadOnlyList<ProcessResult> Old, IReadOnlyList<ProcessResult> New)
{
    /// <summary>Old, new, old, new: whatever slows the machine down slows both.</summary>
    public static async Task<Comparison> TakeAsync(Func<Bench, Task<ProcessResult>> run, Bench old, Bench changed, int repeat)
    {
        var (before, after) = (new List<ProcessResult>(), new List<ProcessResult>());
        for (var turn = 0; turn < repeat; turn++)
        {
            before.Add(await run(old));
            after.Add(await run(changed));
            Bench.Say($"  old {before[^1].Cost}; new {after[^1].Cost}");
        }
        return new Comparison(before, after);
    }

    public static void Write(string name, Comparison comparison)
    {
        Console.WriteLine($"{name,-22} {"old",8} {"new",8} {"new/old",8} {"old/new",8}");
        comparison.Write("clock, s", r => r.Elapsed.TotalSeconds);
        comparison.Write("processor, s", r => r.Processor.TotalSeconds);
        comparison.Write("peak memory, MB", r => r.PeakMegabytes);
    }

    private void Write(string what, Func<ProcessResult, double> of)
    {
        var (old, changed) = (Figure.Median([.. Old.Select(of)]), Figure.Median([.. New.Select(of)]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-20} {old,8:0.00} {changed,8:0.00} {changed / old,8:0.00} {old / changed,8:0.00}"));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.FakeApi;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>How many searches a second the web stage answers, asked by wrk on the same cores, and the fake API beside it.</summary>
internal static partial class SearchFigure
{
    private const int Connections = 8;
    private const int Seconds = 8;

    /// <summary>As collectors and scripts ask. The fake API refuses one or two of them, which costs it least.</summary>
    private static readonly string[] s_queries =
    [
        "name:charizard", "types:fire", "hp:[150 TO *]", "set.id:base1", "name:pikachu", "subtypes:mega", "-types:water rarity:common", "artist:\"Mitsuhiro Arita\"", "nationalPokedexNumbers:[1 TO 151]", "attacks.name:spin",
        "name:char*", "number:4", "set.series:base", "rarity:\"Rare Holo\"", "set.name:\"Team Rocket\"", "supertype:trainer", "evolvesFrom:charmeleon", "weaknesses.type:water types:fire", "retreatCost:colorless", "convertedRetreatCost:3",
        "regulationMark:F", "legalities.standard:legal", "types:(fire OR water)", "name:dark*", "name:\"Mr. Mime\"", "subtypes:vmax", "abilities.name:energy", "hp:120", "!name:charizard", "nationalPokedexNumbers:6 subtypes:ex",
    ];

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var (searches, slowest, pages, factor, memory, notes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<string>());
        var folder = await bench.SyncedFolderAsync();
        var first = await FirstIndexAsync(bench, folder);
        await using var fake = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = Path.GetDirectoryName(bench.Data)! });
        for (var run = 0; run < bench.Repeat; run++)
        {
            var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
            await using var host = MeasuredProcess.Start(bench.Program, ["run", "--source", bench.Source, "--urls", url, $"--Data:Directory={folder}"]);
            await StartFigure.ReadyAsync(host, url);
            var queries = string.Join(", ", s_queries.Select(q => $"\"{Uri.EscapeDataString(q)}\""));
            await AskAsync(url, "/v2/cards?pageSize=20&q=", queries, seconds: 3); // Compiled once.
            var (rate, p99) = await AskAsync(url, "/v2/cards?pageSize=20&q=", queries, Seconds);
            var (full, _) = await AskAsync(url, "/v2/cards?pageSize=250&q=", "\"set.id:swsh4\", \"set.id:swsh8\", \"set.id:sm12\"", Seconds);
            var (others, _) = await AskAsync(fake.BaseUrl[..^3], "/v2/cards?pageSize=20&q=", queries, Seconds, mayRefuse: true);
            searches.Add(rate);
            slowest.Add(p99);
            pages.Add(full);
            factor.Add(rate / others);
            var ended = await host.StopAsync();
            memory.Add(ended.PeakBytes / 1024.0 / 1024);
            notes.Add(FormattableString.Invariant($"run {run + 1}: {rate:N0} searches/s, p99 {p99:0.0} ms; {full:N0} pages of 250/s; the fake API {others:N0} searches/s; {ended.Cost}"));
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure("card searches, pages of 20", searches, "requests/s", 1_500, AtLeast: true, $"`wrk`, {Connections} connections, {Seconds} s, {s_queries.Length} mixed queries in turn at /v2/cards of `run` with every stage; wrk shares the two cores.") { Notes = notes },
            new Figure("the same, slowest of a hundred", slowest, "ms", 25, AtLeast: false, "wrk's 99th percentile."),
            new Figure("pages of 250 full cards of a set", pages, "requests/s", 100, AtLeast: true, "Likewise, three sets in turn."),
            new Figure("card searches against the fake API's", factor, "×", 3, AtLeast: true, "The same requests to tests/PokedexTop.FakeTcgApi in the benchmark's process, just after."),
            new Figure("memory of a program with every stage that was searched", memory, "MB", 350, AtLeast: false, "Peak of the process."),
            Figure.Informs("first index over the catalogue", [first], "s", "Start of `run` over a synced folder without an index until /health/ready."),
        ];
    }

    private static async Task<double> FirstIndexAsync(Bench bench, string folder)
    {
        if (Directory.Exists(Path.Combine(folder, "search")))
            Directory.Delete(Path.Combine(folder, "search"), recursive: true);
        var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
        await using var host = MeasuredProcess.Start(bench.Program, ["run", "--source", bench.Source, "--urls", url, $"--Data:Directory={folder}"]);
        var ready = await StartFigure.ReadyAsync(host, url);
        await host.StopAsync();
        return ready.TotalSeconds;
    }

    /// <returns>Requests a second, and the 99th percentile in milliseconds.</returns>
    private static async Task<(double Rate, double Slowest)> AskAsync(string url, string path, string queries, int seconds, bool mayRefuse = false)
    {
        var script = Path.Combine(Path.GetTempPath(), $"pokedextop-{Guid.NewGuid():N}.lua");
        await File.WriteAllTextAsync(script, $"local queries = {{ {queries} }}\nlocal at = 0\nrequest = function()\n  at = at % #queries + 1\n  return wrk.format('GET', '{path}' .. queries[at])\nend\n");
        try
        {
            using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{Connections}", $"-d{seconds}s", "--latency", "-s", script, url]) { RedirectStandardOutput = true })!;
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            if ((!mayRefuse && output.Contains("Non-2xx", StringComparison.Ordinal)) || Rate().Match(output) is not { Success: true } rate || Percentile().Match(output) is not { Success: true } percentile)
                throw new InvalidOperationException($"wrk did not get what it asked {url}{path} for:\n{output}");
            var slowest = double.Parse(percentile.Groups[1].Value, CultureInfo.InvariantCulture) * percentile.Groups[2].Value switch { "us" => 0.001, "s" => 1_000, _ => 1 };
            return (double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture), slowest);
        }
        finally
        {
            File.Delete(script);
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)\b")]
    private static partial Regex Percentile();
}

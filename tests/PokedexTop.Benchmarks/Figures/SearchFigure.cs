using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Configuration;
using PokedexTop.FakeApi;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>How many searches a second the web stage answers, asked by wrk on the same cores, and the fake API beside it.</summary>
internal static partial class SearchFigure
{
    private const int Connections = 8;
    private const int Seconds = 8;
    private const int Times = 10;

    /// <summary>As collectors and scripts ask. The fake API refuses one or two of them, which costs it least.</summary>
    private static readonly string[] s_queries =
    [
        "name:charizard", "types:fire", "hp:[150 TO *]", "set.id:base1", "name:pikachu", "subtypes:mega", "-types:water rarity:common", "artist:\"Mitsuhiro Arita\"", "nationalPokedexNumbers:[1 TO 151]", "attacks.name:spin",
        "name:char*", "number:4", "set.series:base", "rarity:\"Rare Holo\"", "set.name:\"Team Rocket\"", "supertype:trainer", "evolvesFrom:charmeleon", "weaknesses.type:water types:fire", "retreatCost:colorless", "convertedRetreatCost:3",
        "regulationMark:F", "legalities.standard:legal", "types:(fire OR water)", "name:dark*", "name:\"Mr. Mime\"", "subtypes:vmax", "abilities.name:energy", "hp:120", "!name:charizard", "nationalPokedexNumbers:6 subtypes:ex",
    ];

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var sqlite = Stored(bench, DatabaseProvider.Sqlite, "", bench.Data);
        await SyncAsync(bench, sqlite);
        var measured = await MeasureAsync(bench, sqlite);

        var postgreSql = Stored(bench, DatabaseProvider.PostgreSql, await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(), bench.Data);
        await SyncAsync(bench, postgreSql);
        var overPostgreSql = await MeasureAsync(bench, postgreSql);

        var many = bench.NewFolder();
        MultipliedFolder.Create(bench.Data, many, Times);
        var large = Stored(bench, DatabaseProvider.Sqlite, "", many);
        await SyncAsync(bench, large);
        var (first, peak) = await FirstIndexAsync(bench, large);
        var larger = await AskedAsync(bench, large, compared: false);
        var tenTimes = FormattableString.Invariant($"{larger.Searches:N0} searches/s, p99 {larger.Slowest:0.0} ms; first index {first:0.0} s; peak {Math.Max(peak, larger.Peak):0} MB");
        Bench.Say($"  {Times} times the catalogue: {tenTimes}");
        return [.. measured.Figures, .. overPostgreSql.Figures, new Figure($"card searches over {Times} times the catalogue, how much slower", [measured.Searches / larger.Searches], "×", 3, AtLeast: false, "SQLite; every card ten times under other ids, the same requests.") { Notes = [tenTimes] }];
    }

    private static async Task<(List<Figure> Figures, double Searches)> MeasureAsync(Bench bench, Dictionary<string, string> environment)
    {
        var (searches, slowest, pages, factor, memory, notes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<string>());
        var (first, _) = await FirstIndexAsync(bench, environment);
        var database = environment["Database__Provider"];
        for (var run = 0; run < bench.Repeat; run++)
        {
            var asked = await AskedAsync(bench, environment, compared: true);
            searches.Add(asked.Searches);
            slowest.Add(asked.Slowest);
            pages.Add(asked.Pages);
            factor.Add(asked.Searches / asked.Others);
            memory.Add(asked.Peak);
            notes.Add(FormattableString.Invariant($"run {run + 1}: {asked.Searches:N0} searches/s, p99 {asked.Slowest:0.0} ms; {asked.Pages:N0} pages of 250/s; the fake API {asked.Others:N0} searches/s; peak {asked.Peak:0} MB"));
            Bench.Say($"  {database} {notes[^1]}");
        }
        return (
        [
            new Figure($"{database}: card searches, pages of 20", searches, "requests/s", 1_500, AtLeast: true, $"`wrk`, {Connections} connections, {Seconds} s, {s_queries.Length} mixed queries in turn at /v2/cards of `run` with every stage; wrk shares the two cores.") { Notes = notes },
            new Figure($"{database}: the same, slowest of a hundred", slowest, "ms", 25, AtLeast: false, "wrk's 99th percentile."),
            new Figure($"{database}: pages of 250 full cards of a set", pages, "requests/s", 100, AtLeast: true, "Likewise, three sets in turn."),
            new Figure($"{database}: card searches against the fake API's", factor, "×", 3, AtLeast: true, "The same requests to tests/PokedexTop.FakeTcgApi in the benchmark's process, just after."),
            new Figure($"{database}: memory of a program with every stage that was searched", memory, "MB", 350, AtLeast: false, "Peak of the process."),
            Figure.Informs($"{database}: first index over the catalogue", [first], "s", "Start of `run` over a synced catalogue without an index until /health/ready."),
        ], Figure.Median(searches));
    }

    private static Dictionary<string, string> Stored(Bench bench, DatabaseProvider provider, string database, string cards)
    {
        var folder = bench.NewFolder();
        return new()
        {
            ["Database__Provider"] = $"{provider}",
            ["ConnectionStrings__Database"] = provider == DatabaseProvider.Sqlite ? $"Data Source={Path.Combine(folder, "pokedextop.db")}" : database,
            ["Data__Directory"] = folder,
            ["Source__Name"] = "folder",
            ["Source__Folder__Path"] = cards,
            ["Web__RequestsPerMinute"] = "0",
        };
    }

    private static async Task SyncAsync(Bench bench, Dictionary<string, string> environment)
    {
        await using var sync = MeasuredProcess.Start(bench.Program, ["sync", "--json"], environment);
        (await sync.WaitForExitAsync()).Succeeded();
    }

    private static async Task<(double Seconds, double Peak)> FirstIndexAsync(Bench bench, Dictionary<string, string> environment)
    {
        if (Directory.Exists(Path.Combine(environment["Data__Directory"], "search")))
            Directory.Delete(Path.Combine(environment["Data__Directory"], "search"), recursive: true);
        var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
        await using var host = MeasuredProcess.Start(bench.Program, ["run", "--urls", url], environment);
        var ready = await StartFigure.ReadyAsync(host, url);
        return (ready.TotalSeconds, (await host.StopAsync()).PeakMegabytes);
    }

    private static async Task<Asked> AskedAsync(Bench bench, Dictionary<string, string> environment, bool compared)
    {
        await using var fake = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = Path.GetDirectoryName(bench.Data)! });
        var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
        await using var host = MeasuredProcess.Start(bench.Program, ["run", "--urls", url], environment);
        await StartFigure.ReadyAsync(host, url);
        var queries = string.Join(", ", s_queries.Select(q => $"\"{Uri.EscapeDataString(q)}\""));
        await AskAsync(url, "/v2/cards?pageSize=20&q=", queries, seconds: 3); // Compiled once.
        var (rate, p99) = await AskAsync(url, "/v2/cards?pageSize=20&q=", queries, Seconds);
        var (full, _) = await AskAsync(url, "/v2/cards?pageSize=250&q=", "\"set.id:swsh4\", \"set.id:swsh8\", \"set.id:sm12\"", Seconds);
        var (others, _) = compared ? await AskAsync(fake.BaseUrl[..^3], "/v2/cards?pageSize=20&q=", queries, Seconds, mayRefuse: true) : default;
        return new Asked(rate, p99, full, others, (await host.StopAsync()).PeakMegabytes);
    }

    /// <param name="Searches">A second.</param>
    /// <param name="Slowest">Milliseconds, of a hundred.</param>
    /// <param name="Pages">Of 250 cards, a second.</param>
    /// <param name="Others">Searches a second of the fake API.</param>
    /// <param name="Peak">Megabytes.</param>
    private sealed record Asked(double Searches, double Slowest, double Pages, double Others, double Peak);

    /// <returns>Requests a second, and the 99th percentile in milliseconds.</returns>
    internal static async Task<(double Rate, double Slowest)> AskAsync(string url, string path, string queries, int seconds, bool mayRefuse = false)
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

using System.CommandLine;
using PokedexTop.Benchmarks.Bulk;
using PokedexTop.Benchmarks.Comparing;
using PokedexTop.Benchmarks.Figures;
using PokedexTop.Benchmarks.Loading;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks;

/// <summary>The command line: which figures to measure, with what program, over which data.</summary>
internal static class BenchmarkCommand
{
    private static readonly Dictionary<string, Func<Bench, Task<IEnumerable<Figure>>>> s_figures = new(StringComparer.Ordinal)
    {
        ["cold"] = ColdFigure.MeasureAsync,
        ["unchanged"] = UnchangedFigure.MeasureAsync,
        ["rejects"] = RejectsFigure.MeasureAsync,
        ["replay"] = ReplayFigure.MeasureAsync,
        ["start"] = StartFigure.MeasureAsync,
        ["rabbit"] = RabbitFigure.MeasureAsync,
        ["memory"] = MemoryFigure.MeasureAsync,
        ["render"] = RenderFigure.MeasureAsync,
        ["images"] = ImagesFigure.MeasureAsync,
        ["backlog"] = BacklogFigure.MeasureAsync,
        ["recheck"] = RecheckFigure.MeasureAsync,
        ["telemetry"] = TelemetryFigure.MeasureAsync,
        ["tcgdex"] = TcgdexFigure.MeasureAsync,
        ["search"] = SearchFigure.MeasureAsync,
        ["collections"] = CollectionsFigure.MeasureAsync,
        ["pages"] = PagesFigure.MeasureAsync,
        ["lake"] = LakeFigure.MeasureAsync,
        ["bulk"] = BulkComparison.MeasureAsync,
    };

    public static RootCommand Create()
    {
        var figures = new Argument<string[]>("figure") { Description = $"{string.Join(", ", s_figures.Keys)}; none or all for every one", Arity = ArgumentArity.ZeroOrMore };
        figures.AcceptOnlyFromAmong(["all", .. s_figures.Keys]);
        var data = new Option<string?>("--data") { Description = "Folder in pokemon-tcg-data's layout (default: the shared test data)" };
        var repeat = new Option<int>("--repeat") { Description = "Runs of each figure; the median counts", DefaultValueFactory = _ => 3 };
        var program = new Option<string?>("--program") { Description = "A published pokedextop to measure (default: published here from the sources, once for each state of them)" };
        var loader = new Option<string?>("--loader") { Description = "This program published ReadyToRun, for the plain loader (default: published here likewise)" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout; progress goes to stderr" };
        var root = new RootCommand("Measures the published program with real processes and compares with the limits; exit code 1 when one is missed.") { figures, data, repeat, program, loader, json, LoaderVerb(), CompareCommand.Create() };
        root.SetAction(async arguments =>
        {
            using var bench = new Bench(
                arguments.GetValue(data) ?? TestData.CardFolder,
                arguments.GetValue(program) ?? await PublishedProgram.PathAsync(),
                new Lazy<Task<string>>(() => arguments.GetValue(loader) is { } path ? Task.FromResult(path) : PublishedProgram.LoaderPathAsync()),
                Math.Max(1, arguments.GetValue(repeat)));
            var asked = arguments.GetValue(figures) ?? [];
            var measured = new List<Figure>();
            foreach (var (name, measure) in s_figures.Where(f => asked.Length == 0 || asked.Contains("all") || asked.Contains(f.Key)))
            {
                Bench.Say($"{name} …");
                measured.AddRange(await measure(bench));
            }
            Report.Write(bench, measured, arguments.GetValue(json));
            return measured.All(f => f.Passed) ? 0 : 1;
        });
        return root;
    }

    /// <summary>The plain loader, as a process of its own so that its start-up counts.</summary>
    private static Command LoaderVerb()
    {
        var data = new Argument<string>("folder");
        var database = new Argument<string>("database");
        var verb = new Command("loader", "Loads a folder into an empty migrated SQLite file in the plainest way") { data, database };
        verb.Hidden = true;
        verb.SetAction(arguments => PlainLoader.Run(arguments.GetRequiredValue(data), arguments.GetRequiredValue(database)));
        return verb;
    }
}

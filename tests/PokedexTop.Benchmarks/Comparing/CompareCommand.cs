using System.CommandLine;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Comparing;

/// <summary>Two published programs, turn by turn: what a change brought on a machine whose speed moves by more than that.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var old = new Argument<DirectoryInfo>("old") { Description = "Folder with a published pokedextop" };
        var changed = new Argument<DirectoryInfo>("new") { Description = "Folder with the one to compare" };
        var cases = new Argument<string[]>("case") { Description = $"{string.Join(", ", ComparedCases.All.Keys)}; none for every one", Arity = ArgumentArity.ZeroOrMore };
        cases.AcceptOnlyFromAmong([.. ComparedCases.All.Keys]);
        old.AcceptExistingOnly();
        changed.AcceptExistingOnly();
        var data = new Option<string?>("--data") { Description = "Folder in pokemon-tcg-data's layout (default: the shared test data)" };
        var repeat = new Option<int>("--repeat") { Description = "Runs of each; the medians are compared", DefaultValueFactory = _ => 5 };
        var verb = new Command("compare", "Runs two published programs turn by turn as whole processes and compares clock, processor time and peak memory") { old, changed, cases, data, repeat };
        verb.SetAction(async arguments =>
        {
            var folder = arguments.GetValue(data) ?? TestData.CardFolder;
            using var before = Of(arguments.GetRequiredValue(old));
            using var after = Of(arguments.GetRequiredValue(changed));
            var asked = arguments.GetValue(cases) ?? [];
            foreach (var (name, start) in ComparedCases.All.Where(c => asked.Length == 0 || asked.Contains(c.Key)))
                Comparison.Write(name, await Comparison.TakeAsync(await start(), before, after, Math.Max(1, arguments.GetValue(repeat))));

            Bench Of(DirectoryInfo published) => new(folder, Path.Combine(published.FullName, "pokedextop"), new(() => throw new NotSupportedException()), repeat: 1);
        });
        return verb;
    }
}

using System.Text.RegularExpressions;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.CommandLine;

/// <summary>Calendars that count other years, commas before fractions, and letters with other capitals: what the program says stays the same.</summary>
public sealed partial class CultureTests
{
    private static readonly string[] s_cultures = ["C.UTF-8", "th_TH.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8", "de_DE.UTF-8"];

    private static readonly string[][] s_verbs =
    [
        ["status", "--sets"], ["verify", "--source", "folder:source", "--report", "proof.txt"],
        ["sync", "--source", "folder:source", "--generation", "KANTI"], ["sync", "--source", "folder:source", "--dry-run", "--Logging:LogLevel:Default=INFO"],
    ];

    [Fact]
    public async Task What_verbs_print_does_not_follow_the_machines_language_and_calendar()
    {
        using var source = new FolderOfSets("base1");
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder.Combine("source"), source.FolderPath);
        await RunAsync(folder, s_cultures[1], "sync", "--source", "folder:source");
        // A card that the source has again is one that verify dates.
        var cards = source.Cards("base1");
        source.Write("base1", [.. cards.Skip(1).Select(card => card!.DeepClone())]);
        await RunAsync(folder, s_cultures[1], "sync", "--source", "folder:source");
        source.Write("base1", cards);

        var printed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var culture in s_cultures)
        {
            foreach (var verb in s_verbs)
            {
                var result = Timeless((await RunAsync(folder, culture, verb)).ToString() + (verb[0] == "verify" ? await File.ReadAllTextAsync(folder.Combine("proof.txt"), TestContext.Current.CancellationToken) : ""));
                var first = printed.TryAdd(string.Join(' ', verb), result) ? result : printed[string.Join(' ', verb)];
                Assert.True(first == result, $"{culture}: {result}\n--- in {s_cultures[0]}: {first}");
            }
        }
        Assert.Contains($"retired at {DateTime.UtcNow.Year}-", printed["verify --source folder:source --report proof.txt"], StringComparison.Ordinal);
    }

    private static Task<ProgramResult> RunAsync(TemporaryFolder folder, string culture, params string[] arguments) => ProgramRunner.RunAsync(
        arguments, new Dictionary<string, string?> { ["LC_ALL"] = culture, ["LANG"] = culture }, folder.Path, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>How long ago, how long it took and what time it is differ by themselves, their spelling does not.</summary>
    private static string Timeless(string text) => Times().Replace(text, "TIME");

    [GeneratedRegex(@"just now|\d+ min ago|\d+\.\d s\b|\d\d:\d\d:\d\d")]
    private static partial Regex Times();
}

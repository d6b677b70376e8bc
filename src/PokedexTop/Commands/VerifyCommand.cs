using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Status;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Language;
using PokedexTop.Normalize.Verify;

namespace PokedexTop.Commands;

/// <summary><c>verify</c>: prove that the copy holds everything the source has.</summary>
internal static class VerifyCommand
{
    private const int Shown = 40;

    // A copy that lacks everything has as many differences as the source has cards; the report file has them all.
    private const int Kept = 100_000;

    private static readonly Option<string?> s_report = new("--report") { Description = "Write every card with its hash, the differences and the checksums to a file", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new VerbCommand("verify", "Prove completeness: compare every set and card of the source with bronze and silver. Writes nothing.")
        {
            Examples =
            [
                ("pokedextop verify", "Against the configured source"),
                ("pokedextop verify --source folder:../pokemon-tcg-data", "Against a folder, without any network"),
                ("pokedextop verify --report proof.txt", "The same, with every card's hash in a file that can be kept"),
                ("pokedextop verify --json | jq -r .checksum", "One line that is equal for two copies with the same content"),
            ],
        };
        foreach (Option option in new Option[] { VerbOptions.Source, s_report, VerbOptions.Json })
            command.Options.Add(option);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await ProgramServices.ForReadingAsync(arguments, (more, configuration) => more.AddSource(configuration), cancellationToken);
        await new StarterGuard(services.GetRequiredService<SqlDatabase>(), services.GetRequiredService<SourceSelection>()).RunAsync(cancellationToken);
        var verification = services.GetRequiredService<Verification>();
        var differences = new List<Difference>();
        var images = await services.GetRequiredService<ImagesStatus>().CurrentCardsAsync(cancellationToken);
        var result = await WithReportAsync(arguments.GetValue(s_report), output => SetProgress.ShowAsync("Verify", progress =>
            verification.VerifyAsync(output, difference => { if (differences.Count < Kept) differences.Add(difference); }, progress, cancellationToken, images.Words)));
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(new { result.Source, result.Feed, result.Complete, result.Sets, result.Cards, result.Verified, result.Checksum, Images = images.Words, ImageCounts = images.Counts is { Total: > 0 } ? new { images.Complete, images.Unplanned, images.Counts } : null, Counts = result.Differences, Differences = differences, result.Unlisted, result.Halves, result.Error });
        else if (result.Error is null)
            Print(result, differences, images, arguments.GetValue(s_report));
        if (result.Error is { } error)
            return CommandOutput.Fail(error, ExitCode.Failed);
        return result.Complete ? ExitCode.Done : ExitCode.Partial;
    }

    /// <summary>A report that was broken off must not look like one: it gets its name when it is whole.</summary>
    private static async Task<VerificationResult> WithReportAsync(string? path, Func<TextWriter?, Task<VerificationResult>> verify)
    {
        if (path is null)
            return await verify(null);
        var temporary = path + ".writing";
        try
        {
            VerificationResult result;
            await using (var output = new StreamWriter(temporary))
                result = await verify(output);
            if (result.Error is null)
                File.Move(temporary, path, overwrite: true);
            return result;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"--report is '{path}', which cannot be written: {error.Message}");
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    private static void Print(VerificationResult result, List<Difference> differences, CurrentImages images, string? report)
    {
        if (differences.Count > 0)
        {
            var table = new TextTable("Difference", "Set", "Card", "~What");
            foreach (var difference in differences.Take(Shown))
                table.Add(difference.Kind, difference.SetId, difference.CardId ?? "", Tables.Shortened(difference.Detail, 160));
            table.Write();
            if (differences.Count > Shown)
                CommandOutput.Line($"… and {result.Differences.Values.Sum() - Shown:N0} more: --json or --report FILE lists them all.");
            foreach (var (kind, count) in result.Differences)
                CommandOutput.Line($"{count,8:N0}  {kind}: {DifferenceKind.Descriptions.GetValueOrDefault(kind)}", indent: 10);
            CommandOutput.Line("");
        }
        CommandOutput.Line($"{(result.Complete ? "Complete" : "Not complete")}: {result.Verified:N0} of {English.Count(result.Cards, "card")} in {English.Count(result.Sets, "set")} {English.Is(result.Verified)} the same in {result.Source}, bronze and silver; images: {images.Words}.");
        if (result.Halves > 0)
            CommandOutput.Line($"{English.Count(result.Halves, "item")} of the source {(result.Halves == 1 ? "brings" : "bring")} a card's id again with more or fewer fields; the first counts. 'pokedextop quality --rule id-in-two-halves' names them.");
        if (result.Unlisted.Count > 0)
            CommandOutput.Line($"No longer listed by the source, as 'sync --force' accepted: {string.Join(", ", result.Unlisted.Take(Shown).Select(s => s.SetId))}{(result.Unlisted.Count > Shown ? $" and {result.Unlisted.Count - Shown} more" : "")}. {English.Count(result.Unlisted.Sum(s => s.Cards), "current card")} of {(result.Unlisted.Count == 1 ? "it" : "them")} {English.Is(result.Unlisted.Sum(s => s.Cards))} kept.");
        CommandOutput.Line($"Checksum of the content: {result.Checksum}");
        CommandOutput.Line("Every copy with the same cards and sets has that one; an export's files have another.");
        if (report is not null)
            CommandOutput.Line($"Report {report}");
    }
}

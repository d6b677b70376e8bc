using System.Text.Json;
using PokedexTop.Testing;

namespace PokedexTop.Tests.CommandLine;

/// <summary>What somebody reads who mistyped, or whose program waits for a document.</summary>
public sealed class SuggestionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Did you mean 'status'?", "statsu")]
    [InlineData("Did you mean '--sets'?", "status", "--set=base1")]
    [InlineData("Did you mean '--force' or '--source'?", "sync", "--sorce", "starter")]
    [InlineData("Did you mean 'retry'?", "rejects", "rety")]
    [InlineData("Did you mean 'images'?", "run", "imges")]
    [InlineData("Did you mean 'kanto'?", "sync", "--source", "starter", "--generation", "kanta")]
    [InlineData("--generation is '1,5'; allowed: 1 to 9, names such as generation-i, or regions (kanto, johto,", "sync", "--source", "starter", "--generation", "1,5")]
    public async Task A_slip_ends_with_two_and_names_what_was_meant(string question, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, cancellationToken: Cancelled);
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains(question, result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_is_the_only_complaint()
    {
        var result = await ProgramRunner.RunAsync(["export", "catalouge", "--out", "copy"], cancellationToken: Cancelled);
        Assert.Equal(["Unrecognized command or argument 'catalouge'. Did you mean 'catalogue'?", "See 'pokedextop export --help'."], result.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--set", "starter-base1,starter-fossil")]
    [InlineData("--card", "starter-base1-4,starter-base1-5")]
    [InlineData("--generation", "1,5")]
    public async Task Commas_are_answered_with_what_separates(string option, string list)
    {
        using var folder = new TemporaryFolder();
        var result = await ProgramRunner.RunAsync(["sync", "--source", "starter", option, list], workingDirectory: folder.Path, cancellationToken: Cancelled);
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("Several are separated by spaces, not by commas.", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_without_sense_is_told_by_a_verb_that_does_not_use_it()
    {
        var result = await ProgramRunner.RunAsync(["status", "--Ingest:LeaseSeconds=abc"], cancellationToken: Cancelled);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Ingest:LeaseSeconds is 'abc'", result.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kanto")]
    [InlineData("generation-i")]
    [InlineData("1")]
    public async Task A_generation_can_be_named_by_its_region_or_numeral(string generation)
    {
        var result = await ProgramRunner.RunAsync(["sync", "--source", "starter", "--generation", generation, "--dry-run"], cancellationToken: Cancelled);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("A sync of generation 1 from starter", result.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "does not exist", "sync", "--source", "folder:missing", "--json")]
    [InlineData(2, "The source has no set 'nope'", "sync", "--source", "starter", "--set", "nope", "--json")]
    [InlineData(1, "There is no database yet", "status", "--json")]
    [InlineData(2, "--server is 'nowhere'", "quality", "--server", "nowhere", "--json")]
    public async Task A_verb_that_fails_says_why_in_its_document_too(int exitCode, string reason, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, cancellationToken: Cancelled);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        var document = JsonDocument.Parse(result.StandardOutput).RootElement;
        Assert.Equal("failed", document.GetProperty("status").GetString());
        Assert.Contains(reason, document.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains(reason, result.StandardError, StringComparison.Ordinal);
    }
}

using PokedexTop.Testing;

namespace PokedexTop.Tests.CommandLine;

/// <summary>What a verb says or writes has no room: stderr may fail, a result may not, and neither ends in a stack trace.</summary>
public sealed class UnwritableTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "2>/dev/full", "sync --source starter")]
    [InlineData(0, "2>&-", "sync --source starter")]
    [InlineData(2, "2>/dev/full", "sync --source nowhere")]
    [InlineData(1, ">/dev/full", "sync --source starter")]
    [InlineData(1, ">/dev/full", "sync --source starter --json")]
    [InlineData(1, ">/dev/full", "run --source starter --urls http://127.0.0.1:0")]
    [InlineData(1, ">/dev/full", "--help")]
    public async Task A_remark_may_be_lost_and_a_result_may_not(int exitCode, string redirected, string verb)
    {
        if (!File.Exists("/dev/full"))
            Requirement.Missing("/dev/full is a file of Linux.");
        using var folder = new TemporaryFolder();
        var ended = await RunAsync(folder, $"exec \"$@\" {verb} {redirected}");
        Assert.True(ended.ExitCode == exitCode, ended.ToString());
        Assert.DoesNotContain("   at ", ended.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_cannot_be_written_ends_with_one_and_one_line()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await RunAsync(folder, "exec \"$@\" sync --source starter")).ExitCode);
        Directory.CreateDirectory(folder.Combine("out", "sets", "en.json")); // Where the list of sets belongs.
        var ended = await RunAsync(folder, "exec \"$@\" export catalogue --out out --force");
        Assert.True(ended.ExitCode == 1, ended.ToString());
        Assert.Contains(folder.Combine("out"), Assert.Single(ended.StandardError.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>By a shell, which alone can redirect to what takes nothing.</summary>
    private static async Task<ProgramResult> RunAsync(TemporaryFolder folder, string line)
    {
        await using var shell = ProgramRunner.StartCommand("/bin/sh", ["-c", line, "sh", .. ProgramRunner.Command()], workingDirectory: folder.Path);
        return await shell.WaitForExitAsync(s_within, Token);
    }
}

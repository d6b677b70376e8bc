using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.CommandLine;

public sealed class StopSignalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ProgramSignal.Terminate)]
    [InlineData(ProgramSignal.Interrupt)]
    [InlineData(ProgramSignal.HangUp)]
    public async Task A_host_that_is_told_to_stop_ends_in_order(ProgramSignal signal)
    {
        // Where the tests run in the background both are ignored, and a child inherits that.
        await using var host = ProgramRunner.StartCommand("/usr/bin/env", ["--default-signal=INT,HUP", .. ProgramRunner.Command(), "run", "--source", "starter", "--urls", "http://127.0.0.1:0"]);
        await host.WaitForOutputAsync("Sync completed", TimeSpan.FromSeconds(60), Token);
        host.Send(signal);
        var ended = await host.WaitForExitAsync(TimeSpan.FromSeconds(28), Token);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    [Fact]
    public async Task A_sync_that_is_stopped_half_way_says_so_in_one_sentence()
    {
        using var copy = new EmbeddedCopy();
        await using var sync = ProgramRunner.Start(["sync", "--source", "folder:" + TestData.CardFolder], copy.Environment, copy.FolderPath);
        await UnderWayAsync(copy);
        sync.Send(ProgramSignal.Terminate);
        var ended = await sync.WaitForExitAsync(TimeSpan.FromSeconds(28), Token);
        Assert.True(ended.ExitCode == 1, ended.ToString());
        Assert.Equal("Stopped. What was fetched is kept; the next 'pokedextop sync' of everything goes on from there, and 'pokedextop sync --cancel' ends it.", ended.StandardError.TrimEnd().Split('\n')[^1]);
        Assert.DoesNotContain("FAULT", ended.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(" fail ", ended.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_stopped_in_the_middle_of_a_sync_says_so_in_one_sentence()
    {
        using var copy = new EmbeddedCopy();
        await using var host = ProgramRunner.Start(["run", "--source", "folder:" + TestData.CardFolder, "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath);
        await UnderWayAsync(copy);
        host.Send(ProgramSignal.Terminate);
        var ended = await host.WaitForExitAsync(TimeSpan.FromSeconds(28), Token);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.EndsWith("Stopped. What was begun goes on with the next start.", ended.StandardError.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("FAULT", ended.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(" fail ", ended.StandardError, StringComparison.Ordinal);
    }

    private static Task UnderWayAsync(EmbeddedCopy copy) => Eventually.ThatAsync(
        () => File.Exists(Path.Combine(copy.FolderPath, "data", "pokedextop.db")) && copy.Count("SELECT COUNT(*) FROM sqlite_master WHERE name = 'silver_tcg_cards'") == 1 && copy.Count("SELECT COUNT(*) FROM silver_tcg_cards") > 0,
        TimeSpan.FromSeconds(60), "cards come", Token);

    [Fact]
    public async Task A_closed_terminal_leaves_a_host_alone_that_was_started_to_outlive_it()
    {
        using var folder = new TemporaryFolder();
        await using var host = ProgramRunner.StartCommand("/bin/sh",
            ["-c", "trap '' HUP; exec \"$@\"", "sh", .. ProgramRunner.Command(), "run", "--source", "starter", "--urls", "http://127.0.0.1:0"], workingDirectory: folder.Path);
        await host.WaitForOutputAsync("(Ctrl-C stops)", TimeSpan.FromSeconds(60), Token);
        host.Send(ProgramSignal.HangUp);
        // As a second signal it would end the process with 1.
        host.Send(ProgramSignal.Terminate);
        var ended = await host.WaitForExitAsync(TimeSpan.FromSeconds(28), Token);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }
}

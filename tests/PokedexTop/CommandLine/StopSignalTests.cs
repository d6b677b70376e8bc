using PokedexTop.Testing;

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

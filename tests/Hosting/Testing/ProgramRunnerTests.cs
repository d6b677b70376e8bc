using PokedexTop.Testing;

namespace PokedexTop.Hosting.Tests.Testing;

public sealed class ProgramRunnerTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_program_runs_in_its_own_folder_and_ends_at_a_signal()
    {
        using var data = EmptyData();
        await using var program = ProgramRunner.Start(["--urls", "http://127.0.0.1:0", "--data", data.Path], program: "PokedexTop.FakeTcgApi");
        Assert.NotEqual(Environment.CurrentDirectory, program.WorkingDirectory);

        await program.WaitForOutputAsync("http://127.0.0.1:", Bound, TestContext.Current.CancellationToken);
        program.Send(ProgramSignal.Stop);
        program.Send(ProgramSignal.Continue);
        program.Send(ProgramSignal.Terminate);

        var result = await program.WaitForExitAsync(Bound, TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode is 0 or 143, result.ToString());
    }

    [Fact]
    public async Task A_killed_program_is_gone()
    {
        using var data = EmptyData();
        await using var program = ProgramRunner.Start(["--urls", "http://127.0.0.1:0", "--data", data.Path], program: "PokedexTop.FakeTcgApi");
        await program.WaitForOutputAsync("http://127.0.0.1:", Bound, TestContext.Current.CancellationToken);

        program.Send(ProgramSignal.Kill);

        var result = await program.WaitForExitAsync(Bound, TestContext.Current.CancellationToken);
        Assert.Equal(137, result.ExitCode);
    }

    [Fact]
    public async Task Waiting_fails_with_its_reason()
    {
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() =>
            Eventually.ThatAsync(() => false, TimeSpan.FromMilliseconds(120), "the card arrives", TestContext.Current.CancellationToken));

        Assert.Contains("the card arrives", failure.Message, StringComparison.Ordinal);
    }

    private static TemporaryFolder EmptyData()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("sets"));
        File.WriteAllText(folder.Combine("sets", "en.json"), "[]");
        return folder;
    }
}

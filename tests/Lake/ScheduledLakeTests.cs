using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>A host writes its lake by itself.</summary>
public sealed class ScheduledLakeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_writes_what_is_new_at_the_time_of_its_schedule()
    {
        using var folder = new TemporaryFolder();
        await using (var host = ProgramRunner.Start(["run", "--source", "starter", "--urls", "http://127.0.0.1:0", "--Schedule:LakeWrite:Enabled=true", "--Schedule:LakeWrite:Cron=* * * * * ?"], workingDirectory: folder.Path))
        {
            await host.WaitForOutputAsync("Ctrl-C stops", TimeSpan.FromSeconds(60), Stop);
            await Eventually.ThatAsync(() => File.Exists(folder.Combine("data", "lake", "manifests", "000001.json")), TimeSpan.FromSeconds(60), "the lake is written", Stop);
            host.Send(ProgramSignal.Terminate);
            Assert.Equal(0, (await host.WaitForExitAsync(TimeSpan.FromSeconds(60), Stop)).ExitCode);
        }
        var restored = await ProgramRunner.RunAsync(["restore", "--from", "lake", "--Lake:Folder=data/lake", "--Data:Directory=other"], workingDirectory: folder.Path, cancellationToken: Stop);
        Assert.True(restored.ExitCode == 0, restored.ToString());
    }
}

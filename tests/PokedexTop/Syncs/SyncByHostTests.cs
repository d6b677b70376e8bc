using PokedexTop.Data;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.Syncs;

/// <summary>A sync beside another process that is the data folder's host, however long that one lives.</summary>
public sealed class SyncByHostTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_syncs_at_once_both_end_well_whoever_makes_the_tables()
    {
        for (var i = 0; i < 5; i++)
        {
            using var copy = new EmbeddedCopy();
            var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => copy.JsonAsync(0, "sync", "--source", "starter")));
            Assert.All(both, result => Assert.Equal("completed", result.GetProperty("status").GetString()));
            Assert.Equal(61, copy.Count("SELECT COUNT(*) FROM silver_tcg_cards"));
        }
    }

    [Fact]
    public async Task A_sync_waits_for_a_host_that_is_making_the_tables_and_does_it_itself_when_that_one_ends()
    {
        using var copy = new EmbeddedCopy();
        using var host = DataFolder.Open(Path.Combine(copy.FolderPath, "data"));
        await using var sync = ProgramRunner.Start(["sync", "--source", "starter"], copy.Environment, copy.FolderPath);
        await sync.WaitForOutputAsync("has made its tables", s_within, Token);
        host.Dispose();
        var ended = await sync.WaitForExitAsync(s_within, Token);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(61, copy.Count("SELECT COUNT(*) FROM silver_tcg_cards"));
    }

    [Fact]
    public async Task A_sync_whose_host_ends_before_it_goes_on_by_itself()
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter", "--set", "starter-base1");
        using var host = DataFolder.Open(Path.Combine(copy.FolderPath, "data"));
        await using var sync = ProgramRunner.Start(["sync", "--source", "starter"], copy.Environment, copy.FolderPath);
        await RequestedAsync(copy);
        host.Dispose();
        var ended = await sync.WaitForExitAsync(s_within, Token);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("The host has ended before this sync did; this process goes on with it.", ended.StandardError, StringComparison.Ordinal);
        Assert.Equal(["completed", "completed"], copy.Rows("SELECT status FROM bronze_sync_runs"));
    }

    [Fact]
    public async Task What_a_host_began_with_its_source_is_not_finished_with_another()
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter", "--set", "starter-base1");
        using var host = DataFolder.Open(Path.Combine(copy.FolderPath, "data"));
        await using var sync = ProgramRunner.Start(["sync"], copy.Environment, copy.FolderPath);
        await RequestedAsync(copy);
        Assert.Equal(1, copy.Execute("UPDATE bronze_sync_runs SET source = 'starter', feed = 'starter', status = 'running' WHERE status = 'requested'"));
        host.Dispose();
        var ended = await sync.WaitForExitAsync(s_within, Token);
        Assert.True(ended.ExitCode == 1, ended.ToString());
        Assert.Contains("It read 'starter', and this process is configured to read 'pokemontcg'", ended.StandardError, StringComparison.Ordinal);
        Assert.Equal(0, copy.Count("SELECT COUNT(*) FROM bronze_api_calls WHERE source = 'pokemontcg'"));
    }

    [Fact]
    public async Task A_sync_of_another_folder_than_the_host_reads_is_refused_and_not_answered_with_the_hosts_cards()
    {
        using var mine = new FolderOfSets("tk1a");
        using var other = new FolderOfSets("pop1");
        using var copy = new EmbeddedCopy();
        await using var host = ProgramRunner.Start(["run", "--source", mine.Source, "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath);
        await host.WaitForOutputAsync("Ctrl-C stops", s_within, Token);

        var refused = await copy.RunAsync(2, "sync", "--source", other.Source);
        Assert.Contains($"reads the folder '{mine.FolderPath}', not '{other.FolderPath}'", refused.StandardError, StringComparison.Ordinal);
        Assert.Equal("completed", (await copy.JsonAsync(0, "sync", "--source", mine.Source)).GetProperty("status").GetString());
        Assert.Equal(0, copy.Count("SELECT COUNT(*) FROM bronze_tcg_cards WHERE set_id = 'pop1'"));
        host.Send(ProgramSignal.Terminate);
        await host.WaitForExitAsync(s_within, Token);
    }

    [Fact]
    public async Task A_verb_that_reads_waits_for_the_tables_too()
    {
        using var copy = new EmbeddedCopy();
        using var host = DataFolder.Open(Path.Combine(copy.FolderPath, "data"));
        await using var status = ProgramRunner.Start(["status"], copy.Environment, copy.FolderPath);
        await status.WaitForOutputAsync("has made its tables", s_within, Token);
        host.Dispose();
        var ended = await status.WaitForExitAsync(s_within, Token);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("There is no database yet", ended.StandardError, StringComparison.Ordinal);
    }

    private static Task RequestedAsync(EmbeddedCopy copy) => Eventually.ThatAsync(
        () => copy.Count("SELECT COUNT(*) FROM bronze_sync_runs WHERE status = 'requested'") == 1, s_within, "the sync is handed in", Token);
}

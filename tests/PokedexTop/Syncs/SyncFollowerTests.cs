using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Syncs;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.Syncs;

/// <summary>Whoever waits for a sync hears of its end soon, whatever the database does meanwhile.</summary>
public sealed class SyncFollowerTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pause_between_looks_is_bounded_however_long_a_look_takes()
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter");
        Assert.Equal(1, copy.Execute("UPDATE bronze_sync_runs SET status = 'running'"));
        var pauses = new RecordedPauses();
        var looks = 0;
        await using var database = new BusyDatabase(SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(copy.FolderPath, "data", "pokedextop.db")}"), async () =>
        {
            await Task.Delay(60, Token);
            if (++looks == 25)
                copy.Execute("UPDATE bronze_sync_runs SET status = 'completed'");
            // Then it breaks now and again, which is no end either.
            if (looks is 15 or 16 or 17)
                throw new TimeoutException("cut off");
        });
        var services = new ServiceCollection().AddLayers(ProgramConfiguration.Read(new Dictionary<string, string?> { ["Data:Directory"] = copy.FolderPath }, "starter"));
        services.AddSingleton<SqlDatabase>(database);
        services.AddSingleton<TimeProvider>(pauses);
        services.AddSingleton<SyncFollower>();
        await using var provider = services.BuildServiceProvider();

        var view = await provider.GetRequiredService<SyncFollower>().FollowAsync(Guid.Parse(copy.Rows("SELECT sync_id FROM bronze_sync_runs")[0]), normalizes: true, _ => { }, Token);

        Assert.Equal("completed", view.Run.Status);
        Assert.True(pauses.Seen.Count > 5, $"{pauses.Seen.Count} pauses");
        Assert.All(pauses.Seen, pause => Assert.InRange(pause.TotalMilliseconds, 1, 250));
    }

    [Fact]
    public async Task A_database_connection_that_breaks_is_told_once_and_ends_no_followed_sync()
    {
        using var folder = new FolderOfSets("pop1");
        await using var deployment = await Deployment.CreateAsync(folder.Source);
        await deployment.RunAsync(0, "migrate");
        await using var sync = ProgramRunner.Start(["sync"], deployment.Environment);
        await sync.WaitForOutputAsync("by the workers behind", s_within, Token);
        await Eventually.ThatAsync(async _ =>
        {
            await deployment.RowsAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            Assert.False(sync.HasExited, sync.StandardError);
            return sync.StandardError.Contains("cannot be used", StringComparison.Ordinal);
        }, s_within, "the sync notices that its connection is gone", Token);
        var ingest = await deployment.StartAsync("ingest");
        var ended = await sync.WaitForExitAsync(s_within, Token);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(ended.StandardError.Split("Watching goes on").Length, ended.StandardError.Split("The database can be used again.").Length);
        Assert.Contains("The database can be used again.", ended.StandardError, StringComparison.Ordinal);
        await ingest.StopAsync();
    }

    /// <summary>Notes how long each pause is.</summary>
    private sealed class RecordedPauses : TimeProvider
    {
        public List<TimeSpan> Seen { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Seen.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}

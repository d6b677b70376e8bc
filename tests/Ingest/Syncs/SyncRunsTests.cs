using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Syncs;

public sealed class SyncRunsTests
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(1);

    [Theory]
    [EveryDatabase]
    public async Task A_second_request_of_a_scope_joins_the_first_and_another_scope_waits_its_turn(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var database = await DatabaseAsync(provider, folder, stop);
        var runs = new SyncRuns(database, TimeProvider.System);

        var (first, joined) = await runs.RequestAsync(Request(new SyncScope { Sets = ["b", "a"] }), stop);
        Assert.False(joined);
        Assert.Equal((first, true), await runs.RequestAsync(Request(new SyncScope { Sets = ["a", "b"] }), stop));
        var (other, _) = await runs.RequestAsync(Request(new SyncScope()), stop);
        Assert.NotEqual(first, other);

        var lease = await runs.TryTakeAsync((await runs.FindAsync(first, stop))!, "pokemontcg", "folder", "one", s_lease, stop);
        Assert.Null(await runs.TryTakeAsync((await runs.FindAsync(first, stop))!, "pokemontcg", "folder", "two", s_lease, stop));
        Assert.Null(await runs.TryTakeAsync((await runs.FindAsync(other, stop))!, "pokemontcg", "folder", "two", s_lease, stop));
        await runs.EndAsync(lease!, SyncEnd.Completed, stop);
        Assert.NotNull(await runs.TryTakeAsync((await runs.FindAsync(other, stop))!, "pokemontcg", "folder", "two", s_lease, stop));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_process_whose_run_was_taken_over_or_cancelled_cannot_write_under_its_old_token(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var database = await DatabaseAsync(provider, folder, stop);
        var runs = new SyncRuns(database, TimeProvider.System);
        var (syncId, _) = await runs.RequestAsync(Request(new SyncScope()), stop);
        var old = await runs.TryTakeAsync((await runs.FindAsync(syncId, stop))!, "pokemontcg", "folder", "asleep", s_lease, stop);

        await runs.EndAbandonedLeasesAsync(stop);
        var taken = await runs.TryTakeAsync((await runs.FindAsync(syncId, stop))!, "pokemontcg", "folder", "awake", s_lease, stop);
        Assert.Equal(old!.Token + 1, taken!.Token);
        await Assert.ThrowsAsync<LeaseLostException>(() => runs.RenewAsync(old, stop));
        await Assert.ThrowsAsync<LeaseLostException>(() => runs.EndAsync(old, SyncEnd.Failed(SyncReason.SetListUnreadable, "the set list could not be read"), stop));
        await runs.RenewAsync(taken, stop);

        Assert.True(await runs.CancelAsync(syncId, stop));
        await Assert.ThrowsAsync<LeaseLostException>(() => runs.RenewAsync(taken, stop));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_run_is_failed_for_another_source_only_where_nobody_holds_it(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var database = await DatabaseAsync(provider, folder, stop);
        var runs = new SyncRuns(database, TimeProvider.System);
        var (syncId, _) = await runs.RequestAsync(Request(new SyncScope()), stop);
        await runs.TryTakeAsync((await runs.FindAsync(syncId, stop))!, "pokemontcg", "pokemontcg", "working", s_lease, stop);
        Assert.False(await runs.FailUnheldAsync(syncId, SyncReason.OtherSource, "another source", stop));
        Assert.Equal(SyncStatus.Running, (await runs.FindAsync(syncId, stop))!.Status);

        // Its process was killed, and whoever comes next reads something else.
        await runs.EndAbandonedLeasesAsync(stop);
        Assert.True(await runs.FailUnheldAsync(syncId, SyncReason.OtherSource, "another source", stop));
        Assert.Equal((SyncStatus.Failed, "another source"), ((await runs.FindAsync(syncId, stop))!.Status, (await runs.FindAsync(syncId, stop))!.Error));
    }

    private static SyncRequest Request(SyncScope scope) => new(scope, null, null, false, "test");

    private static async Task<SqlDatabase> DatabaseAsync(DatabaseProvider provider, TemporaryFolder folder, CancellationToken stop)
    {
        var database = (await TestDatabase.CreateAsync(provider, folder)).Open();
        await using var context = new BronzeContextFactory(database).Create();
        await context.Database.MigrateAsync(stop);
        return database;
    }
}

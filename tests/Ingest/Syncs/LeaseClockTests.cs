using Microsoft.Extensions.Time.Testing;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Ingest.Tests.Sources;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Syncs;

/// <summary>Processes whose machines disagree by an hour about the time, over one server.</summary>
public sealed class LeaseClockTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase(1, -1, OnServers = true)]
    [EveryDatabase(-1, 1, OnServers = true)]
    public async Task A_lease_runs_out_by_the_servers_clock_whoever_wrote_it_and_whoever_looks(int writersHours, int lookersHours, DatabaseProvider provider)
    {
        await using var layer = await BronzeLayer.CreateAsync(provider);
        var (writer, looker) = (await OpenAsync(layer, writersHours), await OpenAsync(layer, lookersHours));
        var (syncId, _) = await writer.RequestAsync(new SyncRequest(new SyncScope(), null, null, false, "test"), Stop);

        var held = await TakeAsync(writer, syncId, TimeSpan.FromMinutes(30));
        Assert.NotNull(held);
        Assert.Null(await TakeAsync(looker, syncId, TimeSpan.FromMinutes(30)));
        Assert.False(await looker.FailUnheldAsync(syncId, SyncReason.OtherSource, "another source", Stop));
        await writer.ReleaseAsync(held, Stop);

        // Whoever went silent is found out when its time is over, and no hour later.
        Assert.NotNull(await TakeAsync(writer, syncId, TimeSpan.FromMilliseconds(1)));
        await Eventually.ThatAsync(async _ => await TakeAsync(looker, syncId, TimeSpan.FromMinutes(30)) is not null, TimeSpan.FromSeconds(30), "the other one takes it over", Stop);
    }

    private static async Task<SyncRuns> OpenAsync(BronzeLayer layer, int hours)
    {
        var database = layer.Open();
        await database.CheckAsync(Stop);
        return new SyncRuns(database, database.ClockOver(new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(hours))));
    }

    private static async Task<RunLease?> TakeAsync(SyncRuns runs, Guid syncId, TimeSpan lease) =>
        await runs.TryTakeAsync((await runs.FindAsync(syncId, Stop))!, "pokemontcg", "folder", "test", lease, Stop);
}

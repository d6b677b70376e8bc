using PokedexTop.Collections.Retention;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Collections.Users;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Retention;

public sealed class AuditHousekeeperTests
{
    [Theory]
    [EveryDatabase]
    public async Task Old_entries_go_and_newer_ones_stay(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var collectors = await Collectors.StartAsync(provider);
        var (audit, database) = (collectors.Get<AuditLog>(), collectors.Get<SqlDatabase>());
        foreach (var action in new[] { "first", "second", "third" })
        {
            await audit.AddAsync("admin", null, action, null, null, 200, stop);
            collectors.Time.Advance(TimeSpan.FromDays(10));
        }
        Assert.Equal(0, await new AuditHousekeeper(database, new RetentionOptions { Audit = 0 }, collectors.Time).RemoveAsync(stop));
        Assert.Equal(1, await new AuditHousekeeper(database, new RetentionOptions { Audit = 25 }, collectors.Time).RemoveAsync(stop));
        Assert.Equal(["third", "second"], (await audit.ListAsync(null, 10, stop)).Select(entry => entry.Action));
    }
}

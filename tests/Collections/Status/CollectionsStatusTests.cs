using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Status;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Status;

public sealed class CollectionsStatusTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Collections_are_counted_over_all_users(DatabaseProvider provider)
    {
        await using var collectors = await Collectors.StartAsync(provider);
        Assert.Equal(new CollectionsReport(1, 0, 0, 0, 0, 0, 0, 0), await collectors.Get<CollectionsStatus>().ReadAsync(Stop));
        await collectors.AddSetAsync("s1");
        foreach (var number in new[] { "1", "2", "3" })
            await collectors.AddCardAsync("s1", number);
        await collectors.AddLotAsync(new LotFields { CardId = "s1-1", Quantity = 3 });
        await collectors.AddLotAsync(new LotFields { CardId = "s1-2" });
        await collectors.AddLotAsync(new LotFields { CardId = "s1-3", List = "wishlist", Quantity = 2 });
        await collectors.Lots.AddAsync("another", new LotFields { CardId = "s1-1" }, Stop);
        await collectors.MergeAsync("s1-2", "s1-1");
        Assert.Equal(new CollectionsReport(1, 2, 3, 5, 2, 2, 0, 1), await collectors.Get<CollectionsStatus>().ReadAsync(Stop));
        await collectors.Get<CollectionsWork>().DrainAsync(Stop);
        Assert.Equal(new CollectionsReport(1, 2, 3, 5, 1, 2, 0, 0), await collectors.Get<CollectionsStatus>().ReadAsync(Stop));
    }
}

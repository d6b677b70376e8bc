using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Hosting;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Stage;

/// <summary>What becomes of lots when the catalogue learns something about their cards.</summary>
public sealed class FollowingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_lot_follows_its_card_to_the_one_it_became_and_says_so(DatabaseProvider provider)
    {
        await using var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSetAsync("s1");
        foreach (var number in new[] { "1", "2", "3" })
            await collectors.AddCardAsync("s1", number);
        var mine = await collectors.AddLotAsync(new LotFields { CardId = "s1-1", Quantity = 3, Notes = "from my sister" });
        var another = await collectors.AddLotAsync(new LotFields { CardId = "s1-1" }, "another");
        var other = await collectors.AddLotAsync(new LotFields { CardId = "s1-3" });
        await collectors.MergeAsync("s1-1", "s1-2");
        var work = collectors.Get<CollectionsWork>();
        Assert.Equal(2, await work.CountAsync(Stop));

        Assert.Equal(2, await work.DrainAsync(Stop));
        var moved = await collectors.FindAsync(mine.Id);
        Assert.Equal(("s1-2", "s1-1", 2, 3, "from my sister"), (moved.CardId, moved.MovedFrom, moved.Version, moved.Quantity, moved.Notes));
        Assert.NotNull(moved.MovedAt);
        Assert.Equal("s1-2", (await collectors.FindAsync(another.Id, "another")).CardId);
        Assert.Equal(("s1-3", null, 1), ((await collectors.FindAsync(other.Id)).CardId, (await collectors.FindAsync(other.Id)).MovedFrom, (await collectors.FindAsync(other.Id)).Version));

        // Once more changes nothing; a further step keeps the card that the owner named.
        Assert.Equal((0, 0L), (await work.DrainAsync(Stop), await work.CountAsync(Stop)));
        await collectors.MergeAsync("s1-2", "s1-3");
        Assert.Equal(2, await work.DrainAsync(Stop));
        moved = await collectors.FindAsync(mine.Id);
        Assert.Equal(("s1-3", "s1-1", 3), (moved.CardId, moved.MovedFrom, moved.Version));
    }

    [Fact]
    public async Task A_lot_of_a_card_that_nobody_has_any_more_stays()
    {
        await using var collectors = await Collectors.StartAsync();
        await collectors.AddSetAsync("s1");
        await collectors.AddCardAsync("s1", "1");
        await collectors.AddCardAsync("s1", "2");
        var retired = await collectors.AddLotAsync(new LotFields { CardId = "s1-1" });
        var gone = await collectors.AddLotAsync(new LotFields { CardId = "s1-2" });
        await collectors.RetireAsync("s1-1");
        await collectors.ExecuteAsync("DELETE FROM silver_tcg_cards WHERE card_id = 's1-2'");

        Assert.Equal(0, await collectors.Get<CollectionsWork>().DrainAsync(Stop));
        Assert.Equal(["s1-1", "s1-2"], (await collectors.Lots.AllAsync(Owner.Local, Stop)).Select(lot => lot.CardId).Order(StringComparer.Ordinal));
        // And can still be changed, as long as it stays that card's.
        foreach (var lot in new[] { retired, gone })
            Assert.Equal(LotOutcome.Done, (await collectors.Lots.ChangeAsync(Owner.Local, lot.Id, _ => true, new LotFields { CardId = lot.CardId, Location = "attic" }, Stop)).Outcome);
    }

    [Fact]
    public async Task A_new_lot_of_a_card_that_became_another_is_of_that_one()
    {
        await using var collectors = await Collectors.StartAsync();
        await collectors.AddSetAsync("s1");
        await collectors.AddCardAsync("s1", "1");
        await collectors.AddCardAsync("s1", "2");
        await collectors.MergeAsync("s1-1", "s1-2");
        var lot = await collectors.AddLotAsync(new LotFields { CardId = "s1-1" });
        Assert.Equal(("s1-2", "s1-1"), (lot.CardId, lot.MovedFrom));
        Assert.NotNull(lot.MovedAt);
    }

    [Theory]
    [EveryDatabase]
    public async Task Generations_and_the_one_user_are_there_from_the_first_start_on(DatabaseProvider provider)
    {
        await using var collectors = await Collectors.StartAsync(provider);
        await collectors.Get<IEnumerable<IBeforeStages>>().OfType<GoldFilling>().Single().RunAsync(Stop);
        Assert.Equal(["1|Generation I|Kanto|1|151", "9|Generation IX|Paldea|906|1025"], (await collectors.RowsAsync("SELECT generation, name, region, first_number, last_number FROM gold_pokemon_generations ORDER BY generation")).Where((_, i) => i is 0 or 8));
        Assert.Equal(["local|local|local|admin"], await collectors.RowsAsync("SELECT id, issuer, subject, role FROM gold_users"));
    }
}

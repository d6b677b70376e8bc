using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Lots;

public sealed class JoinedLotsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Copies_join_what_says_the_same_and_begin_lots_in_the_order_in_which_they_were_said(DatabaseProvider provider)
    {
        await using var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSetAsync("s1", printedTotal: 40);
        for (var number = 1; number <= 40; number++)
            await collectors.AddCardAsync("s1", $"{number}", finishes: ["normal", "holofoil"]);
        var before = await collectors.AddLotAsync(new LotFields { CardId = "s1-7", Finish = "normal", Location = "box", Quantity = 2 });
        collectors.Time.Advance(TimeSpan.FromSeconds(1));
        var numbers = Enumerable.Range(1, 40).OrderBy(number => number * 7 % 41).ToList();
        var joined = collectors.Get<JoinedLots>();

        var results = await joined.AddAsync(Owner.Local,
            [.. numbers.Select(number => new LotFields { CardId = $"s1-{number}", Finish = "normal", Location = "box" }), new LotFields { CardId = "s1-1", Finish = "normal", Location = "box", Quantity = 3 }, new LotFields { CardId = "s1-1", Finish = "reverseHolofoil" }, new LotFields { CardId = "s1-1", Finish = "holofoil" }, new LotFields { CardId = "nothing" }, new LotFields()],
            Stop);

        Assert.Equal([.. Enumerable.Repeat(LotOutcome.Done, 41), LotOutcome.Refused, LotOutcome.Done, LotOutcome.Refused, LotOutcome.Refused], results.Select(result => result.Outcome));
        Assert.Equal(["finish", "cardId", "cardId"], results.SelectMany(result => result.Problems?.Keys ?? []));
        var lots = await collectors.Lots.AllAsync(Owner.Local, Stop);
        Assert.Equal([(before.Id, 3, 2), .. results.Where(result => result.Lot is { } lot && lot.Id != before.Id).Select(result => (result.Lot!.Id, result.Lot.Quantity, 1)).Distinct()], lots.Select(lot => (lot.Id, lot.Quantity, lot.Version)));
        Assert.Equal(["s1-7", .. numbers.Where(number => number != 7).Select(number => $"s1-{number}"), "s1-1"], lots.Select(lot => lot.CardId));
        Assert.Equal([4, 1], lots.Where(lot => lot.CardId == "s1-1").Select(lot => lot.Quantity));

        // A graded copy is a lot of its own.
        var graded = new LotFields { CardId = "s1-2", GradeCompany = "PSA", Grade = "9" };
        Assert.Equal([LotOutcome.Done, LotOutcome.Refused], (await joined.AddAsync(Owner.Local, [graded, graded], Stop)).Select(result => result.Outcome));
        Assert.Empty(await joined.AddAsync(Owner.Local, [], Stop));
    }
}

using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Lots;

public sealed class UserLotsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_lot_comes_back_as_it_was_said(DatabaseProvider provider)
    {
        await using var collectors = await WithCardsAsync(provider);
        var lot = await collectors.AddLotAsync(new LotFields
        {
            CardId = "s1-1",
            List = "Owned",
            Finish = "Reverse Holofoil",
            Condition = "NM",
            Language = "EN",
            Quantity = 1,
            GradeCompany = "psa",
            Grade = "9.5",
            Certificate = "12345678",
            Location = "Binder 1, page 3",
            Notes = "line one\r\nline two",
            AcquiredOn = "2026-11-28",
            PricePaid = 12.50m,
            Currency = "eur",
            Source = "api",
        });
        var found = await collectors.FindAsync(lot.Id);
        Assert.Equal(
            ("s1-1", "owned", "reverseHolofoil", "near-mint", "en", 1, "PSA", "9.5", "12345678", "Binder 1, page 3", "line one\nline two"),
            (found.CardId, found.List, found.Finish, found.Condition, found.Language, found.Quantity, found.GradeCompany, found.Grade, found.Certificate, found.Location, found.Notes));
        Assert.Equal((new DateOnly(2026, 11, 28), 12.5m, "EUR", "api", 1, null), (found.AcquiredOn, found.PricePaid, found.Currency, found.Source, found.Version, found.MovedFrom));
        Assert.Equal((lot.CreatedAt, lot.UpdatedAt), (found.CreatedAt, found.UpdatedAt));
    }

    [Theory]
    [EveryDatabase]
    public async Task Copies_are_split_off_into_another_list_or_place_and_none_is_lost(DatabaseProvider provider)
    {
        await using var collectors = await WithCardsAsync(provider);
        var lot = await collectors.AddLotAsync(new LotFields { CardId = "s1-1", Quantity = 4, Location = "box", Notes = "played with" });
        var result = await collectors.Lots.SplitAsync(Owner.Local, lot.Id, version => version == 1, 3, "favorites", "frame", Stop);
        Assert.Equal((LotOutcome.Done, 1, 2), (result.Outcome, result.Lot!.Quantity, result.Lot.Version));
        var made = await collectors.FindAsync(result.Made!.Id);
        Assert.Equal((3, "favorites", "frame", "played with", 1), (made.Quantity, made.List, made.Location, made.Notes, made.Version));
        Assert.Equal((1, "owned", "box"), ((await collectors.FindAsync(lot.Id)).Quantity, (await collectors.FindAsync(lot.Id)).List, (await collectors.FindAsync(lot.Id)).Location));

        foreach (var (quantity, told) in new[] { (0, "cannot be split"), (1, "cannot be split") })
            Assert.Contains(told, (await collectors.Lots.SplitAsync(Owner.Local, lot.Id, _ => true, quantity, null, null, Stop)).Problems!["quantity"][0], StringComparison.Ordinal);
        Assert.Contains("allowed: from 1 to 2", (await collectors.Lots.SplitAsync(Owner.Local, made.Id, _ => true, 3, null, null, Stop)).Problems!["quantity"][0], StringComparison.Ordinal);
        Assert.Contains("allowed: owned, wishlist, favorites", (await collectors.Lots.SplitAsync(Owner.Local, made.Id, _ => true, 1, "lost", null, Stop)).Problems!["list"][0], StringComparison.Ordinal);
        Assert.Equal(4, (await collectors.Lots.AllAsync(Owner.Local, Stop)).Sum(l => l.Quantity));
    }

    [Fact]
    public async Task Who_saw_an_older_version_changes_and_removes_nothing()
    {
        await using var collectors = await WithCardsAsync();
        var lot = await collectors.AddLotAsync(new LotFields { CardId = "s1-1" });
        Assert.Equal(LotOutcome.Done, (await collectors.Lots.ChangeAsync(Owner.Local, lot.Id, v => v == 1, new LotFields { CardId = "s1-1", Quantity = 2 }, Stop)).Outcome);
        Assert.Equal(LotOutcome.OutOfDate, (await collectors.Lots.ChangeAsync(Owner.Local, lot.Id, v => v == 1, new LotFields { CardId = "s1-1", Quantity = 9 }, Stop)).Outcome);
        Assert.Equal(LotOutcome.OutOfDate, (await collectors.Lots.SplitAsync(Owner.Local, lot.Id, v => v == 1, 1, null, null, Stop)).Outcome);
        Assert.Equal(LotOutcome.OutOfDate, (await collectors.Lots.RemoveAsync(Owner.Local, lot.Id, v => v == 1, Stop)).Outcome);
        Assert.Equal((2, 2), ((await collectors.FindAsync(lot.Id)).Quantity, (await collectors.FindAsync(lot.Id)).Version));
        Assert.Equal(LotOutcome.Done, (await collectors.Lots.RemoveAsync(Owner.Local, lot.Id, v => v == 2, Stop)).Outcome);
        Assert.Empty(await collectors.Lots.AllAsync(Owner.Local, Stop));
    }

    [Fact]
    public async Task Of_two_who_change_one_version_at_once_one_is_told_that_it_is_out_of_date()
    {
        await using var collectors = await WithCardsAsync();
        var lot = await collectors.AddLotAsync(new LotFields { CardId = "s1-1" });
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() => collectors.Lots.ChangeAsync(Owner.Local, lot.Id, v => v == 1, new LotFields { CardId = "s1-1", Quantity = n }, Stop))));
        var done = Assert.Single(outcomes, result => result.Outcome == LotOutcome.Done);
        Assert.Equal((done.Lot!.Quantity, 2), ((await collectors.FindAsync(lot.Id)).Quantity, (await collectors.FindAsync(lot.Id)).Version));
    }

    [Fact]
    public async Task Nobody_sees_or_touches_what_is_anothers()
    {
        await using var collectors = await WithCardsAsync();
        var hers = await collectors.AddLotAsync(new LotFields { CardId = "s1-1" }, "her");
        Assert.Null(await collectors.Lots.FindAsync("him", hers.Id, Stop));
        Assert.Empty((await collectors.Lots.ListAsync("him", new LotFilter(), null, 10, Stop)).Lots);
        Assert.Equal(LotOutcome.NotFound, (await collectors.Lots.ChangeAsync("him", hers.Id, _ => true, new LotFields { CardId = "s1-1" }, Stop)).Outcome);
        Assert.Equal(LotOutcome.NotFound, (await collectors.Lots.SplitAsync("him", hers.Id, _ => true, 1, null, null, Stop)).Outcome);
        Assert.Equal(LotOutcome.NotFound, (await collectors.Lots.RemoveAsync("him", hers.Id, _ => true, Stop)).Outcome);
        Assert.NotNull(await collectors.Lots.FindAsync("her", hers.Id, Stop));
    }

    [Theory]
    [EveryDatabase]
    public async Task Pages_hold_every_lot_once_in_the_order_they_were_made(DatabaseProvider provider)
    {
        await using var collectors = await WithCardsAsync(provider);
        var made = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            made.Add((await collectors.AddLotAsync(new LotFields { CardId = i % 2 == 0 ? "s1-1" : "s2-1", List = i == 3 ? "wishlist" : null })).Id);
            collectors.Time.Advance(TimeSpan.FromSeconds(1));
        }
        var (read, after) = (new List<Guid>(), (Guid?)null);
        while (true)
        {
            var page = await collectors.Lots.ListAsync(Owner.Local, new LotFilter(), after, 3, Stop);
            Assert.Equal(7, page.Total);
            read.AddRange(page.Lots.Select(lot => lot.Id));
            after = page.Lots[^1].Id;
            if (!page.HasMore)
                break;
        }
        Assert.Equal(made, read);
        Assert.Equal([made[3]], (await collectors.Lots.ListAsync(Owner.Local, new LotFilter(List: "wishlist"), null, 3, Stop)).Lots.Select(lot => lot.Id));
        Assert.Equal(3, (await collectors.Lots.ListAsync(Owner.Local, new LotFilter(SetId: "s2"), null, 3, Stop)).Total);
        Assert.Equal(4, (await collectors.Lots.ListAsync(Owner.Local, new LotFilter(CardId: "s1-1"), null, 3, Stop)).Total);
    }

    private static async Task<Collectors> WithCardsAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSetAsync("s1");
        await collectors.AddSetAsync("s2");
        await collectors.AddCardAsync("s1", "1");
        await collectors.AddCardAsync("s2", "1");
        return collectors;
    }
}

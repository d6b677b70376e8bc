using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Completion;

/// <summary>A wishlist of what is missing.</summary>
public sealed class WishlistFillingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task What_is_missing_is_wished_for_once(DatabaseProvider provider)
    {
        await using var collectors = await WithSetAsync(provider);
        await collectors.AddLotAsync(new LotFields { CardId = "s1-1", Finish = "normal" });
        await collectors.AddLotAsync(new LotFields { CardId = "s1-2", List = "wishlist", Quantity = 4 });
        var filled = await FillAsync(collectors, "all");
        Assert.Equal(["s1-3 ", "s1-TG1 "], Wishes(filled));
        Assert.Equal((1, 0), (filled.Wished, filled.Left));
        var again = await FillAsync(collectors, "all");
        Assert.Equal((0, 3, 0), (again.Added.Count, again.Wished, again.Left));
        // The finishes of a master set are wished for each; a wish for a card that has one finish is one for that.
        Assert.Equal(["s1-1 reverseHolofoil", "s1-2 normal", "s1-2 reverseHolofoil"], Wishes(await FillAsync(collectors, "master")));
        Assert.Empty((await FillAsync(collectors, "master")).Added);
        Assert.Null(await collectors.Get<WishlistFilling>().FillAsync(Owner.Local, "nope", "all", Stop));
        // They are lots as any others.
        var wish = (await collectors.Lots.ListAsync(Owner.Local, new LotFilter("wishlist", "s1-3"), null, 10, Stop)).Lots.Single();
        Assert.Equal((1, "missing of s1", 1), (wish.Quantity, wish.Source, wish.Version));
        Assert.Equal(1, (await collectors.Get<UserCompletion>().MissingAsync(Owner.Local, "s1", "all", Stop))!.Single(card => card.CardId == "s1-3").Wished);
    }

    [Fact]
    public async Task Requests_at_once_wish_for_a_card_once()
    {
        await using var collectors = await WithSetAsync();
        var filled = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FillAsync(collectors, "printed")));
        Assert.Equal(["s1-1 ", "s1-2 "], filled.SelectMany(Wishes));
    }

    [Fact]
    public async Task A_thousand_are_wished_for_at_once_and_the_same_request_adds_the_rest()
    {
        await using var collectors = await WithSetAsync();
        await collectors.ExecuteAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
            INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at)
            SELECT 's1-x' || i, 's1', 'Card', 'x' || i, 'x' || i, 'Energy', 1, 'h', '2026-11-28 00:00:00' FROM n
            """);
        var first = await FillAsync(collectors, "all");
        var second = await FillAsync(collectors, "all");
        Assert.Equal((1_000, 4, 4, 0), (first.Added.Count, first.Left, second.Added.Count, second.Left));
    }

    private static async Task<FilledWishlist> FillAsync(Collectors collectors, string scope) => (await collectors.Get<WishlistFilling>().FillAsync(Owner.Local, "s1", scope, Stop))!;

    private static string[] Wishes(FilledWishlist filled) => [.. filled.Added.Select(lot => $"{lot.CardId} {lot.Finish}")];

    private static async Task<Collectors> WithSetAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSetAsync("s1", printedTotal: 2);
        await collectors.AddCardAsync("s1", "1", finishes: ["normal", "reverse"]);
        await collectors.AddCardAsync("s1", "2", finishes: ["normal", "reverse"]);
        await collectors.AddCardAsync("s1", "3", finishes: ["holo"]);
        await collectors.AddCardAsync("s1", "TG1");
        return collectors;
    }
}

using PokedexTop.Collections.Decks;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Decks;

/// <summary>Deck lists against what somebody owns.</summary>
public sealed class UserDecksTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_deck_says_what_is_owned_what_is_missing_and_what_that_costs(DatabaseProvider provider)
    {
        await using var collectors = await WithCardsAsync(provider);
        await collectors.AddLotAsync(new LotFields { CardId = "sv3-125", Quantity = 2 });
        await collectors.AddLotAsync(new LotFields { CardId = "sv3-125", GradeCompany = "PSA", Grade = "10" });
        await collectors.AddLotAsync(new LotFields { CardId = "swshp-SWSH092", List = "wishlist" });
        await collectors.AddPriceAsync("sv3-125", "tcgplayer", "holofoil", "2026-11-20", 40m);
        await collectors.AddPriceAsync("sv3-125", "tcgplayer", "normal", "2026-11-21", 30m);
        await collectors.AddPriceAsync("sv3-125", "cardmarket", "normal", "2026-11-22", 25m, column: "low");
        await collectors.AddPriceAsync("swshp-SWSH092", "tcgplayer", "holofoil", "2026-10-01", 5m);

        var deck = await CheckAsync(collectors, "Pokémon: 4\n1 Charizard ex OBF 125\n3 Charizard ex OBF 125\n1 Charizard PR-SW 92\n2 Boss's Orders\n");
        Assert.Equal(["found sv3-125 1 1 0 ", "found sv3-125 3 1 2 cardmarket EUR 50 low+tcgplayer USD 60 marketPrice", "found swshp-SWSH092 1 0 1 tcgplayer USD 5 marketPrice", "unknown  2 0 2 "],
            deck.Lines.Select(row => FormattableString.Invariant($"{row.Outcome} {row.Card?.CardId} {row.Needed} {row.Owned} {row.Missing} {string.Join('+', row.Costs.Select(c => FormattableString.Invariant($"{c.Market} {c.Currency} {c.Amount:0.##} {c.Field}")))}")));
        Assert.Equal((7, 2, 5), (deck.Needed, deck.Owned, deck.Missing));
        Assert.Equal([("cardmarket", 50m, 2, 5), ("tcgplayer", 65m, 3, 5)], deck.Costs.Select(c => (c.Market, c.Amount!.Value, c.Copies, c.OfCopies)));
        Assert.Equal(new DateOnly(2026, 10, 1), deck.Costs[1].OldestOn);
    }

    [Theory]
    [InlineData("1 OBF 125", "found sv3-125")]
    [InlineData("1 Charizard ex OBF 0125", "found sv3-125")]
    [InlineData("1 sv3 125", "found sv3-125")]
    [InlineData("1 Charizard PR-SW SWSH092", "found swshp-SWSH092")]
    [InlineData("9 Basic {R} Energy SVE 2", "found sve-2")]
    [InlineData("9 Basic Fire Energy Energy 2", "found sve-2")]
    [InlineData("1 Professor's Research CEL 23", "found cel25-23")]
    [InlineData("1 Claydol CEL 15", "found cel25c-15_A2")]
    [InlineData("1 CEL 15", "ambiguous cel25c-15_A1+cel25c-15_A2")]
    [InlineData("1 Mew OBF 125", "ambiguous sv3-125")]
    [InlineData("1 Charizard ex OBF 999", "unknown sv3-125")]
    [InlineData("1 Charizard ex XYZ 1", "unknown sv3-125")]
    [InlineData("1 Charizard", "found swshp-SWSH092")]
    [InlineData("1 Missingno", "unknown ")]
    [InlineData("Charizard", "unread ")]
    public async Task A_doubt_is_told_with_candidates(string line, string expected)
    {
        await using var collectors = await WithCardsAsync();
        var row = Assert.Single((await CheckAsync(collectors, line)).Lines);
        Assert.Equal(expected, $"{row.Outcome} {row.Card?.CardId}{string.Join('+', row.Candidates.Select(card => card.CardId))}");
        Assert.Equal(row.Card is null, row.Reason is not null);
    }

    private static async Task<DeckReport> CheckAsync(Collectors collectors, string list)
    {
        var (deck, refused) = await collectors.Get<UserDecks>().CheckAsync(Owner.Local, list, Stop);
        Assert.Null(refused);
        return deck!;
    }

    private static async Task<Collectors> WithCardsAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var collectors = await Collectors.StartAsync(provider);
        foreach (var (set, code) in new[] { ("sv3", "OBF"), ("swshp", "PR-SW"), ("sve", "SVE"), ("cel25", "CEL"), ("cel25c", "CEL") })
            await collectors.AddSetAsync(set, ptcgo: code);
        foreach (var (set, number, name) in new[]
        {
            ("sv3", "125", "Charizard ex"), ("swshp", "SWSH092", "Charizard"), ("sve", "2", "Basic Fire Energy"), ("cel25", "23", "Professor's Research (Professor Oak)"),
            ("cel25c", "15_A1", "Venusaur"), ("cel25c", "15_A2", "Claydol"),
        })
            await collectors.AddCardAsync(set, number, name: name);
        // Several cards of a set may have one number.
        await collectors.ExecuteAsync("UPDATE silver_tcg_cards SET number = '15' WHERE set_id = 'cel25c'");
        return collectors;
    }
}

using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Completion;

/// <summary>What somebody owns, against what there is.</summary>
public sealed class CompletionReportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_set_is_counted_as_printed_with_its_secrets_and_in_every_finish(DatabaseProvider provider)
    {
        await using var collectors = await WithSetAsync(provider);
        await AddAsync(collectors, ("s1-1", "normal", 2), ("s1-1", "reverse", 1), ("s1-3", null, 1), ("s1-TG1", null, 1));
        await collectors.AddLotAsync(new LotFields { CardId = "s1-2", List = "wishlist", Quantity = 4 });

        var set = Assert.Single((await ReadAsync(collectors)).By("set"), row => row.Id == "s1");
        // 1 and 2 are printed; 3 and TG1 are secret. Finishes: 1 has two, 2 two, 3 one, TG1 none that is known.
        Assert.Equal((new Share(1, 2), new Share(3, 4), new Share(4, 6), 5), (set.Printed, set.All, set.Master, set.Copies));
        Assert.Equal(("Set s1", "Base", new DateOnly(1999, 1, 9)), (set.Name, set.Series, set.ReleaseDate));
    }

    [Fact]
    public async Task A_finish_that_nobody_said_completes_no_master_set_of_several()
    {
        await using var collectors = await WithSetAsync();
        await AddAsync(collectors, ("s1-1", null, 1));
        var set = (await ReadAsync(collectors)).By("set").Single(row => row.Id == "s1");
        Assert.Equal((1, 0), (set.All.Owned, set.Master.Owned));
    }

    [Fact]
    public async Task Missing_cards_are_listed_by_scope_with_what_is_wished_for()
    {
        await using var collectors = await WithSetAsync();
        await AddAsync(collectors, ("s1-1", "normal", 2));
        await collectors.AddLotAsync(new LotFields { CardId = "s1-2", List = "wishlist", Quantity = 4 });
        var completion = collectors.Get<UserCompletion>();
        async Task<string[]> OfAsync(string scope) => [.. (await completion.MissingAsync(Owner.Local, "s1", scope, Stop))!.Select(card => $"{card.CardId} {card.Owned}/{card.Wished} {string.Join('+', card.Finishes)}")];

        Assert.Equal(["s1-2 0/4 normal+reverseHolofoil"], await OfAsync("printed"));
        Assert.Equal(["s1-2 0/4 normal+reverseHolofoil", "s1-3 0/0 holofoil", "s1-TG1 0/0 "], await OfAsync("all"));
        Assert.Equal(["s1-1 2/0 reverseHolofoil", "s1-2 0/4 normal+reverseHolofoil", "s1-3 0/0 holofoil", "s1-TG1 0/0 "], await OfAsync("master"));
        Assert.Null(await completion.MissingAsync(Owner.Local, "nope", "all", Stop));
    }

    [Fact]
    public async Task Series_generations_and_species_are_counted_over_the_cards_on_paper()
    {
        await using var collectors = await WithSetAsync();
        await collectors.AddSetAsync("pocket", series: "Base", game: "tcg-pocket");
        await collectors.AddCardAsync("pocket", "1", species: 25);
        await AddAsync(collectors, ("s1-1", null, 1), ("pocket-1", null, 1), ("s2-1", null, 3));
        var report = await ReadAsync(collectors);

        Assert.Equal([("Base", new Share(1, 4)), ("Neo", new Share(1, 1))], report.By("series").Select(row => (row.Id, row.All)));
        Assert.Equal([("25", "Pikachu", new Share(1, 2), 1), ("152", "Chikorita", new Share(1, 1), 3)], report.By("species").Select(row => (row.Id, row.Name, row.All, row.Copies)));
        var generations = report.By("generation");
        Assert.Equal(9, generations.Count);
        Assert.Equal([("Generation I", new Share(1, 1), new Share(1, 2)), ("Generation II", new Share(1, 1), new Share(1, 1))], generations.Take(2).Select(row => (row.Name, row.Species!, row.All)));
        Assert.Equal(new Share(1, 1), report.By("set").Single(row => row.Id == "pocket").All);
    }

    [Fact]
    public async Task What_the_catalogue_learns_is_counted_with_the_next_question()
    {
        await using var collectors = await WithSetAsync();
        await AddAsync(collectors, ("s1-1", "normal", 1), ("s1-2", "normal", 1));
        Assert.Equal(new Share(2, 4), (await ReadAsync(collectors)).By("set").Single(row => row.Id == "s1").All);
        await collectors.RetireAsync("s1-1");
        await collectors.MergeAsync("s1-2", "s1-3");
        // The retired card is told of and counts in no share; the lot counts as the card it became before it has followed.
        var set = (await ReadAsync(collectors)).By("set").Single(row => row.Id == "s1");
        Assert.Equal((new Share(1, 2), 1, 2), (set.All, set.Retired, set.Copies));
    }

    [Theory]
    [InlineData("SWSH001,SWSH002,SWSH003", 2, "SWSH001,SWSH002")]
    [InlineData("1,2,103,TG01,12a,!", 102, "1,2")]
    [InlineData("A,B", null, "A,B")]
    public void Printed_are_the_numbers_within_the_printed_total(string numbers, int? total, string printed)
    {
        var set = new KnownSet { Id = "s", Name = "s", PrintedTotal = total };
        var catalogue = new KnownCatalogue(numbers.Split(',').Select(number => new KnownCard { Id = number, Set = set, Name = number, Number = number, NumberSort = PokedexTop.Catalogue.CollectorNumber.SortKey(number) }), new Dictionary<int, KnownSpecies>());
        Assert.Equal(printed.Split(','), catalogue.Sets["s"].Where(card => card.IsPrinted).Select(card => card.Number));
    }

    private static Task<CompletionReport> ReadAsync(Collectors collectors) => collectors.Get<UserCompletion>().ReadAsync(Owner.Local, Stop);

    private static async Task AddAsync(Collectors collectors, params (string Card, string? Finish, int Quantity)[] lots)
    {
        foreach (var (card, finish, quantity) in lots)
            await collectors.AddLotAsync(new LotFields { CardId = card, Finish = finish, Quantity = quantity });
    }

    /// <summary>A set of two printed cards and two secret ones, and another of one.</summary>
    private static async Task<Collectors> WithSetAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSpeciesAsync((25, "Pikachu", 1), (152, "Chikorita", 2));
        await collectors.AddSetAsync("s1", printedTotal: 2);
        await collectors.AddSetAsync("s2", series: "Neo");
        await collectors.AddCardAsync("s1", "1", species: 25, finishes: ["normal", "reverse"]);
        await collectors.AddCardAsync("s1", "2", species: 25, finishes: ["normal", "reverse"]);
        await collectors.AddCardAsync("s1", "3", priced: ["holofoil"]);
        await collectors.AddCardAsync("s1", "TG1");
        await collectors.AddCardAsync("s2", "1", species: 152);
        return collectors;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using PokedexTop.Catalogue;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Silver;

/// <summary>The queries of docs/querying.md, on a catalogue small enough to be counted by hand.</summary>
public sealed partial class QueryingPageTests
{
    /// <summary>What each question of the page is answered here, in the page's order.</summary>
    private static readonly (string Question, string[] Rows)[] s_answers =
    [
        ("The ten dearest cards", ["s1-1|Charizard|holofoil|326.67", "s1-2|Pikachu|normal|99.94", "s1-1|Charizard|normal|5"]),
        ("How many cards cost more than 100 dollars", ["1"]),
        ("Which sets lack cards that their source lists", ["s2|Second|2|1|50", "s3|Third||0|"]),
        ("Which sets say another total than they have cards", ["s2|3|1"]),
        ("How complete each generation is", ["1|3|2|3|66.7", "2|1|0|0|0"]),
        ("Which Pokémon have no card", ["150|Mewtwo", "152|Chikorita"]),
        ("Every card of a Pokémon, the newest first", ["s2-1|Dark Charizard|Second|2000-04-24", "s1-1|Charizard|First|1999-01-09"]),
        ("How many cards there are of each rarity, the scarcest first", ["Rare Holo|5|1", "Common|1|1", "Never Heard Of||1"]),
        ("The scarcest cards of each set", ["s1|s1-1|Rare Holo"]),
        ("What one copy of each card of a set costs, in its cheapest finish", ["s1|2|104.94"]),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Every_query_of_the_page_gives_its_answer(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        await using var database = (await TestDatabase.CreateAsync(provider, folder)).Open();
        await new SilverContextFactory(database).Migrations.ApplyAsync(Stop);
        await FillAsync(database);

        var page = Question().Matches(await File.ReadAllTextAsync(RepositoryRoot.Combine("docs", "querying.md"), Stop));
        Assert.Equal(s_answers.Select(a => a.Question), page.Select(m => m.Groups["question"].Value));
        await using var connection = await database.OpenAsync(Stop);
        foreach (var ((question, rows), match) in s_answers.Zip(page))
        {
            await using var select = connection.Command(provider == DatabaseProvider.SqlServer ? ForSqlServer(match) : match.Groups["sql"].Value);
            var found = await select.ReadAsync(r => string.Join('|', Enumerable.Range(0, r.FieldCount).Select(i => Text(r.GetValue(i)))), Stop);
            Assert.Equal((question, string.Join('\n', rows)), (question, string.Join('\n', found)));
        }
    }

    [Fact]
    public void SQL_Server_can_read_every_query_of_the_page()
    {
        foreach (Match match in Question().Matches(File.ReadAllText(RepositoryRoot.Combine("docs", "querying.md"))))
            TransactSql.AssertParses(ForSqlServer(match));
    }

    /// <summary>As the page says: <c>TOP</c> for <c>LIMIT</c>.</summary>
    private static string ForSqlServer(Match question)
    {
        var sql = question.Groups["sql"].Value;
        return sql.Contains("LIMIT 10", StringComparison.Ordinal)
            ? sql.Replace("LIMIT 10", "", StringComparison.Ordinal).Replace("SELECT c.card_id", "SELECT TOP (10) c.card_id", StringComparison.Ordinal)
            : sql;
    }

    private static string Text(object value) => value switch
    {
        DBNull => "",
        double or decimal => Math.Round(Convert.ToDecimal(value, CultureInfo.InvariantCulture), 2).ToString("0.##", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static async Task FillAsync(SqlDatabase database)
    {
        await new RarityRanks(database).FillAsync(Stop);
        await using var write = await database.BeginWriteAsync("silver", Stop);
        await database.InsertAsync(write, SilverTables.Sets, [Set("s1", "First", 2, "1999-01-09"), Set("s2", "Second", 3, "2000-04-24"), Set("s3", "Third", null, null)], Stop);
        await database.InsertAsync(write, SilverTables.SetIdentities, [Identity("s1", 2), Identity("s2", 2), Identity("s3", null)], Stop);
        await database.InsertAsync(write, SilverTables.Cards,
        [
            Card("s1-1", "s1", "Charizard", "Rare Holo"), Card("s1-2", "s1", "Pikachu", "Common"), Card("s2-1", "s2", "Dark Charizard", "Never Heard Of"),
            Card("s2-2", "s2", "Gone", "Common", retired: true), Card("s1-3", "s1", "Twin", "Common", mergedInto: "s1-2"),
        ], Stop);
        await database.InsertAsync(write, SilverTables.Species, [Species(6, "Charizard", 1), Species(25, "Pikachu", 1), Species(150, "Mewtwo", 1), Species(152, "Chikorita", 2)], Stop);
        await database.InsertAsync(write, SilverTables.CardPokemon,
            [Link("s1-1", 6), Link("s1-2", 25), Link("s2-1", 6), Link("s2-2", 150), Link("s1-3", 152)], Stop);
        await database.InsertAsync(write, SilverTables.Prices,
        [
            Price("s1-1", "holofoil", 1, 500m), Price("s1-1", "holofoil", 2, 326.67m), Price("s1-1", "normal", 1, 5m),
            Price("s1-2", "normal", 1, 99.94m), Price("s1-2", "reverseHolofoil", 1, null), Price("s2-2", "normal", 1, 900m),
        ], Stop);
        await write.CommitAsync(Stop);
    }

    private static SilverSet Set(string id, string name, int? total, string? released) => new()
    {
        SetId = id,
        Name = name,
        Total = total,
        ReleaseDate = released is null ? null : DateOnly.Parse(released, CultureInfo.InvariantCulture),
        ContentHash = "",
    };

    private static SetIdentity Identity(string id, int? listed) => new() { Feed = "pokemontcg", FeedSetId = id, SetId = id, Outcome = IdentityOutcome.Normalized, Listed = listed };

    private static SilverCard Card(string id, string set, string name, string rarity, bool retired = false, string? mergedInto = null) => new()
    {
        CardId = id,
        SetId = set,
        Name = name,
        NumberSort = id,
        Supertype = "Pokémon",
        Rarity = rarity,
        ContentHash = "",
        RetiredAt = retired ? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) : null,
        MergedInto = mergedInto,
    };

    private static SilverSpecies Species(int number, string name, int generation) => new() { PokedexNumber = number, Name = name, Generation = generation, Source = "built-in" };

    private static CardPokemon Link(string card, int number) => new() { CardId = card, PokedexNumber = number, MatchedBy = CardSpecies.BySource };

    private static CardPrice Price(string card, string finish, int day, decimal? amount) => new()
    {
        CardId = card,
        Market = "tcgplayer",
        Finish = finish,
        Currency = "USD",
        ObservedOn = new DateOnly(2026, 11, day),
        MarketPrice = amount,
    };

    [GeneratedRegex("### (?<question>[^\\n]+)\\n```sql\\n(?<sql>[^`]+)```")]
    private static partial Regex Question();
}

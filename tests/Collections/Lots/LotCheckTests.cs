using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Collections.Tests.Lots;

/// <summary>What a lot may say, and what somebody is told who says something else.</summary>
public sealed class LotCheckTests
{
    private static readonly KnownSet s_set = new() { Id = "s1", Name = "Set" };

    private static readonly KnownCatalogue s_catalogue = new(
    [
        Card("s1-1", ["normal", "reverseHolofoil"], priced: ["1stEditionNormal"]),
        Card("s1-2", ["holofoil"], priced: ["holofoil"]),
        Card("s1-3", [], []),
    ], new Dictionary<int, KnownSpecies>());

    [Theory]
    [InlineData("cardId", "s9-9", "'s9-9' is no card of this catalogue")]
    [InlineData("cardId", "", "is needed")]
    [InlineData("list", "lost", "allowed: owned, wishlist, favorites")]
    [InlineData("finish", "holofoil", "'holofoil' is no finish of s1-1; allowed: normal, reverseHolofoil, 1stEditionNormal")]
    [InlineData("condition", "soso", "allowed: mint, near-mint, excellent, lightly-played, moderately-played, heavily-played, damaged")]
    [InlineData("language", "tlh", "allowed: en, fr")]
    [InlineData("quantity", "0", "is 0; allowed: a whole number from 1 to 100000")]
    [InlineData("quantity", "100001", "allowed")]
    [InlineData("location", "one\ntwo", "on one line")]
    [InlineData("notes", "\u0000", "no control characters")]
    [InlineData("notes", "half a pair", "is not allowed")]
    [InlineData("acquiredOn", "11/28/2026", "is '11/28/2026'; allowed: a day from 1996-01-01 to today, written as 2026-11-28")]
    [InlineData("acquiredOn", "2026-12-24", "to today")]
    [InlineData("acquiredOn", "2026-02-30", "allowed")]
    [InlineData("pricePaid", "-1", "is -1; allowed: from 0 to 100000000 with at most two decimals")]
    [InlineData("pricePaid", "1.234", "two decimals")]
    [InlineData("currency", "EURO", "is 'EURO'; allowed: three letters, such as EUR")]
    [InlineData("source", "a\tb", "on one line")]
    public void A_field_that_is_wrong_is_named_with_what_is_allowed(string field, string value, string told)
    {
        var (_, problems) = Check(With(new LotFields { CardId = "s1-1", PricePaid = 1, Currency = "EUR" }, field, value));
        Assert.Equal([field], problems.Keys);
        Assert.Contains(told, problems[field][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_that_is_wrong_is_named_at_once()
    {
        var (_, problems) = Check(new LotFields { CardId = "s9-1", List = "lost", Quantity = -3, GradeCompany = "PSA", Currency = "EUR" });
        Assert.Equal(["cardId", "grade", "list", "pricePaid", "quantity"], problems.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_graded_copy_is_a_lot_of_one_and_says_by_whom()
    {
        Assert.Contains("a graded copy is a lot of its own", Check(new LotFields { CardId = "s1-1", GradeCompany = "CGC", Grade = "10", Quantity = 2 }).Problems["quantity"][0], StringComparison.Ordinal);
        Assert.Contains("is needed with a grade", Check(new LotFields { CardId = "s1-1", Grade = "10" }).Problems["gradeCompany"][0], StringComparison.Ordinal);
        Assert.Contains("is needed with a price", Check(new LotFields { CardId = "s1-1", PricePaid = 3 }).Problems["currency"][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s1-1", "Reverse", "reverseHolofoil")]
    [InlineData("s1-1", "REVERSE HOLO", "reverseHolofoil")]
    [InlineData("s1-1", "1st edition normal", "1stEditionNormal")]
    [InlineData("s1-2", "holo", "holofoil")]
    [InlineData("s1-2", "unlimitedHolofoil", "unlimitedHolofoil")]
    [InlineData("s1-3", "normal", "normal")]
    public void A_finish_is_taken_however_it_is_written(string card, string said, string finish)
    {
        var (lot, problems) = Check(new LotFields { CardId = card, Finish = said });
        Assert.Empty(problems);
        Assert.Equal(finish, lot.Finish);
    }

    [Theory]
    [InlineData("NM", "near-mint")]
    [InlineData("Near Mint", "near-mint")]
    [InlineData("NearMint", "near-mint")]
    [InlineData("LightPlayed", "lightly-played")]
    [InlineData("poor", "damaged")]
    public void A_condition_is_taken_as_other_trackers_write_it(string said, string condition) => Assert.Equal(condition, Check(new LotFields { CardId = "s1-1", Condition = said }).Lot.Condition);

    [Fact]
    public void What_a_lot_says_already_stays_whatever_the_catalogue_became()
    {
        var lot = Empty("s1-1");
        lot.Finish = "cosmosHolofoil";
        var check = new LotCheck(s_catalogue, new DateOnly(2026, 11, 28));
        check.Apply(new LotFields { CardId = "s1-1", Finish = "cosmosHolofoil" }, lot);
        Assert.Empty(check.Problems);
        Assert.Equal("cosmosHolofoil", lot.Finish);
    }

    [Fact]
    public void What_nobody_says_is_one_copy_that_is_owned()
    {
        var (lot, problems) = Check(new LotFields { CardId = " s1-1 ", Notes = "  ", Finish = "" });
        Assert.Empty(problems);
        Assert.Equal(("s1-1", "owned", 1, null, null, null), (lot.CardId, lot.List, lot.Quantity, lot.Notes, lot.Finish, lot.PricePaid));
    }

    private static (Lot Lot, IReadOnlyDictionary<string, string[]> Problems) Check(LotFields said)
    {
        var (lot, check) = (Empty(""), new LotCheck(s_catalogue, new DateOnly(2026, 11, 28)));
        check.Apply(said, lot);
        return (lot, check.Problems);
    }

    private static LotFields With(LotFields said, string field, string value) => field switch
    {
        "cardId" => said with { CardId = value },
        "list" => said with { List = value },
        "finish" => said with { Finish = value },
        "condition" => said with { Condition = value },
        "language" => said with { Language = value },
        "quantity" => said with { Quantity = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
        "location" => said with { Location = value },
        // An attribute cannot hold half a pair.
        "notes" => said with { Notes = value.Replace("half a pair", "\ud800", StringComparison.Ordinal) },
        "acquiredOn" => said with { AcquiredOn = value },
        "pricePaid" => said with { PricePaid = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
        "currency" => said with { Currency = value },
        _ => said with { Source = value },
    };

    private static Lot Empty(string card) => new() { Id = Guid.Empty, UserId = "u", CardId = card, List = "owned", Quantity = 1, Version = 1, CreatedAt = default, UpdatedAt = default };

    private static KnownCard Card(string id, string[] finishes, string[] priced) => new() { Id = id, Set = s_set, Name = id, NumberSort = id, Finishes = finishes, Priced = priced };
}

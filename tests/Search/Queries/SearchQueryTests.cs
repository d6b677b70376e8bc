using PokedexTop.Search.Queries;

namespace PokedexTop.Search.Tests.Queries;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("nam:pikachu", 0, "There is no field 'nam'. Did you mean 'name'")]
    [InlineData("hp:50 colour:red", 6, "There is no field 'colour'.")]
    [InlineData("hp:abc", 3, "hp is a number, and 'abc' is none")]
    [InlineData("hp:[a TO 5]", 3, "'a' is no number, and so no bound of hp")]
    [InlineData("hp:[1 TO 5", 3, "The '[' is never closed")]
    [InlineData("hp:[1 5]", 3, "A range is [a TO b]")]
    [InlineData("name:[a TO b]", 5, "name is text, which has no ranges")]
    [InlineData("set.releaseDate:yesterday", 16, "set.releaseDate is a day, a month or a year")]
    [InlineData("set.releaseDate:[2020/13/01 TO *]", 16, "'2020/13/01' is no day, month or year")]
    [InlineData("name:\"open", 5, "The quote is never closed.")]
    [InlineData("name:", 5, "'name:' has no value")]
    [InlineData("name: pikachu", 5, "'name:' has no value")]
    [InlineData("name:\"\"", 7, "There is nothing between the quotes")]
    [InlineData("name:&&", 5, "'&&' has no letter, digit or symbol")]
    [InlineData("(name:a OR name:b", 0, "The '(' is never closed.")]
    [InlineData("name:a)", 6, "A ')' closes nothing")]
    [InlineData("name:a OR", 9, "stands where a value should")]
    [InlineData("OR name:a", 0, "'OR' stands where a condition should")]
    [InlineData("- name:a", 1, "Nothing follows the '-'")]
    [InlineData("is:shiny", 3, "is: takes retired, owned, missing, wished; given is 'shiny'")]
    [InlineData("!pikachu", 0, "A '!' stands before a field")]
    [InlineData("()", 1, "stands where a value should")]
    public void Says_what_is_wrong_and_where(string query, int position, string reason)
    {
        var error = Assert.Throws<SearchQueryException>(() => SearchQuery.Parse(query));
        Assert.StartsWith(reason, error.Message[Math.Max(0, error.Message.IndexOf(reason, StringComparison.Ordinal))..], StringComparison.Ordinal);
        Assert.Equal(position, error.Position);
    }

    [Theory]
    [InlineData(2_001, "The query has 2001 characters")]
    [InlineData(2_000, null)]
    public void Has_a_longest_length(int characters, string? reason)
    {
        var query = "name:" + new string('a', characters - 5);
        if (reason is null)
            SearchQuery.Parse(query);
        else
            Assert.StartsWith(reason, Assert.Throws<SearchQueryException>(() => SearchQuery.Parse(query)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_limits_of_depth_and_of_conditions()
    {
        Assert.StartsWith("Parentheses are nested deeper", Assert.Throws<SearchQueryException>(() => SearchQuery.Parse(new string('(', 25) + "a" + new string(')', 25))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The query has more than", Assert.Throws<SearchQueryException>(() => SearchQuery.Parse(string.Join(' ', Enumerable.Repeat("a", 101)))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The query has more than", Assert.Throws<SearchQueryException>(() => SearchQuery.Parse(new string('-', 50) + string.Join(" -", Enumerable.Repeat("a", 101)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  \u00A0")]
    public void Nothing_asks_for_everything(string? query) => Assert.IsType<Everything>(SearchQuery.Parse(query));

    [Theory]
    [InlineData("nmae", "Cards cannot be ordered by 'nmae'. Did you mean 'name'?")]
    [InlineData("types", "Cards cannot be ordered by 'types'.")]
    [InlineData("name,", "Cards cannot be ordered by ''.")]
    public void An_order_names_fields_that_have_one(string order, string reason) =>
        Assert.StartsWith(reason, Assert.Throws<SearchQueryException>(() => SearchOrder.Parse(order)).Message, StringComparison.Ordinal);
}

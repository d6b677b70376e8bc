using PokedexTop.Search.Fields;
using PokedexTop.Search.Queries;
using PokedexTop.Testing;

namespace PokedexTop.Search.Tests;

/// <summary>docs/search.md names every field there is, and its examples can be asked.</summary>
public sealed class SearchDocsTests
{
    private static readonly string s_page = RepositoryRoot.Combine("docs", "search.md");

    /// <summary>With <c>POKEDEXTOP_APPROVE=1</c> the page is written anew.</summary>
    [Fact]
    public void The_page_lists_the_registry()
    {
        const string mark = "<!-- fields -->";
        var page = File.ReadAllText(s_page);
        var rows = SearchFields.Listed.Select(f => $"| `{f.Name}` | {SearchFields.Comparison(f)} | {f.Description} | `{f.Example}` | {(f.Orders ? "yes" : "")} |\n");
        var expected = page[..(page.IndexOf(mark, StringComparison.Ordinal) + mark.Length)] + "\n| field | compared | what it is | example | orders |\n|---|---|---|---|---|\n" + string.Concat(rows);
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_APPROVE") == "1")
            File.WriteAllText(s_page, expected);
        else
            Assert.Equal(expected, page);
    }

    [Fact]
    public void Every_example_is_a_query() =>
        Assert.All(SearchFields.All.Concat(SearchFields.Listed).Append(SearchFields.Anywhere), field => Assert.IsNotType<Everything>(SearchQuery.Parse(field.Example.Replace(".FINISH.", ".normal.", StringComparison.Ordinal))));

    [Fact]
    public void A_field_is_found_by_its_name_whatever_its_case() =>
        Assert.All(SearchFields.All, field => Assert.Same(field, SearchFields.Find(field.Name.ToUpperInvariant())));
}

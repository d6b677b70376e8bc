using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class NumberlessCardTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public void A_card_without_a_number_is_a_card_listed_last_with_an_issue(string? number)
    {
        var payload = Normalizing.With("number", number);
        var normalized = Normalizing.Card(payload);
        Assert.Null(normalized.Card.Number);
        Assert.True(string.CompareOrdinal(CollectorNumber.SortKey(normalized.Card.Number), CollectorNumber.SortKey("TG30")) > 0);
        var issue = Assert.Single(normalized.Findings, f => f.Rule == QualityRules.MissingNumber);
        Assert.Contains("/number", issue.Detail, StringComparison.Ordinal);
        Assert.Null(issue.OriginalValue);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void What_the_source_says_of_a_missing_number_is_written_back(string? number)
    {
        var payload = Normalizing.With("number", number);
        Normalizing.AssertSameJson(payload, Normalizing.Export(Normalizing.Card(payload)));
    }
}

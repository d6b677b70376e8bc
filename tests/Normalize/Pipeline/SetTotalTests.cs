using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Sets of the sample catalogue say that they have three cards.</summary>
public sealed class SetTotalTests
{
    private const string Issues = "SELECT set_id, detail, original_value FROM silver_quality_issues WHERE \"rule\" = 'set-total-differs' ORDER BY set_id";

    [Theory]
    [EveryDatabase]
    public async Task A_set_with_another_number_of_cards_than_its_total_has_an_issue_for_as_long(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("equal", 3).WithSet("more", 5).WithSet("less", 1).WithSet("none", 0);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        string[] expected =
        [
            "less|/total is 3, but 1 current card is held.|3",
            "more|/total is 3, but 5 current cards are held.|3",
            "none|/total is 3, but 0 current cards are held.|3",
        ];
        Assert.Equal(expected, await pipeline.RowsAsync(Issues));

        var ids = await pipeline.RowsAsync("SELECT id FROM silver_quality_issues ORDER BY id");
        await pipeline.ReplayAsync();
        await pipeline.SyncAsync();
        Assert.Equal(ids, await pipeline.RowsAsync("SELECT id FROM silver_quality_issues ORDER BY id"));

        // Cards come and go, and the total itself is corrected.
        catalogue.WithSet("less", 3).Keep("more", 4).ReplaceInList("\"id\":\"none\",\"name\":\"Set none\",\"series\":\"Sample\",\"printedTotal\":3,\"total\":3", "\"id\":\"none\",\"name\":\"Set none\",\"total\":0");
        await pipeline.SyncAsync();
        Assert.Equal(["more|/total is 3, but 4 current cards are held.|3"], await pipeline.RowsAsync(Issues));

        catalogue.Keep("more", 3);
        await pipeline.SyncAsync();
        Assert.Equal(["none|/total is 3, but 0 current cards are held.|3"], await pipeline.RowsAsync(Issues));
    }

    [Fact]
    public async Task What_is_in_quarantine_of_a_set_that_lists_as_many_as_it_says_is_not_told_twice()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3);
        catalogue.Replace("s1", "s1-2", card => card.Remove("name"));
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Equal(2, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
        Assert.Empty(await pipeline.RowsAsync(Issues));
    }

    [Fact]
    public async Task A_set_that_was_never_fetched_completely_has_none()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 1);
        catalogue.WriteFile("s2", "[{");
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.RowsAsync(Issues));
    }
}

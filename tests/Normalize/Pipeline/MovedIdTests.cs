using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Cards that their own feed gives other ids, as when a vault is split off from a set.</summary>
public sealed class MovedIdTests
{
    private const string Merged = "SELECT card_id, merged_into FROM silver_tcg_cards WHERE merged_into IS NOT NULL ORDER BY card_id";
    private const string Changes = "SELECT card_id, kind FROM silver_changes WHERE kind NOT IN ('appeared', 'changed') ORDER BY id";

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_card_split_off_with_a_new_id_is_the_same_card(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4).WithSet("s2", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        // One with its picture, one with its text in a picture of the new set; one goes, and one comes that was there before under that name.
        catalogue.Keep("s1", 4).Replace("s1", "s1-3", card => card["flavorText"] = "It sparks.");
        await pipeline.SyncAsync();
        var gone = catalogue.Cards("s1").ToList();
        catalogue.Keep("s1", 1).WithSet("s1v", 0);
        catalogue.Cards("s1v").AddRange([gone[1].Replace("\"id\":\"s1-2\"", "\"id\":\"s1v-2\"", StringComparison.Ordinal), gone[2].Replace("s1-3", "s1v-3", StringComparison.Ordinal)]);
        catalogue.Save();
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();

        Assert.Equal(["s1-2|s1v-2", "s1-3|s1v-3"], await pipeline.RowsAsync(Merged));
        Assert.Equal(["s1-4|retired", "s1-2|merged", "s1-3|merged"], await pipeline.RowsAsync(Changes));
        await pipeline.ReplayAsync();
        Assert.Equal(["s1-2|s1v-2", "s1-3|s1v-3"], await pipeline.RowsAsync(Merged));

        // What comes back is itself again.
        catalogue.Cards("s1").Add(gone[1]);
        catalogue.Save();
        await pipeline.SyncAsync();
        Assert.Equal(["s1-3|s1v-3"], await pipeline.RowsAsync(Merged));
        Assert.Equal("s1-2|returned", (await pipeline.RowsAsync(Changes))[^1]);
    }

    [Fact]
    public async Task Where_two_could_be_meant_none_is()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        var gone = catalogue.Cards("s1")[2];
        catalogue.Keep("s1", 2).WithSet("v1", 0).WithSet("v2", 0);
        catalogue.Cards("v1").Add(gone.Replace("\"id\":\"s1-3\"", "\"id\":\"v1-3\"", StringComparison.Ordinal));
        catalogue.Cards("v2").Add(gone.Replace("\"id\":\"s1-3\"", "\"id\":\"v2-3\"", StringComparison.Ordinal));
        catalogue.Save();
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();

        Assert.Empty(await pipeline.RowsAsync(Merged));
        Assert.Equal(["s1-3|retired"], await pipeline.RowsAsync(Changes));
    }

    [Fact]
    public async Task A_reprint_that_was_there_before_is_no_successor()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 3);
        foreach (var set in new[] { "s1", "s2" })
            catalogue.Replace(set, set + "-3", card => (card["flavorText"], card["images"]) = ("It sparks.", null));
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        catalogue.Keep("s1", 2);
        await pipeline.SyncAsync();

        Assert.Empty(await pipeline.RowsAsync(Merged));
        Assert.Equal(["s1-3|retired"], await pipeline.RowsAsync(Changes));
    }
}

using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Data;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Silver;

public sealed class CardListingsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fetch_s_list_is_read_once_and_a_newer_one_counts_as_soon_as_it_is_there()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).WithSet("s2", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Equal("s1", await SetOfAsync(pipeline, "s1-2"));

        // What was read already is not read again: else this would be seen.
        await pipeline.ExecuteAsync("UPDATE bronze_set_fetches SET members = '[]'");
        Assert.Equal("s1", await SetOfAsync(pipeline, "s1-2"));

        catalogue.Cards("s2").Add(SampleCatalogue.Card("s2-3", "3"));
        catalogue.Save();
        await pipeline.SyncAsync();
        Assert.Equal("s2", await SetOfAsync(pipeline, "s2-3"));
        Assert.Null(await SetOfAsync(pipeline, "s2-4"));
    }

    private static async Task<string?> SetOfAsync(TestPipeline pipeline, string cardId)
    {
        await using var write = await pipeline.Database.BeginWriteAsync("silver", Stop);
        var listed = await pipeline.Services.GetRequiredService<CardListings>().ReadAsync(write, "pokemontcg", Stop);
        return listed(cardId)?.SetId;
    }
}

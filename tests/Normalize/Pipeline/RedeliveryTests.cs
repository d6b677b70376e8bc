using PokedexTop.Contracts;
using PokedexTop.Hosting.Data;
using PokedexTop.Hosting.Messaging;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class RedeliveryTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Repeated_shuffled_and_outdated_messages_leave_the_same_rows(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 30);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        catalogue.Replace("s1", "s1-2", card => card["hp"] = "90");
        await pipeline.SyncAsync();
        var before = await DumpAsync(pipeline);

        var publisher = (StagePublisher)pipeline.Services.GetService(typeof(StagePublisher))!;
        var messages = new List<CardFetched>();
        foreach (var row in await pipeline.RowsAsync("SELECT sync_id, card_id, id, version, content_hash FROM bronze_tcg_cards"))
        {
            var parts = row.Split('|');
            messages.AddRange(Enumerable.Repeat(new CardFetched(Guid.Parse(parts[0]), "pokemontcg", parts[1], long.Parse(parts[2], null), int.Parse(parts[3], null), parts[4]), 3));
        }
        var random = new Random(7);
        await publisher.PublishMandatoryAsync([.. messages.OrderBy(_ => random.Next())], TestContext.Current.CancellationToken);
        // A marker behind them: when it has gone through, so have they.
        catalogue.Replace("s1", "s1-30", card => card["hp"] = "70");
        await pipeline.SyncAsync();
        catalogue.Replace("s1", "s1-30", card => card["hp"] = "60");
        await pipeline.SyncAsync();

        Assert.Equal(before, await DumpAsync(pipeline));
    }

    private static async Task<List<string>> DumpAsync(TestPipeline pipeline) =>
    [
        .. await pipeline.RowsAsync("SELECT * FROM silver_tcg_cards WHERE card_id <> 's1-30' ORDER BY card_id"),
        .. await pipeline.RowsAsync("SELECT * FROM silver_card_identities WHERE feed_card_id <> 's1-30' ORDER BY feed_card_id"),
        .. await pipeline.RowsAsync("SELECT card_id, kind, fields, bronze_id FROM silver_changes WHERE card_id <> 's1-30' ORDER BY id"),
        .. await pipeline.RowsAsync("SELECT * FROM silver_tcg_card_pokemon ORDER BY card_id, position"),
    ];

    [Fact]
    public async Task A_replay_finds_what_was_found_and_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).ReplaceInList("\"printedTotal\":3", "\"printedTotal\":\"3\"");
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Equal(["s1|text-as-number"], await pipeline.RowsAsync("SELECT set_id, rule FROM silver_quality_issues"));
        await pipeline.ReplayAsync();
        Assert.Equal(["s1|text-as-number"], await pipeline.RowsAsync("SELECT set_id, rule FROM silver_quality_issues"));
    }
}

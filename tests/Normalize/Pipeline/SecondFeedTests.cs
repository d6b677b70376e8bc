using System.Text.Json.Nodes;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>What happens to a card that another feed knows too. The other feed's rows are put there by hand.</summary>
public sealed class SecondFeedTests
{
    [Theory]
    [EveryDatabase]
    public async Task What_the_first_feed_does_not_state_comes_from_the_other_and_the_row_says_so(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        await AddOtherFeedAsync(pipeline, "s1-2");

        await pipeline.ReplayAsync();

        Assert.Equal(["s1-1|", "s1-2|Other", "s1-3|"], await pipeline.RowsAsync("SELECT card_id, artist FROM silver_tcg_cards ORDER BY card_id"));
        Assert.Equal(["s1-2|[\"artist\"]"], await pipeline.RowsAsync("SELECT card_id, fields FROM silver_changes WHERE kind = 'changed'"));
        var givenBy = JsonNode.Parse(Assert.Single(await pipeline.RowsAsync("SELECT given_by FROM silver_tcg_cards WHERE given_by IS NOT NULL")))!;
        Assert.Equal(("pokemontcg", "starter", null), ((string?)givenBy["printed"], (string?)givenBy["artist"], (string?)givenBy["rarity"]));

        // A replay that changes nothing writes nothing, whatever the database makes of JSON.
        var before = await pipeline.RowsAsync("SELECT card_id, normalized_at FROM silver_tcg_cards ORDER BY card_id");
        await pipeline.ReplayAsync();
        Assert.Equal(before, await pipeline.RowsAsync("SELECT card_id, normalized_at FROM silver_tcg_cards ORDER BY card_id"));

        catalogue.Replace("s1", "s1-2", card => card["artist"] = "First");
        await pipeline.SyncAsync();
        Assert.Equal(["First"], await pipeline.RowsAsync("SELECT artist FROM silver_tcg_cards WHERE card_id = 's1-2'"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_card_is_retired_only_when_no_feed_has_it_any_more(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 8);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        await AddOtherFeedAsync(pipeline, "s1-7");
        var all = catalogue.Cards("s1").ToList();

        catalogue.Keep("s1", 6);
        await pipeline.SyncAsync();
        Assert.Equal(["s1-8"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE retired_at IS NOT NULL"));
        Assert.Equal(["pokemontcg|s1-7", "pokemontcg|s1-8"], await pipeline.RowsAsync("SELECT feed, feed_card_id FROM silver_card_identities WHERE absent_at IS NOT NULL ORDER BY feed_card_id"));

        // Also a replay does not take what one feed lacks for what all lack, nor the other way round.
        await pipeline.ReplayAsync();
        Assert.Equal(["s1-8"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE retired_at IS NOT NULL"));

        catalogue.Cards("s1").Clear();
        catalogue.Cards("s1").AddRange(all);
        catalogue.Save();
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.RowsAsync("SELECT feed_card_id FROM silver_card_identities WHERE absent_at IS NOT NULL"));
        Assert.Equal(["s1-7|appeared", "s1-7|changed", "s1-8|appeared", "s1-8|retired", "s1-8|returned"], await pipeline.RowsAsync("SELECT card_id, kind FROM silver_changes WHERE card_id IN ('s1-7', 's1-8') ORDER BY card_id, id"));
    }

    /// <summary>The same card as the other feed has it, which names its artist, and before that a version that cannot be read.</summary>
    private static async Task AddOtherFeedAsync(TestPipeline pipeline, string cardId)
    {
        foreach (var (id, version, payload) in new[] { (10_000, 1, "REPLACE(payload, '\"supertype\"', '\"artist\":\"Other\",\"supertype\"')"), (10_001, 2, "'{}'") })
        {
            await pipeline.ExecuteAsync(
                $"""
                INSERT INTO bronze_tcg_cards (id, feed, card_id, version, content_hash, source, set_id, requested_at, fetched_at, api_call_id, sync_id, payload)
                SELECT {id}, 'starter', card_id, {version}, content_hash, 'starter', set_id, requested_at, fetched_at, api_call_id, sync_id, {payload}
                FROM bronze_tcg_cards WHERE feed = 'pokemontcg' AND card_id = '{cardId}'
                """);
        }
        await pipeline.ExecuteAsync(
            $"""
            INSERT INTO silver_card_identities (feed, feed_card_id, card_id, matched_by, confidence, bronze_id, normalizer_version, outcome, attempts)
            SELECT 'starter', feed_card_id, card_id, matched_by, confidence, 10001, normalizer_version, 'rejected', 1 FROM silver_card_identities WHERE feed_card_id = '{cardId}'
            """);
    }
}

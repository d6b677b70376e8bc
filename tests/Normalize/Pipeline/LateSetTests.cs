using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>A card is never told that its set is missing when another worker or process has just brought it.</summary>
public sealed class LateSetTests
{
    private const string WaitingCards = "SELECT feed_card_id FROM silver_card_identities WHERE outcome = 'rejected'";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_process_normalises_cards_of_a_set_that_another_brought(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1);
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using var first = await TestPipeline.StartAsync(folder, catalogue.Path, database);
        await first.SyncAsync();
        await using var second = await TestPipeline.StartAsync(folder, catalogue.Path, database);
        await second.DrainAsync();
        catalogue.WithSet("s2", 2);
        await first.SyncAsync();

        await second.ReplayAsync();

        Assert.Empty(await second.RowsAsync(WaitingCards));
        Assert.Equal(["s1-1", "s2-1", "s2-2"], await second.RowsAsync("SELECT card_id FROM silver_tcg_cards ORDER BY card_id"));
    }

    [Fact]
    public async Task A_set_that_comes_while_its_card_is_judged_counts()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1).WithSet("s2", 1).RemoveFromList("s2").WriteFile("s2", "[" + SampleCatalogue.Card("s2-1", "1") + "]");
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, DatabaseProvider.PostgreSql);
        await pipeline.SyncAsync();
        Assert.Equal(["s2-1"], await pipeline.RowsAsync(WaitingCards));
        await pipeline.ExecuteAsync("UPDATE silver_card_identities SET next_attempt_at = now() - interval '1 minute' WHERE outcome = 'rejected'");

        Task drained;
        await using (var write = await pipeline.Database.BeginWriteAsync("silver", Stop))
        {
            drained = pipeline.DrainAsync();
            await Eventually.ThatAsync(async _ => await pipeline.CountAsync("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 1,
                TimeSpan.FromSeconds(30), "the card is judged and waits to be written", Stop);
            await write.ExecuteAsync("INSERT INTO silver_tcg_sets SELECT (jsonb_populate_record(s, '{\"set_id\":\"s2\"}')).* FROM silver_tcg_sets s WHERE s.set_id = 's1'", [], Stop);
            await write.CommitAsync(Stop);
        }
        await drained;

        Assert.Empty(await pipeline.RowsAsync(WaitingCards));
        Assert.Equal(["s2"], await pipeline.RowsAsync("SELECT set_id FROM silver_tcg_cards WHERE card_id = 's2-1'"));
        Assert.Empty(await pipeline.RowsAsync("SELECT \"key\" FROM silver_rejects WHERE resolved_at IS NULL"));
    }
}

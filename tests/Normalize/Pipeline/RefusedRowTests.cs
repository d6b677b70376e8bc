using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>What one row that the database refuses costs: itself, for as long as it is refused.</summary>
public sealed class RefusedRowTests
{
    private const string Open = "SELECT layer, \"key\", reason FROM silver_rejects WHERE resolved_at IS NULL ORDER BY \"key\"";

    [Theory]
    [EveryDatabase]
    public async Task A_card_the_database_refuses_is_quarantined_alone_and_normalised_when_it_may(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 40);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await RefuseAsync(pipeline, "silver_tcg_cards", "card_id", "s1-17");
        await pipeline.SyncAsync();
        Assert.Equal(39, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
        Assert.Equal(["card|pokemontcg/s1-17|failed"], await pipeline.RowsAsync(Open));
        Assert.Equal(["s1-17|1"], await pipeline.RowsAsync("SELECT feed_card_id, CASE WHEN next_attempt_at IS NULL THEN 0 ELSE 1 END FROM silver_card_identities WHERE outcome = 'rejected'"));

        await RefuseNoMoreAsync(pipeline, "silver_tcg_cards");
        await pipeline.Services.GetRequiredService<Quarantine>().RetryAsync([], CancellationToken.None);
        await pipeline.DrainAsync();
        Assert.Empty(await pipeline.RowsAsync(Open));
        Assert.Equal(40, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_set_the_database_refuses_takes_only_its_own_cards_with_it(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4).WithSet("s2", 4);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await RefuseAsync(pipeline, "silver_tcg_sets", "set_id", "s1");
        await pipeline.SyncAsync();
        Assert.Equal(["s2"], await pipeline.RowsAsync("SELECT DISTINCT set_id FROM silver_tcg_cards"));

        await RefuseNoMoreAsync(pipeline, "silver_tcg_sets");
        await pipeline.Services.GetRequiredService<Quarantine>().RetryAsync([], CancellationToken.None);
        await pipeline.DrainAsync();
        Assert.Equal(8, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
        Assert.Empty(await pipeline.RowsAsync(Open));
    }

    [Fact]
    public async Task A_version_that_cannot_be_read_costs_only_its_card()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 40);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        await pipeline.ExecuteAsync("UPDATE bronze_tcg_cards SET sync_id = 'damaged' WHERE card_id = 's1-17'");
        await pipeline.ExecuteAsync("UPDATE silver_tcg_cards SET name = 'to be normalised again'");
        await pipeline.ReplayAsync();
        Assert.Equal(["s1-17"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE name = 'to be normalised again'"));
    }

    [Fact]
    public async Task A_sync_whose_row_cannot_be_read_ends_failed_and_the_next_has_its_turn()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.ExecuteAsync(
            "INSERT INTO bronze_sync_runs (sync_id, scope, force, status, requested_by, requested_at, lease_token) VALUES ('01a216ae-a493-7320-9e95-80f36f7365a6', '{damaged', 0, 'requested', 'test', '2026-01-01 00:00:00.000000', 0)");
        Assert.Equal("completed", (await pipeline.SyncAsync()).Status);
        Assert.Equal(["failed"], await pipeline.RowsAsync("SELECT status FROM bronze_sync_runs WHERE scope = '{damaged'"));
    }

    private static async Task RefuseAsync(TestPipeline pipeline, string table, string column, string id)
    {
        if (pipeline.Database.Provider != DatabaseProvider.Sqlite)
        {
            await pipeline.ExecuteAsync($"ALTER TABLE {table} ADD CONSTRAINT refuse CHECK ({column} <> '{id}')");
            return;
        }
        // A table of SQLite's gets no constraint later.
        await using var connection = await pipeline.Database.OpenAsync(CancellationToken.None);
        await using var create = connection.Command($"CREATE TRIGGER refuse BEFORE INSERT ON {table} WHEN NEW.{column} = '{id}' BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        await create.ExecuteNonQueryAsync();
    }

    private static async Task RefuseNoMoreAsync(TestPipeline pipeline, string table) =>
        await pipeline.ExecuteAsync(pipeline.Database.Provider == DatabaseProvider.Sqlite ? "DROP TRIGGER refuse" : $"ALTER TABLE {table} DROP CONSTRAINT refuse");
}

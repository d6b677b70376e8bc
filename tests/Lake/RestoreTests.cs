using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Lake.Objects;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>What is restored from the lake is what was lost, row by row.</summary>
public sealed class RestoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase(DatabaseProvider.Sqlite)]
    [EveryDatabase(DatabaseProvider.PostgreSql)]
    [EveryDatabase(DatabaseProvider.SqlServer)]
    public async Task Every_value_of_every_table_comes_back_on_the_same_database_and_on_another(DatabaseProvider from, DatabaseProvider to)
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var lost = await LakeHost.OpenAsync(folder, from);
        await lost.MigrateAsync();
        await SampleRows.FillAsync(lost, Stop);

        var written = await lost.WriteAsync();
        Assert.Equal((1, true), (written.Run, written.Written));
        await using var found = await LakeHost.OpenAsync(other, to, ("Lake:Folder", folder.Combine("lake")));
        var restored = await found.RestoreAsync();

        Assert.Equal((1, true), (restored.Run, restored.Users));
        Assert.All(restored.Tables, t => Assert.Equal(3, t.Rows));
        AssertEqual(await lost.RowsAsync(spelled: from == to), await found.RowsAsync(spelled: from == to));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.PostgreSql, DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.SqlServer, Traits = ["Database", "SqlServer"])]
    [InlineData(DatabaseProvider.SqlServer, DatabaseProvider.Sqlite, Traits = ["Database", "SqlServer"])]
    public async Task What_goes_on_from_a_restore_goes_on_where_the_lost_one_was(DatabaseProvider from, DatabaseProvider to)
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4);
        var (lost, found) = (await TestDatabase.CreateAsync(from, folder), await TestDatabase.CreateAsync(to, other));
        await using (var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, lost))
            await pipeline.SyncAsync();
        await using (var host = LakeHost.Open(folder, lost))
        {
            await host.MigrateAsync();
            await host.WriteAsync();
        }
        await using (var host = LakeHost.Open(other, found, ("Lake:Folder", folder.Combine("lake"))))
            await host.RestoreAsync();

        catalogue.Replace("s1", "s1-2", card => card["hp"] = "90");
        await using var after = await TestPipeline.StartAsync(other, catalogue.Path, found);
        await after.ReplayAsync();
        Assert.Equal(4, await after.CountAsync("SELECT MAX(id) FROM silver_changes"));
        await after.SyncAsync();

        Assert.Equal(["5|s1-2|2"], await after.RowsAsync("SELECT id, card_id, version FROM bronze_tcg_cards WHERE id > 4"));
        Assert.Equal(["5|s1-2|changed|[\"hp\"]"], await after.RowsAsync("SELECT id, card_id, kind, fields FROM silver_changes WHERE id > 4"));
    }

    /// <summary>Some migrations are of one database alone, and a lake names the newest of the one it was written from.</summary>
    [Theory]
    [InlineData(DatabaseProvider.SqlServer, DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer, DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer)]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.SqlServer)]
    public async Task Tables_of_every_database_are_of_a_version_known_on_every_other(DatabaseProvider from, DatabaseProvider to)
    {
        using var folder = new TemporaryFolder();
        await using var writer = LakeHost.Open(folder, Nowhere(from));
        await using var reader = LakeHost.Open(folder, Nowhere(to));
        Assert.Equal(4, writer.Migrations.Count);
        Assert.All(writer.Migrations.Zip(reader.Migrations), pair =>
        {
            Assert.Equal(pair.First.Layer, pair.Second.Layer);
            Assert.True(LakeSchema.Knows(pair.Second, LakeSchema.VersionOf(pair.First)), $"{to} does not know {LakeSchema.VersionOf(pair.First)} of {pair.First.Layer} on {from}.");
        });
        Assert.All(reader.Migrations, layer => Assert.False(LakeSchema.Knows(layer, "OfTomorrow")));
    }

    [Fact]
    public async Task Later_runs_hold_what_is_new_and_a_restore_needs_them_all()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4).WithSet("s2", 3);
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await using (var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path))
        {
            await pipeline.SyncAsync();
            await host.MigrateAsync();
            Assert.Equal(1, (await host.WriteAsync()).Run);
            Assert.Equal((1, false, 0), await WrittenAsync(host));

            catalogue.Replace("s1", "s1-2", card => card["hp"] = "90");
            await pipeline.SyncAsync();
        }
        Assert.Equal((2, true), ((await host.WriteAsync()) is var second ? (second.Run, second.Written) : default));
        var run = (await host.ManifestsAsync())[1];
        Assert.Equal(1, run.Tables.Single(t => t.Name == "bronze_tcg_cards").Files.Sum(f => f.Rows));
        Assert.Equal(8, run.Tables.Single(t => t.Name == "bronze_tcg_cards").Rows);
        Assert.Equal(1, run.Tables.Single(t => t.Name == "silver_changes").Files.Sum(f => f.Rows));
        // A set that is what it was is named by the bronze ids of its cards, and its row of silver is not written again.
        Assert.Equal(2, run.Tables.Single(t => t.Name == "bronze_set_fetches").Files.Sum(f => f.Rows));
        Assert.All(run.Tables.Single(t => t.Name == "silver_tcg_sets").Files, f => Assert.Equal(1, f.Run));

        await using var found = await LakeHost.OpenAsync(other, DatabaseProvider.Sqlite, ("Lake:Folder", folder.Combine("lake")));
        await found.RestoreAsync();
        AssertEqual(await host.RowsAsync(spelled: true), await found.RowsAsync(spelled: true));
    }

    [Fact]
    public async Task Rows_of_a_sync_that_was_under_way_are_restored_as_they_were_when_it_had_ended()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await host.MigrateAsync();
        await host.ExecuteAsync("""
            INSERT INTO bronze_sync_runs (sync_id, scope, feed, force, status, requested_by, requested_at, lease_token)
            VALUES ('01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11', '{}', 'pokemontcg', 0, 'running', 'test', '2026-03-01 04:05:06', 1);
            INSERT INTO bronze_api_calls (id, sync_id, source, endpoint, requested_at, outcome, keyed)
            VALUES (1, '01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11', 'pokemontcg', '/cards', '2026-03-01 04:05:07', 'reserved', 0);
            """);
        await host.WriteAsync();
        await host.ExecuteAsync("""
            UPDATE bronze_sync_runs SET status = 'completed', finished_at = '2026-03-01 04:06:06';
            UPDATE bronze_api_calls SET outcome = 'ok', item_count = 3, items = '[1,2,3]';
            INSERT INTO bronze_api_calls (id, sync_id, source, endpoint, requested_at, outcome, keyed)
            VALUES (2, '01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11', 'pokemontcg', '/sets', '2026-03-01 04:05:08', 'ok', 0);
            """);
        await host.WriteAsync();
        Assert.Equal((2, false, 0), await WrittenAsync(host));

        await using var found = await LakeHost.OpenAsync(other, DatabaseProvider.Sqlite, ("Lake:Folder", folder.Combine("lake")));
        await found.RestoreAsync();
        AssertEqual(await host.RowsAsync(spelled: true), await found.RowsAsync(spelled: true));
    }

    [Fact]
    public async Task Rows_that_were_thinned_are_not_restored()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await host.MigrateAsync();
        await SampleRows.FillAsync(host, Stop);
        await host.WriteAsync();
        await host.ExecuteAsync("DELETE FROM bronze_tcg_prices WHERE id = 2; DELETE FROM bronze_api_calls WHERE id < 3");
        await host.WriteAsync();

        await using var found = await LakeHost.OpenAsync(other, DatabaseProvider.Sqlite, ("Lake:Folder", folder.Combine("lake")));
        await found.RestoreAsync();
        AssertEqual(await host.RowsAsync(spelled: true), await found.RowsAsync(spelled: true));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_database_that_is_not_empty_is_refused_and_stays_as_it_is(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, provider);
        await host.MigrateAsync();
        await host.ExecuteAsync("INSERT INTO gold_session_keys (name, xml, created_at) VALUES ('a', 'b', '2026-03-01 04:05:06')");
        await host.WriteAsync();
        Assert.Contains("gold_session_keys has rows", (await Assert.ThrowsAsync<ConfigurationException>(host.RestoreAsync)).Message, StringComparison.Ordinal);

        await host.ExecuteAsync("DELETE FROM gold_session_keys");
        await host.RestoreAsync();
        await host.ExecuteAsync("INSERT INTO silver_rarities (rarity, rank) VALUES ('Common', 1)");
        Assert.Contains("silver_rarities has rows", (await Assert.ThrowsAsync<ConfigurationException>(host.RestoreAsync)).Message, StringComparison.Ordinal);
        Assert.Single((await host.RowsAsync(spelled: true))["silver_rarities"]);
    }

    /// <summary>A table that somebody adds is in the lake or said to be secret.</summary>
    [Fact]
    public async Task No_table_is_forgotten()
    {
        using var folder = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await host.MigrateAsync();
        await using var connection = await host.Database.OpenAsync(Stop);
        await using var select = connection.Command("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_ef%' ESCAPE '\\' COLLATE NOCASE ORDER BY name");
        var tables = await select.ReadAsync(r => r.GetString(0), Stop);
        Assert.Equal(tables.Where(t => !t.StartsWith("__", StringComparison.Ordinal)), host.Layers.SelectMany(l => l.Tables.Select(t => t.Layout).Concat(l.Secret)).Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["gold_api_tokens", "gold_session_keys"], host.Layers.SelectMany(l => l.Secret).Select(t => t.Name));
        // Ids lead each row of a table that only gets more.
        Assert.All(host.Layers.SelectMany(l => l.Tables).Where(t => t.Life != RowLife.Changing), t => Assert.Equal(("id", BulkType.BigInteger, "id"), (t.Layout.Layout[0].Name, t.Layout.Layout[0].Type, Assert.Single(t.Layout.Key))));
    }

    internal static void AssertEqual(SortedDictionary<string, List<string>> expected, SortedDictionary<string, List<string>> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (table, rows) in expected)
            Assert.True(rows.SequenceEqual(actual[table]), $"{table}: {rows.Count} and {actual[table].Count} rows; {rows.Except(actual[table]).FirstOrDefault()} is not {actual[table].Except(rows).FirstOrDefault()}");
    }

    private static async Task<(int, bool, int)> WrittenAsync(LakeHost host)
    {
        var written = await host.WriteAsync();
        return (written.Run, written.Written, written.Files);
    }

    /// <summary>A database that is never opened.</summary>
    private static SqlDatabase Nowhere(DatabaseProvider provider) => SqlDatabase.Create(provider, provider switch
    {
        DatabaseProvider.Sqlite => "Data Source=nowhere.db",
        DatabaseProvider.PostgreSql => "Host=nowhere",
        _ => "Server=nowhere",
    });
}

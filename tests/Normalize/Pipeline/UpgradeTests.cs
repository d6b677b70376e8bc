using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Databases that earlier versions made and filled, from the first one on.</summary>
public sealed class UpgradeTests(ITestOutputHelper output)
{
    // What refers to others after them.
    private static readonly string[] s_bronze = ["bronze_sync_runs", "bronze_api_calls", "bronze_set_fetches", "bronze_tcg_sets", "bronze_tcg_cards", "bronze_tcg_prices", "bronze_rejects"];

    private static readonly string[] s_silver =
    [
        "silver_pokemon_master", "silver_tcg_sets", "silver_tcg_cards", "silver_tcg_card_pokemon", "silver_card_prices", "silver_card_identities", "silver_set_identities", "silver_changes", "silver_quality_issues",
        "silver_schema_drift", "silver_rejects",
    ];

    /// <summary>What only later versions have, from the migration of that minute on.</summary>
    private static readonly string[] s_later = ["silver_card_finishes", "silver_card_texts"];

    private const string FirstWithLater = "202611281230";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_database_of_any_earlier_version_ends_as_a_new_one_does(DatabaseProvider provider)
    {
        using var catalogue = new SampleCatalogue().WithSet("s1", 12).WithSet("s2", 3)
            .Replace("s1", "s1-2", card => card["tcgplayer"] = JsonNode.Parse("""{"url":"https://prices.example/s1-2","updatedAt":"2026/11/01","prices":{"normal":{"low":1.5,"mid":99.94,"high":326.67,"market":2.25}}}"""))
            .Replace("s1", "s1-3", card => card["types"] = new JsonArray("fire")).Replace("s1", "s1-4", card => card["unknown"] = 1);
        catalogue.Cards("s2").Add("""{"id":"s2-x","name":"no supertype","number":"13"}""");
        catalogue.Save();
        var stored = new Dictionary<string, List<Dictionary<string, string>>>();
        List<string> fresh;
        using (var folder = new TemporaryFolder())
        {
            await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
            await pipeline.SyncAsync();
            await pipeline.DrainAsync();
            // Of another feed, so that no sync of this one may touch them.
            await pipeline.ExecuteAsync("INSERT INTO silver_card_finishes (card_id, source, position, finish, foil, stamps, tcgplayer_id) VALUES ('s1-2', 'tcgdex/en', 0, 'holo', 'cosmos', '[\"staff\"]', 7)");
            await pipeline.ExecuteAsync("INSERT INTO silver_card_texts (card_id, language, name, types, attacks, bronze_id) VALUES ('s1-2', 'fr', 'Exemple', '[\"Feu\"]', '[{\"name\":\"Griffe\"}]', 1)");
            fresh = await ResultAsync(pipeline);
            foreach (var table in s_bronze.Concat(s_silver).Concat(s_later))
                stored[table] = await LiteralsAsync(pipeline.Database, table);
        }
        Assert.All(new[] { "bronze_tcg_cards", "bronze_tcg_prices", "silver_tcg_cards", "silver_card_prices", "silver_quality_issues", "silver_schema_drift", "silver_rejects" }.Concat(s_later), table => Assert.NotEmpty(stored[table]));

        foreach (var state in States(provider))
        {
            using var folder = new TemporaryFolder();
            var database = await TestDatabase.CreateAsync(provider, folder);
            // What a version had no table for, it had no rows of.
            var missing = string.CompareOrdinal(state, FirstWithLater) < 0 ? s_later : [];
            await using (var old = database.Open())
            {
                await MakeAsync(old, state);
                foreach (var (table, rows) in stored.Where(of => !missing.Contains(of.Key)))
                    await InsertAsync(old, table, rows);
            }
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, database);
            await pipeline.SyncAsync();
            await pipeline.DrainAsync();
            output.WriteLine($"from {state}");
            Assert.Equal(fresh.Where(line => !missing.Contains(line.Split('|')[0])), await ResultAsync(pipeline));
        }
    }

    /// <summary>Each moment at which a layer got other tables; the first is that of the first version.</summary>
    private static List<string> States(DatabaseProvider provider)
    {
        var database = SqlDatabase.Create(provider, provider == DatabaseProvider.PostgreSql ? "Host=none" : "Data Source=none");
        var (bronze, silver) = (new BronzeContextFactory(database).Migrations.Known, new SilverContextFactory(database).Migrations.Known);
        return [.. bronze.Skip(1).Concat(silver).Order(StringComparer.Ordinal).SkipLast(1)];
    }

    private static async Task MakeAsync(SqlDatabase database, string state)
    {
        foreach (var (known, create) in new (IReadOnlyList<string>, Func<DbContext>)[] { (new BronzeContextFactory(database).Migrations.Known, new BronzeContextFactory(database).Create), (new SilverContextFactory(database).Migrations.Known, new SilverContextFactory(database).Create) })
        {
            await using var context = create();
            await context.GetService<IMigrator>().MigrateAsync(known.LastOrDefault(m => string.CompareOrdinal(m, state) <= 0) ?? known[0], Stop);
        }
    }

    /// <summary>The rows of a table, each value as it is written in SQL.</summary>
    private static async Task<List<Dictionary<string, string>>> LiteralsAsync(SqlDatabase database, string table)
    {
        await using var connection = await database.OpenAsync(Stop);
        var columns = await ColumnsAsync(connection, table);
        await using var select = connection.Command($"SELECT {string.Join(", ", columns.Select(Quoted))} FROM {table}");
        return await select.ReadAsync(row => columns.Index().ToDictionary(c => c.Item, c => row.GetString(c.Index), StringComparer.Ordinal), Stop);

        string Quoted(string column) => database.Provider switch
        {
            DatabaseProvider.Sqlite => $"quote(\"{column}\")",
            DatabaseProvider.PostgreSql => $"quote_nullable(CAST(\"{column}\" AS text))",
            _ => $"COALESCE('N''' + REPLACE(CAST(\"{column}\" AS nvarchar(max)), '''', '''''') + '''', 'NULL')",
        };
    }

    /// <summary>As far as the table had such columns; every item was last looked at by the first normaliser.</summary>
    private static async Task InsertAsync(SqlDatabase database, string table, List<Dictionary<string, string>> rows)
    {
        await using var connection = await database.OpenAsync(Stop);
        var columns = await ColumnsAsync(connection, table);
        foreach (var row in rows)
        {
            var had = columns.Where(row.ContainsKey).ToList();
            await using var insert = connection.Command($"INSERT INTO {table} ({string.Join(", ", had.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", had.Select(c => c == "normalizer_version" ? "1" : row[c]))})");
            await insert.ExecuteNonQueryAsync(Stop);
        }
    }

    private static async Task<List<string>> ColumnsAsync(DbConnection connection, string table)
    {
        await using var select = connection.Command($"SELECT * FROM {table} WHERE 1 = 0");
        await using var reader = await select.ExecuteReaderAsync(Stop);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <summary>All that the catalogue is, but for when and how often it was looked at.</summary>
    private static async Task<List<string>> ResultAsync(TestPipeline pipeline)
    {
        var lines = new List<string>();
        foreach (var table in s_bronze[3..].Concat(s_silver).Concat(s_later))
        {
            await using var connection = await pipeline.Database.OpenAsync(Stop);
            var columns = (await ColumnsAsync(connection, table)).Where(c => !c.EndsWith("_at", StringComparison.Ordinal) && c is not ("id" or "attempts" or "occurrences" or "applied_fetch_id"));
            lines.AddRange((await pipeline.RowsAsync($"SELECT {string.Join(", ", columns.Select(c => $"\"{c}\""))} FROM {table}{(table == "silver_changes" ? " WHERE kind = 'appeared'" : "")}")).Select(row => $"{table}|{row}"));
        }
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}

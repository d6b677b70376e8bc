using System.Globalization;
using DuckDB.NET.Data;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Lake.Objects;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>DuckDB, which knows nothing of this program, reads every file, with the types that people expect.</summary>
public sealed class AnalystsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_file_is_read_with_its_rows_and_types()
    {
        using var folder = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await host.MigrateAsync();
        await SampleRows.FillAsync(host, Stop);
        await host.WriteAsync();
        await using var duck = await OpenAsync(folder);

        foreach (var table in Assert.Single(await host.ManifestsAsync()).Tables)
        {
            var layout = host.Layers.SelectMany(l => l.Tables).Single(t => t.Layout.Name == table.Name).Layout;
            Assert.NotEmpty(table.Files);
            foreach (var file in table.Files)
            {
                var read = Reads(file, layout);
                Assert.Equal([file.Rows.ToString(CultureInfo.InvariantCulture)], Rows(duck, $"SELECT count(*) FROM {read}"));
                Assert.Equal(layout.Layout.Select(c => $"{c.Name}|{TypeOf(c.Type)}"), Rows(duck, $"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {read})").Take(layout.Layout.Count));
            }
        }
        var cards = Reads(await FileAsync(host, "silver_tcg_cards"), null);
        Assert.Equal(["1|Fire+Water|1.5|2026-03-01 04:05:06.123456+00", "2|||", "3|é+\"q\"\\||2026-03-03 04:05:06+00"],
            Rows(duck, $"SELECT card_id, array_to_string(types, '+'), extra->>'$.a[0]', CAST(retired_at AS VARCHAR) FROM {cards} ORDER BY card_id"));
        Assert.Equal(["1999-01-01|12345678.1234", "1999-01-02|", "1999-01-03|0.5000"], Rows(duck, $"SELECT CAST(observed_on AS VARCHAR), low FROM {Reads(await FileAsync(host, "silver_card_prices"), null)} ORDER BY 1"));
    }

    [Fact]
    public async Task The_questions_of_the_documentation_are_answered_as_they_stand_there()
    {
        using var folder = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await using (var pipeline = await TestPipeline.StartAsync(folder, "starter"))
            await pipeline.SyncAsync();
        await host.MigrateAsync();
        await host.ExecuteAsync("INSERT INTO gold_user_collections (user_id, id, card_id, list, quantity, price_paid, currency, version, created_at, updated_at) SELECT 'local', '01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11', MIN(card_id), 'owned', 3, 1.5, 'EUR', 1, '2026-03-01 04:05:06', '2026-03-01 04:05:06' FROM silver_tcg_cards");
        await host.WriteAsync();
        await host.ExecuteAsync("UPDATE gold_user_collections SET quantity = 5");
        await host.WriteAsync();
        await using var duck = await OpenAsync(folder);

        var blocks = File.ReadAllText(RepositoryRoot.Combine("docs", "lake.md")).Split("```sql\n").Skip(1).Select(block => block.Split("```")[0]).ToList();
        Assert.Equal(6, blocks.Count);
        Rows(duck, blocks[0]);
        var answers = blocks.Skip(1).Select(block => Rows(duck, block)).ToList();
        Assert.All(answers, rows => Assert.NotEmpty(rows));
        Assert.All(answers.SelectMany(rows => rows), row => Assert.DoesNotContain("||", row, StringComparison.Ordinal));
        Assert.Contains(answers, rows => rows.Exists(row => row.EndsWith("|5|7.5|EUR", StringComparison.Ordinal)));
    }

    /// <summary>Relative paths are those of the data folder, in which the lake lies.</summary>
    private static async Task<DuckDBConnection> OpenAsync(TemporaryFolder folder)
    {
        var duck = new DuckDBConnection("Data Source=:memory:");
        await duck.OpenAsync(Stop);
        Rows(duck, $"SET file_search_path = '{folder.Path}'; SET TimeZone = 'UTC'");
        return duck;
    }

    private static async Task<ManifestFile> FileAsync(LakeHost host, string table) => Assert.Single((await host.ManifestsAsync())[^1].Tables.Single(t => t.Name == table).Files);

    private static string Reads(ManifestFile file, TableLayout? layout) => file.Key.EndsWith(".parquet", StringComparison.Ordinal)
        ? $"read_parquet('lake/{file.Key}', hive_partitioning = false)"
        : $"read_json('lake/{file.Key}', format = 'newline_delimited', hive_partitioning = false, columns = {{{string.Join(", ", layout!.Layout.Select(c => $"\"{c.Name}\": '{TypeOf(c.Type)}'"))}}})";

    private static string TypeOf(BulkType type) => type switch
    {
        BulkType.Integer => "INTEGER",
        BulkType.BigInteger => "BIGINT",
        BulkType.Boolean => "BOOLEAN",
        BulkType.Double => "DOUBLE",
        BulkType.Decimal => "DECIMAL(18,4)",
        BulkType.Timestamp => "TIMESTAMP WITH TIME ZONE",
        BulkType.Date => "DATE",
        BulkType.TextList => "VARCHAR[]",
        BulkType.Json => "JSON",
        _ => "VARCHAR",
    };

    private static List<string> Rows(DuckDBConnection duck, string sql)
    {
        using var command = duck.CreateCommand();
#pragma warning disable CA2100 // The statements are those of the tests and of the documentation.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        do
        {
            while (reader.Read())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }
        while (reader.NextResult());
        return rows;
    }
}

using Microsoft.Data.Sqlite;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Imports;

/// <summary>The database of the program for desktops, and others that are not.</summary>
public sealed class DesktopFilesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_of_the_program_for_desktops_is_read_whatever_other_columns_it_has()
    {
        using var folder = new TemporaryFolder();
        var file = await DesktopAsync(folder, """
            PRAGMA journal_mode = WAL;
            CREATE TABLE gold_user_collections (id INTEGER PRIMARY KEY, pokemon_id INTEGER, card_id TEXT, collection_type TEXT, quantity INTEGER, picture BLOB);
            INSERT INTO gold_user_collections (pokemon_id, card_id, collection_type, quantity, picture) VALUES (6, 'base1-4', 'personal', 2, x'00ff'), (6, 'base4-4', 'wishlist', NULL, NULL), (25, 'base1-58', 'favorites', 1, NULL), (1, 'gone-1', 'personal', 1, NULL), (25, 'base1-58', 'lent', 1, NULL);
            """);
        await using var collectors = await Shelves.StartAsync();
        var report = await collectors.ImportAsync(file);
        Assert.Equal(("desktop", "imported imported imported unknown refused"), (report.Format, string.Join(' ', report.Rows.Select(row => row.Outcome))));
        Assert.Equal(["base1-4 owned 2", "base1-58 favorites 1", "base4-4 wishlist 1"], (await collectors.Lots.AllAsync(Owner.Local, Stop)).Select(lot => $"{lot.CardId} {lot.List} {lot.Quantity}").Order(StringComparer.Ordinal));
        Assert.Equal("6", report.Rows[0].Raw.GetProperty("pokemon_id").GetString());
        Assert.Equal(3, (await collectors.ImportAsync(file)).Counts[RowOutcome.Unchanged]);
    }

    [Theory]
    [InlineData("CREATE VIEW gold_user_collections AS WITH RECURSIVE n(card_id) AS (SELECT 1 UNION ALL SELECT card_id + 1 FROM n) SELECT card_id, 'personal' AS collection_type FROM n;")]
    [InlineData("CREATE TABLE gold_user_collections (id TEXT, card_id TEXT, list TEXT);")]
    [InlineData("CREATE TABLE other (x);")]
    public async Task Another_database_is_refused_and_nothing_in_it_runs(string sql)
    {
        using var folder = new TemporaryFolder();
        var file = await DesktopAsync(folder, sql);
        await using var collectors = await Shelves.StartAsync();
        Assert.Contains("not that of the PokedexTop for desktops", (await Assert.ThrowsAsync<ConfigurationException>(() => collectors.ImportAsync(file))).Message, StringComparison.Ordinal);
        file.AsSpan(100).Fill(0x5A);
        Assert.Contains("SQLite database", (await Assert.ThrowsAsync<ConfigurationException>(() => collectors.ImportAsync(file))).Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> DesktopAsync(TemporaryFolder folder, string sql)
    {
        var path = folder.Combine("desktop.db");
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            await connection.OpenAsync(Stop);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this test.
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(Stop);
        }
        return await File.ReadAllBytesAsync(path, Stop);
    }
}

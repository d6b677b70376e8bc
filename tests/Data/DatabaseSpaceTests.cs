using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Data.Tests;

/// <summary>What takes the room of a database, and that room which holds nothing goes back to the disk.</summary>
public sealed class DatabaseSpaceTests
{
    private static readonly DateTime s_began = new(2026, 10, 1, 6, 0, 0, DateTimeKind.Utc);

    private static readonly BulkTable<Item> s_runs = new("runs", ["id"], Id(), Moment());
    private static readonly BulkTable<Item> s_large = new("large", ["id"], Id(), Moment(), new("payload", BulkType.Text, i => Text(i, 1_500)));
    private static readonly BulkTable<Item> s_small = new("small", ["id"], Id(), new("observed_on", BulkType.Date, i => DateOnly.FromDateTime(i.At)), new("payload", BulkType.Text, i => Text(i, 200)));
    private static readonly BulkTable<Item> s_keys = new("keys", ["id"], Id(), Moment());

    private static readonly LayerTables[] s_layers =
    [
        new("first", [new(s_runs, Came: "at"), new(s_large, RowLife.Kept, Came: "at")]),
        new("second", [new(s_small, Came: "observed_on")], s_keys),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Each_layer_is_as_large_as_its_rows_and_grows_by_those_that_came(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        await using var database = await CreateAsync(provider, folder);
        // 4,000 rows come at once and 100 on each of the forty days after.
        var rows = Enumerable.Range(0, 8_000).Select(n => new Item(n + 1, s_began.AddDays(n < 4_000 ? 0.01 : 1.5 + ((n - 4_000) / 100)))).ToList();
        await WriteAsync(database, s_runs, [new Item(1, s_began)]);
        await WriteAsync(database, s_large, rows);
        await WriteAsync(database, s_small, rows);

        var months = await ReadAsync(database, s_began.AddDays(41.5));
        Assert.Equal(["first", "second"], months.Layers.Select(layer => layer.Layer));
        Assert.InRange(months.Layers[0].Bytes, 12_000_000, 20_000_000);
        Assert.InRange(months.Layers[1].Bytes, 1_000_000, 4_000_000);
        Assert.True(months.Bytes >= months.Layers.Sum(layer => layer.Bytes), $"{months}");
        Assert.Equal(s_began.AddDays(11.5), months.Since);
        // A hundred of 8,000 rows a day.
        Assert.All(months.Layers, layer => Assert.InRange(layer.BytesPerDay!.Value, layer.Bytes * 0.0115, layer.Bytes * 0.0135));

        // What came on the first day is no growth, and a day later there is no other yet.
        Assert.Null((await ReadAsync(database, s_began.AddDays(1.9))).Since);
        Assert.Equal(s_began.AddDays(1), (await ReadAsync(database, s_began.AddDays(6))).Since);
    }

    [Fact]
    public async Task Empty_tables_take_what_they_take_and_do_not_grow()
    {
        using var folder = new TemporaryFolder();
        await using var database = await CreateAsync(DatabaseProvider.Sqlite, folder);
        var space = await ReadAsync(database, s_began);
        Assert.All(space.Layers, layer => Assert.Equal((0L, null), (layer.Bytes, layer.BytesPerDay)));
        Assert.InRange(space.Bytes, 4_096, 1_000_000);
    }

    [Fact]
    public async Task A_SQLite_file_gives_back_the_room_of_removed_rows_once_it_is_worth_it_while_others_read()
    {
        using var folder = new TemporaryFolder();
        await using var database = await CreateAsync(DatabaseProvider.Sqlite, folder);
        await WriteAsync(database, s_large, [.. Enumerable.Range(1, 20_000).Select(n => new Item(n, s_began))]);
        Assert.Equal(0, await database.CompactAsync(Stop));
        var file = new FileInfo(folder.Combine("space.db"));
        await RemoveAsync(database, 3_000);
        Assert.Equal(0, await database.CompactAsync(Stop));

        await RemoveAsync(database, 15_000);
        await using var reader = await database.OpenAsync(Stop);
        await using var select = reader.Command("SELECT id FROM large ORDER BY id");
        await using (var rows = await select.ExecuteReaderAsync(Stop))
        {
            Assert.True(await rows.ReadAsync(Stop));
            Assert.InRange(await database.CompactAsync(Stop), 20_000_000, 30_000_000);
            var read = 1;
            while (await rows.ReadAsync(Stop))
                read++;
            Assert.Equal(5_000, read);
        }
        await WriteAsync(database, s_keys, [new Item(1, s_began)]);
        await using var truncate = reader.Command("PRAGMA wal_checkpoint(TRUNCATE)");
        await truncate.ExecuteNonQueryAsync(Stop);
        file.Refresh();
        Assert.InRange(file.Length, 7_500_000, 12_000_000);
    }

    private static async Task<SqlDatabase> CreateAsync(DatabaseProvider provider, TemporaryFolder folder)
    {
        var database = SqlDatabase.Create(provider, provider == DatabaseProvider.Sqlite ? $"Data Source={folder.Combine("space.db")}" : await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(Stop));
        var time = provider == DatabaseProvider.Sqlite ? "TEXT" : "timestamp";
        await using var write = await database.BeginWriteAsync("test", Stop);
        foreach (var table in new[] { $"runs (id integer PRIMARY KEY, at {time})", $"large (id integer PRIMARY KEY, at {time}, payload text)", "small (id integer PRIMARY KEY, observed_on date, payload text)", $"keys (id integer PRIMARY KEY, at {time})" })
            await write.ExecuteAsync("CREATE TABLE " + table, [], Stop);
        await write.CommitAsync(Stop);
        return database;
    }

    private static Task<SpaceReport> ReadAsync(SqlDatabase database, DateTime now) => new DatabaseSpace(database, s_layers, new At(now)).ReadAsync(Stop);

    private static async Task WriteAsync(SqlDatabase database, BulkTable<Item> table, List<Item> rows)
    {
        await using var write = await database.BeginWriteAsync("test", Stop);
        await database.InsertAsync(write, table, rows, Stop);
        await write.CommitAsync(Stop);
    }

    private static async Task RemoveAsync(SqlDatabase database, int upTo)
    {
        await using var write = await database.BeginWriteAsync("test", Stop);
        await write.ExecuteAsync("DELETE FROM large WHERE id <= @last", [("@last", upTo)], Stop);
        await write.CommitAsync(Stop);
    }

    /// <summary>Letters that no database packs into less.</summary>
    private static string Text(Item item, int length)
    {
        var random = new Random(item.Id);
        return string.Create(length, random, static (text, random) =>
        {
            foreach (ref var letter in text)
                letter = (char)('A' + random.Next(58));
        });
    }

    private static BulkColumn<Item> Id() => new("id", BulkType.Integer, i => i.Id);

    private static BulkColumn<Item> Moment() => new("at", BulkType.Timestamp, i => i.At);

    private sealed record Item(int Id, DateTime At);

    private sealed class At(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Bulk;

/// <summary>The comparison behind the way the stages write (docs/decisions/0002-bulk-writes-by-hand.md). In this process, warmed up.</summary>
internal static class BulkComparison
{
    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        LinqToDB.EntityFrameworkCore.LinqToDBForEFTools.Initialize();
        var postgreSql = await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync();
        var figures = new List<Figure>();
        foreach (var (provider, address) in new[] { (DatabaseProvider.Sqlite, $"Data Source={Path.Combine(bench.NewFolder(), "bulk.db")}"), (DatabaseProvider.PostgreSql, postgreSql) })
        {
            await using var database = SqlDatabase.Create(provider, address);
            await using (var context = BulkContext.Create(database))
                await context.Database.EnsureCreatedAsync();
            foreach (var way in BulkWays.For(provider))
            {
                var inserts = new List<double>();
                var upserts = new List<double>();
                var reads = new List<double>();
                // The first run compiles and caches; it does not count.
                for (var run = 0; run <= bench.Repeat; run++)
                {
                    await EmptyAsync(database);
                    var insert = await RateAsync(BulkRows.BronzeRows(), page => way.Insert(database, page));
                    if (run > 0)
                        inserts.Add(insert);
                    // Half of the rows are there and change, half are new.
                    await PutAsync(database, [.. BulkRows.SilverRows(version: 1).Where((_, i) => i % 2 == 0)]);
                    var upserted = await RateAsync(BulkRows.SilverRows(version: 2), page => way.Upsert(database, page));
                    if (run > 0)
                        upserts.Add(upserted);
                    if (way.Read is { } read && await ReadRateAsync(set => read(database, set)) is var rate && run > 0)
                        reads.Add(rate);
                }
                figures.Add(Figure.Informs($"{provider}, {way.Name}: insert", inserts, "rows/s", $"{BulkRows.Count:N0} bronze-like rows in transactions of {BulkRows.Page}."));
                figures.Add(Figure.Informs($"{provider}, {way.Name}: upsert", upserts, "rows/s", $"{BulkRows.Count:N0} silver-like rows in transactions of {BulkRows.Page}, half of them there before."));
                if (reads.Count > 0)
                    figures.Add(Figure.Informs($"{provider}, {way.Name}: read", reads, "rows/s", $"{BulkRows.Count:N0} silver-like rows, a set of about {BulkRows.Count / BulkRows.Sets} at a time."));
            }
        }
        return figures;
    }

    private static async Task<double> RateAsync<T>(List<T> rows, Func<List<T>, Task> write)
    {
        var watch = Stopwatch.StartNew();
        foreach (var page in rows.Chunk(BulkRows.Page))
            await write([.. page]);
        return rows.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> ReadRateAsync(Func<string, Task<List<SilverLike>>> read)
    {
        var rows = 0;
        var watch = Stopwatch.StartNew();
        for (var set = 0; set < BulkRows.Sets; set++)
            rows += (await read($"set{set}")).Count;
        var seconds = watch.Elapsed.TotalSeconds;
        return rows == BulkRows.Count ? rows / seconds : throw new InvalidOperationException($"{rows} rows were read.");
    }

    private static async Task EmptyAsync(SqlDatabase database)
    {
        await using var write = await database.BeginWriteAsync("bulk", CancellationToken.None);
        await write.ExecuteAsync($"DELETE FROM {BulkRows.Bronze.Name}", [], CancellationToken.None);
        await write.ExecuteAsync($"DELETE FROM {BulkRows.Silver.Name}", [], CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task PutAsync(SqlDatabase database, List<SilverLike> rows)
    {
        await using var write = await database.BeginWriteAsync("bulk", CancellationToken.None);
        await database.InsertAsync(write, BulkRows.Silver, rows, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }
}

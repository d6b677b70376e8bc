using System.Text.Encodings.Web;
using System.Text.Json;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Benchmarks.Bulk;

/// <summary>A way to get a page of rows into a table in one transaction. Null where a database lacks it.</summary>
/// <param name="Name">For the table of results.</param>
/// <param name="Insert">A page of new bronze-like rows.</param>
/// <param name="Upsert">A page of silver-like rows, of which some are there.</param>
/// <param name="Read">The silver-like rows of a set.</param>
internal sealed record BulkWay(string Name, Func<SqlDatabase, List<BronzeLike>, Task> Insert, Func<SqlDatabase, List<SilverLike>, Task> Upsert, Func<SqlDatabase, string, Task<List<SilverLike>>>? Read = null);

/// <summary>The ways compared.</summary>
internal static class BulkWays
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<BulkWay> For(DatabaseProvider provider) =>
    [
        new("EF Core SaveChanges", SaveNewAsync, SaveAsync, QueryAsync),
        new("linq2db", BulkCopyAsync, provider == DatabaseProvider.Sqlite ? ReplaceAsync : MergeAsync, LinqToDbAsync),
        new("set-based SQL, one JSON parameter", (database, rows) => JsonAsync(database, BulkRows.Bronze, rows, upsert: false), (database, rows) => JsonAsync(database, BulkRows.Silver, rows, upsert: true)),
        new(provider == DatabaseProvider.Sqlite ? "prepared statement (the program's)" : "binary COPY (the program's)", InsertAsync, UpsertAsync, SelectAsync),
    ];

    private static async Task SaveNewAsync(SqlDatabase database, List<BronzeLike> rows)
    {
        await using var context = BulkContext.Create(database);
        context.AddRange(rows);
        await context.SaveChangesAsync();
    }

    private static async Task SaveAsync(SqlDatabase database, List<SilverLike> rows)
    {
        await using var context = BulkContext.Create(database);
        var ids = rows.ConvertAll(r => r.CardId);
        var present = await context.Set<SilverLike>().Where(r => EF.Parameter(ids).Contains(r.CardId)).ToDictionaryAsync(r => r.CardId);
        foreach (var row in rows)
        {
            if (present.TryGetValue(row.CardId, out var known))
                context.Entry(known).CurrentValues.SetValues(row);
            else
                context.Add(row);
        }
        await context.SaveChangesAsync();
    }

    private static async Task BulkCopyAsync(SqlDatabase database, List<BronzeLike> rows)
    {
        await using var context = BulkContext.Create(database);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = database.Provider == DatabaseProvider.PostgreSql ? BulkCopyType.ProviderSpecific : BulkCopyType.MultipleRows }, rows);
        await transaction.CommitAsync();
    }

    private static async Task MergeAsync(SqlDatabase database, List<SilverLike> rows)
    {
        await using var context = BulkContext.Create(database);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Set<SilverLike>().ToLinqToDBTable().Merge().Using(rows).OnTargetKey().UpdateWhenMatched().InsertWhenNotMatched().MergeAsync();
        await transaction.CommitAsync();
    }

    // SQLite has no MERGE.
    private static async Task ReplaceAsync(SqlDatabase database, List<SilverLike> rows)
    {
        await using var context = BulkContext.Create(database);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await using var connection = context.CreateLinqToDBConnection();
        foreach (var row in rows)
            await connection.InsertOrReplaceAsync(row);
        await transaction.CommitAsync();
    }

    private static async Task<List<SilverLike>> QueryAsync(SqlDatabase database, string setId)
    {
        await using var context = BulkContext.Create(database);
        return await context.Set<SilverLike>().AsNoTracking().Where(r => r.SetId == setId).ToListAsync();
    }

    private static async Task<List<SilverLike>> LinqToDbAsync(SqlDatabase database, string setId)
    {
        await using var context = BulkContext.Create(database);
        return await context.Set<SilverLike>().AsNoTracking().Where(r => r.SetId == setId).ToListAsyncLinqToDB();
    }

    private static async Task<List<SilverLike>> SelectAsync(SqlDatabase database, string setId)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var select = connection.Command($"{BulkRows.Silver.Select} WHERE set_id = @set", ("@set", setId));
        return await select.ReadAsync(BulkRows.Silver.Read, CancellationToken.None);
    }

    private static async Task JsonAsync<T>(SqlDatabase database, BulkTable<T> table, List<T> rows, bool upsert)
    {
        var names = table.Columns.Select(c => c.Name).ToList();
        var source = database.Provider == DatabaseProvider.Sqlite
            ? $"SELECT {string.Join(", ", names.Select(n => $"value ->> '{n}'"))} FROM json_each(@rows) WHERE true"
            : $"SELECT {string.Join(", ", names)} FROM jsonb_to_recordset(@rows::jsonb) AS r({string.Join(", ", table.Columns.Select(c => $"{c.Name} {TypeOf(c.Type)}"))})";
        var conflict = upsert ? $" ON CONFLICT ({string.Join(", ", table.Key)}) DO UPDATE SET {string.Join(", ", names.Except(table.Key).Select(n => $"{n} = excluded.{n}"))}" : "";
        await using var write = await database.BeginWriteAsync("bulk", CancellationToken.None);
        await write.ExecuteAsync($"INSERT INTO {table.Name} ({string.Join(", ", names)}) {source}{conflict}", [("@rows", JsonSerializer.Serialize(rows, s_json))], CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task InsertAsync(SqlDatabase database, List<BronzeLike> rows)
    {
        await using var write = await database.BeginWriteAsync("bulk", CancellationToken.None);
        await database.InsertAsync(write, BulkRows.Bronze, rows, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task UpsertAsync(SqlDatabase database, List<SilverLike> rows)
    {
        await using var write = await database.BeginWriteAsync("bulk", CancellationToken.None);
        await database.UpsertAsync(write, BulkRows.Silver, rows, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static string TypeOf(BulkType type) => type switch
    {
        BulkType.BigInteger => "bigint",
        BulkType.Integer => "integer",
        BulkType.Timestamp => "timestamptz",
        _ => "text",
    };
}

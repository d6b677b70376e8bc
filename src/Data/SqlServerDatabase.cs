using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;

namespace PokedexTop.Data;

internal sealed class SqlServerDatabase(string connectionString) : SqlDatabase(connectionString)
{
    public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public override string Location
    {
        get
        {
            var parts = new SqlConnectionStringBuilder(ConnectionString);
            return $"{parts.DataSource}/{parts.InitialCatalog}";
        }
    }

    // In pages of 8 KB.
    public override string SizeInBytes => "SELECT SUM(CAST(size AS bigint)) * 8192 FROM sys.database_files";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        DbTransaction? transaction = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(cancellationToken);
            var write = new WriteTransaction(connection, transaction, release: null);
            await write.ExecuteAsync(SqlServerStatements.TakeWriterLock, [("@layer", "pokedextop." + layer)], cancellationToken);
            return write;
        }
        catch
        {
            if (transaction is not null)
                await transaction.DisposeAsync();
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count > 0)
            await CopyAsync(write, table, table.Name, rows, cancellationToken);
    }

    public override async Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;
        var stage = "#stage_" + table.Name;
        await write.ExecuteAsync(SqlServerStatements.CreateStage(stage, table.Name, Columns(table)), [], cancellationToken);
        await CopyAsync(write, table, stage, rows, cancellationToken);
        await write.ExecuteAsync(SqlServerStatements.UpdateThenInsert(stage, table.Name, [.. table.Key.Select(Quoted)], [.. table.Updated.Select(Quoted)], Columns(table)), [], cancellationToken);
    }

    // No room for the data, or for the log.
    public override bool IsFull(Exception error) => error.GetBaseException() is SqlException { Number: 1101 or 1105 or 9002 } || base.IsFull(error);

    public override string IsOneOf(string column, string parameter) => SqlServerStatements.IsOneOf(column, parameter);

    public override object TextList(IReadOnlyCollection<string> values) => System.Text.Json.JsonSerializer.Serialize(values);

    public override string First(string orderedSelect, int rows) => $"{orderedSelect} OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY";

    public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable) =>
        options.UseSqlServer(ConnectionString, sql => sql.MigrationsHistoryTable(migrationsHistoryTable));

    // 1205 deadlock victim, -2 timeout, 40613/4060 database not available yet, 233/10053/10054/10060 connection lost.
    // Null, foreign key, duplicate key, truncation, conversion, overflow.
    protected override bool Refuses(DbException error) =>
        error is SqlException { Number: 515 or 547 or 2601 or 2627 or 2628 or 8152 or 245 or 241 or 8115 or 220 };

    // Some column names (key, rule) are words of the language there.
    private static string Quoted(string column) => $"[{column}]";

    private static string Columns<T>(BulkTable<T> table) => string.Join(", ", table.Columns.Select(c => Quoted(c.Name)));

    private static async Task CopyAsync<T>(WriteTransaction write, BulkTable<T> table, string target, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        using var data = new DataTable();
        foreach (var column in table.Columns)
            data.Columns.Add(column.Name, TypeOf(column.Type));
        foreach (var row in rows)
            data.Rows.Add([.. table.Columns.Select(c => c.Value(row) is { } value ? value is DateOnly date ? date.ToDateTime(TimeOnly.MinValue) : value : DBNull.Value)]);
        using var copy = new SqlBulkCopy((SqlConnection)write.Connection, SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.KeepIdentity, (SqlTransaction)write.Transaction) { DestinationTableName = target };
        foreach (var column in table.Columns)
            copy.ColumnMappings.Add(column.Name, column.Name);
        await copy.WriteToServerAsync(data, cancellationToken);
    }

    private static Type TypeOf(BulkType type) => type switch
    {
        BulkType.Integer => typeof(int),
        BulkType.BigInteger => typeof(long),
        BulkType.Boolean => typeof(bool),
        BulkType.Timestamp or BulkType.Date => typeof(DateTime),
        BulkType.Decimal => typeof(decimal),
        BulkType.Double => typeof(double),
        _ => typeof(string),
    };
}

using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PokedexTop.Configuration;

namespace PokedexTop.Data;

internal sealed class SqlServerDatabase(string connectionString) : SqlDatabase(WithDefaults(connectionString))
{
    /// <summary>The level whose SQL EF writes: SQL Server 2019 and every later one.</summary>
    private const int Level = 150;

    /// <summary>Requests for a layer's lock before a write gives up.</summary>
    private const int Requests = 4;

    /// <summary>Rows of one write are sent for no longer than this; a first copy's page may wait for the log's disk.</summary>
    private const int CopySeconds = 90;

    /// <summary>The error of ending a session that is gone.</summary>
    private const int NoSuchSession = 6106;

    private readonly ServerClock _clock = new();

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

    public override Task<IReadOnlyDictionary<string, long>> TableSizesAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ReadSizesAsync(connection, SqlServerStatements.TableSizes, cancellationToken);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (InvalidOperationException full)
        {
            await connection.DisposeAsync();
            throw NoneFree(full);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken)
    {
        for (var request = 1; request <= Requests; request++)
        {
            if (await TryBeginWriteAsync(layer, cancellationToken) is { } write)
                return write;
            await EndSilentWriterAsync(layer, cancellationToken);
        }
        throw new TimeoutException($"The writer lock '{LockOf(layer)}' was not granted within {Requests * SqlServerStatements.LockSeconds} seconds.");
    }

    private async Task<WriteTransaction?> TryBeginWriteAsync(string layer, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        DbTransaction? transaction = null;
        WriteTransaction? write = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var take = connection.Command(SqlServerStatements.TakeWriterLock, ("@layer", LockOf(layer)));
            (take.Transaction, take.CommandTimeout) = (transaction, 2 * SqlServerStatements.LockSeconds);
            var (granted, now) = (await take.ReadAsync(row => (row.GetInt32(0), row.Utc(1)), cancellationToken))[0];
            _clock.Sees(now);
            return granted < 0 ? null : write = new WriteTransaction(connection, transaction);
        }
        finally
        {
            if (write is null)
            {
                if (transaction is not null)
                    await transaction.DisposeAsync();
                await connection.DisposeAsync();
            }
        }
    }

    private async Task EndSilentWriterAsync(string layer, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var end = connection.Command(SqlServerStatements.EndSilentWriter, ("@layer", LockOf(layer)));
        try
        {
            await end.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (SqlException error) when (IsForGood(error) || error.Number == NoSuchSession)
        {
            // Not allowed to, or it ended by itself: the wait goes on.
        }
    }

    public override TimeProvider ClockOver(TimeProvider local) => _clock.Over(local);

    private static string LockOf(string layer) => "pokedextop." + layer;

    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var settings = connection.Command(SqlServerStatements.Settings);
        var (name, snapshots, level, now) = (await settings.ReadAsync(row => (row.GetString(0), row.GetBoolean(1), row.GetByte(2), row.Utc(3)), cancellationToken))[0];
        _clock.Sees(now);
        if (!snapshots)
            throw new ConfigurationException($"The database {Location} makes readers wait for writers, and end as victims of deadlocks. Run, while nobody uses it: ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE.");
        try
        {
            await using var json = connection.Command(SqlServerStatements.ReadsJson);
            await json.CountAsync(cancellationToken);
        }
        catch (SqlException error) when (IsForGood(error))
        {
            throw new ConfigurationException($"The database {Location} has compatibility level {level}, at which OPENJSON is unknown. Run: ALTER DATABASE [{name}] SET COMPATIBILITY_LEVEL = {Level}.");
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
        await write.ExecuteAsync(SqlServerStatements.CreateStage(table), [], cancellationToken);
        await CopyAsync(write, table, SqlServerStatements.StageOf(table), rows, cancellationToken);
        await write.ExecuteAsync(SqlServerStatements.UpdateThenInsert(table), [], cancellationToken);
    }

    // No room for the data, or for the log.
    public override bool IsFull(Exception error) => error.GetBaseException() is SqlException { Number: 1101 or 1105 or 9002 } || base.IsFull(error);

    public override string IsOneOf(string column, string parameter) => SqlServerStatements.IsOneOf(column, parameter);

    public override object TextList(IReadOnlyCollection<string> values) => System.Text.Json.JsonSerializer.Serialize(values);

    public override string First(string orderedSelect, int rows) => $"{orderedSelect} OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY";

    public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable) =>
        options.UseSqlServer(ConnectionString, sql => sql.MigrationsHistoryTable(migrationsHistoryTable).UseCompatibilityLevel(Level)).AddInterceptors(s_opening);

    // Null, foreign key, duplicate key, truncation (also of a bulk copy's), conversion, overflow.
    protected override bool Refuses(DbException error) =>
        error is SqlException { Number: 515 or 547 or 2601 or 2627 or 2628 or 4815 or 4863 or 8152 or 220 or 241 or 242 or 245 or 8114 or 8115 };

    // Syntax, unknown table, column, function or procedure, two collations, no permission.
    protected override bool IsForGood(DbException error) =>
        error is SqlException { Number: 102 or 105 or 156 or 195 or 207 or 208 or 229 or 230 or 262 or 297 or 300 or 319 or 451 or 457 or 468 or 2812 or 4104 or 4121 or 6102 };

    // A deadlock, an update under a snapshot, a session that was ended, a server or a copy of it that is going down, Azure's own for the
    // same, and a connection that broke while it was used.
    protected override bool IsInterruption(DbException error) => error is SqlException
    {
        Number: 1205 or 3960 or 596 or 6005 or 976 or 983 or 40197 or 40501 or 40613 or 64 or 121 or 233 or 10053 or 10054
    };

    private static async Task CopyAsync<T>(WriteTransaction write, BulkTable<T> table, string target, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        using var data = new DataTable();
        foreach (var column in table.Columns)
            data.Columns.Add(column.Name, TypeOf(column.Type));
        foreach (var row in rows)
            data.Rows.Add([.. table.Columns.Select(c => ValueOf(c.Value(row)))]);
        using var copy = new SqlBulkCopy((SqlConnection)write.Connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)write.Transaction) { DestinationTableName = target, BulkCopyTimeout = CopySeconds };
        foreach (var column in table.Columns)
            copy.ColumnMappings.Add(column.Name, column.Name);
        await copy.WriteToServerAsync(data, cancellationToken);
    }

    /// <summary>One that breaks while it is idle is made again by the client itself; how often unless the connection string says.</summary>
    private static string WithDefaults(string connectionString)
    {
        var parts = new SqlConnectionStringBuilder(connectionString);
        if (!parts.ShouldSerialize("Connect Retry Count"))
            parts.ConnectRetryCount = 3;
        return parts.ToString();
    }

    /// <summary>The client says so by the exception of a mistake in the program, which no row must be blamed for.</summary>
    private static TimeoutException NoneFree(InvalidOperationException full) =>
        new("Every connection of the pool is in use: set Max Pool Size higher in the connection string, or start fewer processes.", full);

    private static readonly Opening s_opening = new();

    /// <summary>What EF opens.</summary>
    private sealed class Opening : DbConnectionInterceptor
    {
        public override Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default) =>
            eventData.Exception is InvalidOperationException full ? throw NoneFree(full) : Task.CompletedTask;
    }

    private static object ValueOf(object? value) => value switch
    {
        null => DBNull.Value,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        ReadOnlyMemory<byte> utf8 => Encoding.UTF8.GetString(utf8.Span),
        _ => value,
    };

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

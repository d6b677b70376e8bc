using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using SQLitePCL;

namespace PokedexTop.Data;

internal sealed class SqliteDatabase(string connectionString) : SqlDatabase(WithDefaults(connectionString))
{
    private readonly SqliteCheckpoints _checkpoints = new(WithDefaults(connectionString));

    // SQLite lets one writer in at a time and makes the others poll; queueing inside the process costs nothing and is fair.
    private readonly SemaphoreSlim _writer = new(1, 1);

    private readonly ConditionalWeakTable<sqlite3, object> _prepared = [];

    static SqliteDatabase() => SqliteColumns.Use();

    /// <summary>Loads SQLite and what leads to it by a first statement, in no file.</summary>
    public static async Task LoadAsync()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var select = connection.Command("SELECT @text, @number", ("@text", "a"), ("@number", 1L));
        await select.ReadAsync(row => (row.Text(0), row.LongOrNull(1)), CancellationToken.None);
    }

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string Location => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    public override string SizeInBytes => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";

    public override Task<IReadOnlyDictionary<string, long>> TableSizesAsync(DbConnection connection, CancellationToken cancellationToken) => SqliteSpace.TablesAsync(connection, cancellationToken);

    public override async Task<long> CompactAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            // SQLite cannot cut the log off while it is being copied.
            await _checkpoints.EndAsync();
            return await SqliteSpace.CompactAsync(ConnectionString, cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            // A pooled connection keeps them; asking for the journal mode each time costs more than most statements.
            if (_prepared.TryGetValue(connection.Handle!, out _))
                return connection;
            await using var pragmas = connection.CreateCommand();
            // WAL + NORMAL survives a killed process; a power cut can lose the last transactions but not the file,
            // and the stages' backlogs find what was lost.
            // Pages of 8 KiB hold a card in fewer pieces; only a new file takes the size.
            pragmas.CommandText = $"PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 30000; PRAGMA cache_size = -6000; PRAGMA wal_autocheckpoint = {SqliteCheckpoints.MostPages};";
            await pragmas.ExecuteNonQueryAsync(cancellationToken);
            _prepared.TryAdd(connection.Handle!, _writer);
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
        await _writer.WaitAsync(cancellationToken);
        DbConnection? connection = null;
        try
        {
            connection = await OpenAsync(cancellationToken);
            // BEGIN IMMEDIATE: the lock is taken now, not at the first write, so a read before a write stays true.
            var transaction = ((SqliteConnection)connection).BeginTransaction(deferred: false);
            return new WriteTransaction(connection, transaction, CommittedAsync, release: () => _writer.Release());
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            _writer.Release();
            throw;
        }
    }

    public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        RunAsync(write, table, rows, $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({Parameters(table)})", cancellationToken);

    public override Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var conflict = table.Updated.Any() ? $"DO UPDATE SET {SetList(table.Updated, "excluded")}" : "DO NOTHING";
        return RunAsync(write, table, rows,
            $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({Parameters(table)}) ON CONFLICT ({string.Join(", ", table.Key)}) {conflict}",
            cancellationToken);
    }

    public override string IsOneOf(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override object TextList(IReadOnlyCollection<string> values) => System.Text.Json.JsonSerializer.Serialize(values);

    public override string First(string orderedSelect, int rows) => $"{orderedSelect} LIMIT {rows}";

    public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable) =>
        options.UseSqlite(ConnectionString, sqlite => sqlite.MigrationsHistoryTable(migrationsHistoryTable));

    protected override bool Refuses(DbException error) =>
        error is SqliteException { SqliteErrorCode: 18 /* too big */ or 19 /* constraint */ or 20 /* mismatch */ };

    public override bool MayPass(Exception error) => base.MayPass(error) && Remedy(error) is null;

    // Beside its own code, SQLite calls it an I/O error where the file its processes share cannot grow.
    public override bool IsFull(Exception error) => error.GetBaseException() is SqliteException failed
        ? failed.SqliteErrorCode == 13 || (failed.SqliteErrorCode == 10 && DataFolder.HasNoRoom(Path.GetDirectoryName(Path.GetFullPath(Location))!))
        : base.IsFull(error);

    // Malformed, and no file of SQLite's.
    protected override string? Remedy(Exception error) => error.GetBaseException() is SqliteException { SqliteErrorCode: 11 or 26 }
        ? $"Stop what uses it, then restore the file from a backup; without one, move it away together with {Path.GetFileName(Location)}-wal and {Path.GetFileName(Location)}-shm, and run 'pokedextop sync': the catalogue is fetched anew."
        : null;

    public override async ValueTask DisposeAsync()
    {
        await _checkpoints.EndAsync();
        _writer.Dispose();
        await base.DisposeAsync();
    }

    private Task CommittedAsync(DbConnection connection, IReadOnlyDictionary<string, int> written) => _checkpoints.CommittedAsync((SqliteConnection)connection);

    /// <summary>
    /// In process there are no round trips, so one prepared statement run row by row is the fastest way in; see
    /// <see cref="SqliteStatement"/> for why it is not a DbCommand.
    /// </summary>
    private static Task RunAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, string sql, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return Task.CompletedTask;
        using var statement = new SqliteStatement((SqliteConnection)write.Connection, sql);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < table.Columns.Count; i++)
                statement.Bind(i + 1, table.Columns[i].Value(row));
            statement.Run();
        }
        return Task.CompletedTask;
    }

    private static string Parameters<T>(BulkTable<T> table) => string.Join(", ", Enumerable.Repeat("?", table.Columns.Count));

    private static string WithDefaults(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, Pooling = true, DefaultTimeout = 60 }.ToString();
}

using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>
/// A SQLite database that notes every statement as the program would send it to SQL Server: operations go through all of
/// their steps, with rows, and no server is needed.
/// </summary>
internal sealed class RecordingDatabase(string connectionString) : SqlDatabase(connectionString)
{
    private readonly SqlDatabase _sqlite = Create(DatabaseProvider.Sqlite, connectionString);
    private readonly SqlDatabase _sqlServer = Create(DatabaseProvider.SqlServer, "Server=none");

    /// <summary>What SQLite's dialect made, and SQL Server's would have.</summary>
    private readonly ConcurrentDictionary<string, string> _spellings = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<WriteTransaction, WriteTransaction> _writes = new();

    public Captured Captured { get; } = new();

    /// <summary>What EF asked of SQLite: it writes its own SQL for each database.</summary>
    public ConcurrentDictionary<string, bool> OfEntityFramework { get; } = new(StringComparer.Ordinal);

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string Location => _sqlite.Location;

    public override string SizeInBytes => Note(_sqlite.SizeInBytes, _sqlServer.SizeInBytes);

    public override Task<IReadOnlyDictionary<string, long>> TableSizesAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _sqlite.TableSizesAsync(((RecordingConnection)connection).Inner, cancellationToken);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => new RecordingConnection(await _sqlite.OpenAsync(cancellationToken), Record, Captured.AddLine);

    public override async Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken)
    {
        var inner = await _sqlite.BeginWriteAsync(layer, cancellationToken);
        WriteTransaction? outer = null;
        var connection = new RecordingConnection(inner.Connection, Record, Captured.AddLine);
        outer = new WriteTransaction(connection, new RecordingTransaction(inner.Transaction, connection), release: () =>
        {
            _writes.TryRemove(outer!, out _);
            inner.DisposeAsync().AsTask().GetAwaiter().GetResult();
        });
        _writes[outer] = inner;
        return outer;
    }

    public override async ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var recording = (RecordingConnection)connection;
        return new RecordingTransaction(await _sqlite.BeginSnapshotAsync(recording.Inner, cancellationToken), recording);
    }

    public override Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        _sqlite.InsertAsync(_writes[write], table, rows, cancellationToken);

    public override Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        Captured.Add(SqlServerStatements.CreateStage(table) + "\n" + SqlServerStatements.UpdateThenInsert(table));
        return _sqlite.UpsertAsync(_writes[write], table, rows, cancellationToken);
    }

    public override string IsOneOf(string column, string parameter) => Note(_sqlite.IsOneOf(column, parameter), _sqlServer.IsOneOf(column, parameter));

    public override object TextList(IReadOnlyCollection<string> values) => _sqlite.TextList(values);

    public override string First(string orderedSelect, int rows) => Note(_sqlite.First(orderedSelect, rows), _sqlServer.First(orderedSelect, rows));

    public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable) => _sqlite.Configure(options, migrationsHistoryTable);

    protected override bool Refuses(DbException error) => false;

    public override async ValueTask DisposeAsync()
    {
        await _sqlite.DisposeAsync();
        await base.DisposeAsync();
    }

    private string Note(string sqlite, string sqlServer)
    {
        _spellings[sqlite] = sqlServer;
        return sqlite;
    }

    private void Record(DbCommand command)
    {
        var sql = command.CommandText;
        // What a migration makes is read where its script is.
        if (sql.StartsWith("CREATE TABLE IF NOT EXISTS \"__ef_migrations", StringComparison.Ordinal) || sql.Contains("sqlite_master", StringComparison.Ordinal) || sql.Contains("__EFMigrationsLock", StringComparison.Ordinal))
            return;
        if (sql.Contains(" AS \"", StringComparison.Ordinal))
        {
            OfEntityFramework[sql] = true;
            return;
        }
        // The longest first: a statement that was cut holds the lists inside it.
        foreach (var (sqlite, sqlServer) in _spellings.OrderByDescending(s => s.Key.Length))
            sql = sql.Replace(sqlite, sqlServer, StringComparison.Ordinal);
        Captured.Add(sql, command.Parameters);
    }
}

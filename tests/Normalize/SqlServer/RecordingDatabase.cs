using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Tests.SqlServer;

/// <summary>A SQLite database that notes every statement as the program would send it to SQL Server.</summary>
internal sealed class RecordingDatabase(string connectionString) : SqlDatabase(connectionString)
{
    private readonly SqlDatabase _sqlite = Create(DatabaseProvider.Sqlite, connectionString);
    private readonly SqlDatabase _sqlServer = Create(DatabaseProvider.SqlServer, "Server=none");

    /// <summary>What SQLite's dialect made, and SQL Server's would have.</summary>
    private readonly ConcurrentDictionary<string, string> _spellings = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<WriteTransaction, WriteTransaction> _writes = new();

    /// <summary>Each statement once.</summary>
    public ConcurrentDictionary<string, bool> Statements { get; } = new(StringComparer.Ordinal);

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string Location => _sqlite.Location;

    public override string SizeInBytes => _sqlite.SizeInBytes;

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => new RecordingConnection(await _sqlite.OpenAsync(cancellationToken), Record);

    public override async Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken)
    {
        var inner = await _sqlite.BeginWriteAsync(layer, cancellationToken);
        WriteTransaction? outer = null;
        var connection = new RecordingConnection(inner.Connection, Record);
        outer = new WriteTransaction(connection, new RecordingTransaction(inner.Transaction, connection), release: () =>
        {
            _writes.TryRemove(outer!, out _);
            inner.DisposeAsync().AsTask().GetAwaiter().GetResult();
        });
        _writes[outer] = inner;
        return outer;
    }

    public override Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        _sqlite.InsertAsync(_writes[write], table, rows, cancellationToken);

    public override Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        _sqlite.UpsertAsync(_writes[write], table, rows, cancellationToken);

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

    private void Record(string sql)
    {
        // What EF Core wrote, it writes for each database itself: its queries, and the script for an empty SQLite file.
        if (sql.Contains(" AS \"", StringComparison.Ordinal) || sql.StartsWith("CREATE TABLE IF NOT EXISTS \"__ef_migrations", StringComparison.Ordinal))
            return;
        // The longest first: a statement that was cut holds the lists inside it.
        foreach (var (sqlite, sqlServer) in _spellings.OrderByDescending(s => s.Key.Length))
            sql = sql.Replace(sqlite, sqlServer, StringComparison.Ordinal);
        Statements[sql] = true;
    }
}

using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.SqlServer.Tests.Capture;

namespace PokedexTop.Images.Tests.Doubles;

/// <summary>A SQLite database that notes how it would answer each question it is asked.</summary>
internal sealed class ExplainingDatabase(string connectionString) : SqlDatabase(connectionString)
{
    private readonly SqlDatabase _sqlite = Create(DatabaseProvider.Sqlite, connectionString);

    /// <summary>Each question's plan.</summary>
    public ConcurrentDictionary<string, string> Plans { get; } = new(StringComparer.Ordinal);

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string Location => _sqlite.Location;

    public override string SizeInBytes => _sqlite.SizeInBytes;

    public override Task<IReadOnlyDictionary<string, long>> TableSizesAsync(DbConnection connection, CancellationToken cancellationToken) => _sqlite.TableSizesAsync(connection, cancellationToken);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _sqlite.OpenAsync(cancellationToken);
        return new RecordingConnection(connection, asked =>
        {
            var sql = asked.CommandText;
            if (!sql.StartsWith("SELECT", StringComparison.Ordinal) || sql.Contains("sqlite_master", StringComparison.Ordinal))
                return;
            using var explain = connection.Command("EXPLAIN QUERY PLAN " + sql);
            foreach (var name in new[] { "@now", "@after", "@settings", "@ids", "@sha", "@card", "@name", "@keys", "@key" })
            {
                if (sql.Contains(name, StringComparison.Ordinal))
                    explain.Parameters.Add(new Microsoft.Data.Sqlite.SqliteParameter(name, "[]"));
            }
            using var reader = explain.ExecuteReader();
            var lines = new List<string>();
            while (reader.Read())
                lines.Add(reader.GetString(3));
            Plans[sql] = string.Join('\n', lines);
        });
    }

    public override Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken) => _sqlite.BeginWriteAsync(layer, cancellationToken);

    public override Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) => _sqlite.InsertAsync(write, table, rows, cancellationToken);

    public override Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) => _sqlite.UpsertAsync(write, table, rows, cancellationToken);

    public override string IsOneOf(string column, string parameter) => _sqlite.IsOneOf(column, parameter);

    public override object TextList(IReadOnlyCollection<string> values) => _sqlite.TextList(values);

    public override string First(string orderedSelect, int rows) => _sqlite.First(orderedSelect, rows);

    public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable) => _sqlite.Configure(options, migrationsHistoryTable);

    protected override bool Refuses(DbException error) => false;

    public override async ValueTask DisposeAsync()
    {
        await _sqlite.DisposeAsync();
        await base.DisposeAsync();
    }
}

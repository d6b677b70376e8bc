using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using PokedexTop.Configuration;

namespace PokedexTop.Data;

internal sealed class PostgreSqlDatabase : SqlDatabase
{
    /// <summary>Rows after which a table is worth statistics.</summary>
    private const int Some = 100;

    /// <summary>
    /// How long a write transaction may do nothing. The server ends it then: a process that was stopped, or whose host is
    /// gone, would keep the layer's lock for as long as its connection seems alive, and no lease would matter.
    /// </summary>
    internal TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one of its statements may take, for the same reason: longer than the client waits for one.</summary>
    private static readonly TimeSpan s_longestStatement = TimeSpan.FromSeconds(90);

    private readonly ServerClock _clock = new();
    private readonly NpgsqlDataSource _source;
    private readonly ConcurrentDictionary<string, int> _written = new();
    private readonly ConcurrentDictionary<string, bool> _analyzed = new();

    public PostgreSqlDatabase(string connectionString) : base(connectionString) => _source = NpgsqlDataSource.Create(connectionString);

    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public override string Location
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{parts.Host}:{parts.Port}/{parts.Database}";
        }
    }

    public override string SizeInBytes => "SELECT pg_database_size(current_database())";

    public override Task<IReadOnlyDictionary<string, long>> TableSizesAsync(DbConnection connection, CancellationToken cancellationToken) => ReadSizesAsync(connection,
        "SELECT tablename::text, pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass) FROM pg_tables WHERE schemaname = current_schema()", cancellationToken);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken);

    public override async Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        DbTransaction? transaction = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(cancellationToken);
            var write = new WriteTransaction(connection, transaction, AnalyzeNewTablesAsync);
            // READ COMMITTED: what is read after the lock was granted includes what its last holder committed.
            await using var take = write.Command(
                "SELECT set_config('idle_in_transaction_session_timeout', @pause, true), set_config('statement_timeout', @statement, true), pg_advisory_xact_lock(hashtext(@layer)), clock_timestamp()",
                ("pause", Milliseconds(LongestPause)), ("statement", Milliseconds(s_longestStatement)), ("layer", "pokedextop." + layer));
            _clock.Sees((await take.ReadAsync(row => row.Utc(3), cancellationToken))[0]);
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

    public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override TimeProvider ClockOver(TimeProvider local) => _clock.Over(local);

    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var ask = connection.Command("SELECT clock_timestamp()");
        _clock.Sees((await ask.ReadAsync(row => row.Utc(0), cancellationToken))[0]);
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    public override async Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count > 0)
            await CopyAsync(write, table, table.Name, rows, cancellationToken);
        write.Wrote(table.Name, rows.Count);
    }

    public override async Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;
        var stage = "stage_" + table.Name;
        await write.ExecuteAsync(
            $"DROP TABLE IF EXISTS pg_temp.{stage}; CREATE TEMP TABLE {stage} ON COMMIT DROP AS SELECT {table.ColumnList} FROM {table.Name} LIMIT 0",
            [], cancellationToken);
        await CopyAsync(write, table, stage, rows, cancellationToken);
        var conflict = table.Updated.Any() ? $"DO UPDATE SET {SetList(table.Updated, "excluded")}" : "DO NOTHING";
        await write.ExecuteAsync(
            $"INSERT INTO {table.Name} ({table.ColumnList}) SELECT {table.ColumnList} FROM {stage} ON CONFLICT ({string.Join(", ", table.Key)}) {conflict}",
            [], cancellationToken);
        write.Wrote(table.Name, rows.Count);
    }

    public override bool IsFull(Exception error) => error.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.DiskFull } || base.IsFull(error);

    public override string IsOneOf(string column, string parameter) => $"{column} = ANY({parameter})";

    public override object TextList(IReadOnlyCollection<string> values) => values.ToArray();

    public override string First(string orderedSelect, int rows) => $"{orderedSelect} LIMIT {rows}";

    public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable) =>
        options.UseNpgsql(_source, npgsql => npgsql.MigrationsHistoryTable(migrationsHistoryTable));

    // Classes 22 (data exception), 23 (integrity constraint violation) and 54 (program limit exceeded).
    protected override bool Refuses(DbException error) => error.SqlState is ['2', '2' or '3', ..] or ['5', '4', ..];

    // Class 42: syntax, unknown names, no permission.
    protected override bool IsForGood(DbException error) => error.SqlState is ['4', '2', ..];

    // Class 40 (a transaction rolled back) and 08 (a connection), sessions that an administrator or a server going down ended, and a
    // connection that broke while it was used: one that cannot be made has an error of the socket inside.
    protected override bool IsInterruption(DbException error) => error is PostgresException
        ? error.SqlState is ['4', '0', ..] or ['0', '8', ..] or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : error is NpgsqlException { InnerException: IOException };

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>
    /// Without statistics PostgreSQL takes every index for a poor choice and reads whole tables for each batch; autovacuum
    /// gathers them after a minute, when a first sync should be over. How the columns are distributed shows in the first rows.
    /// </summary>
    private async Task AnalyzeNewTablesAsync(DbConnection connection, IReadOnlyDictionary<string, int> written)
    {
        foreach (var (table, rows) in written)
        {
            // Only what this transaction has committed: pages that hold nothing but another's uncommitted rows would be taken for
            // empty ones, and every estimate from then on would be one row.
            if (_written.AddOrUpdate(table, rows, (_, before) => before + rows) < Some || !_analyzed.TryAdd(table, true))
                continue;
            await using var select = connection.Command("SELECT reltuples <= 0 FROM pg_class WHERE oid = CAST(@table AS regclass)", ("table", table));
            if (await select.ExecuteScalarAsync() is true)
            {
                await using var analyze = connection.Command($"ANALYZE {table}");
                await analyze.ExecuteNonQueryAsync();
            }
        }
    }

    private static async Task CopyAsync<T>(WriteTransaction write, BulkTable<T> table, string target, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)write.Connection;
        await using var writer = await connection.BeginBinaryImportAsync($"COPY {target} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellationToken);
            foreach (var column in table.Columns)
            {
                var value = column.Value(row);
                if (value is null)
                    await writer.WriteNullAsync(cancellationToken);
                else
                    await writer.WriteAsync(value, TypeOf(column.Type), cancellationToken);
            }
        }
        await writer.CompleteAsync(cancellationToken);
    }

    private static NpgsqlDbType TypeOf(BulkType type) => type switch
    {
        BulkType.Text => NpgsqlDbType.Text,
        BulkType.Json or BulkType.TextList => NpgsqlDbType.Jsonb,
        BulkType.Integer => NpgsqlDbType.Integer,
        BulkType.BigInteger => NpgsqlDbType.Bigint,
        BulkType.Boolean => NpgsqlDbType.Boolean,
        BulkType.Timestamp => NpgsqlDbType.TimestampTz,
        BulkType.Date => NpgsqlDbType.Date,
        BulkType.Decimal => NpgsqlDbType.Numeric,
        BulkType.Double => NpgsqlDbType.Double,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}

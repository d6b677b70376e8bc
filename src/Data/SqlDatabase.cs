using System.ComponentModel;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;

namespace PokedexTop.Data;

/// <summary>
/// What differs between the databases, in one place: opening, the writer lock of a layer, bulk writes and the few
/// statements without a common spelling. Everything else is SQL that all three understand.
/// </summary>
public abstract class SqlDatabase(string connectionString) : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    public abstract DatabaseProvider Provider { get; }

    /// <summary>Where the database is, for messages: never a secret.</summary>
    public abstract string Location { get; }

    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that is the layer's only writer, in this process and in every other one.</summary>
    /// <param name="layer">bronze, silver, images or gold.</param>
    public abstract Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that reads all tables as they are at one moment, while others write.</summary>
    public virtual ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);

    /// <summary>Inserts rows that are known not to be there; a duplicate key fails the transaction.</summary>
    public abstract Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken);

    /// <summary>Updates the rows that are there by key and inserts the others.</summary>
    public abstract Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken);

    /// <summary>A condition that <paramref name="column"/> is one of the texts in a parameter made by <see cref="TextList"/>.</summary>
    public abstract string IsOneOf(string column, string parameter);

    /// <summary>The value of a list parameter for <see cref="IsOneOf"/>.</summary>
    public abstract object TextList(IReadOnlyCollection<string> values);

    /// <summary>A statement cut to its first <paramref name="rows"/> rows.</summary>
    public abstract string First(string orderedSelect, int rows);

    /// <summary>A query of one number: the bytes the database takes on its server's disk.</summary>
    public abstract string SizeInBytes { get; }

    /// <summary>The bytes of each table of the program's, with its indexes; an estimate where the database does not count them.</summary>
    public abstract Task<IReadOnlyDictionary<string, long>> TableSizesAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Gives room that holds nothing any more back to the disk, where that is worth the work and no server does it.</summary>
    /// <returns>Bytes.</returns>
    public virtual Task<long> CompactAsync(CancellationToken cancellationToken) => Task.FromResult(0L);

    /// <summary>The clock of all that is compared with what other processes wrote: the server's, where there is one.</summary>
    /// <param name="local">This process's own, which also has the timers.</param>
    public virtual TimeProvider ClockOver(TimeProvider local) => local;

    /// <summary>Whether the database is set up as the program needs it; sets the clock by its server, too.</summary>
    /// <exception cref="ConfigurationException">It is not; the message says what to run.</exception>
    public virtual Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Points an EF context at this database, with the layer's own migrations history.</summary>
    public abstract void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable);

    /// <summary>
    /// Whether an error comes from what some row holds (a value the database refuses, a damaged stored value), so that
    /// other rows may well be written; false where the database itself is in trouble.
    /// </summary>
    public bool IsAboutRows(Exception error) => error switch
    {
        _ when CauseOf(error) is { } failed => Refuses(failed),
        OperationCanceledException or IOException or TimeoutException or OutOfMemoryException or ObjectDisposedException => false,
        _ => true,
    };

    /// <summary>
    /// Whether the server took back what it was asked and would take it at another moment: a deadlock's victim, transactions
    /// that could not follow each other, a connection that broke. Not one that could not even be made.
    /// </summary>
    public bool IsInterruption(Exception error) => CauseOf(error) is { } failed && IsInterruption(failed);

    protected virtual bool IsInterruption(DbException error) => false;

    /// <summary>What the database's client said; null where it said nothing. EF wraps what looks passing as an InvalidOperationException.</summary>
    public static DbException? CauseOf(Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            if (at is DbException failed)
                return failed;
        }
        return null;
    }

    /// <summary>Whether an error comes from a database that is away, busy or full, so that the same may well work a little later.</summary>
    public virtual bool MayPass(Exception error) => !IsForGood(error) && error is DbException or TimeoutException or InvalidOperationException or IOException or System.Net.Sockets.SocketException;

    /// <summary>
    /// Whether the database will never take the statement as it is: it lacks a table or column, may not be used so, or
    /// compares differently from what the program expects.
    /// </summary>
    public bool IsForGood(Exception error) => CauseOf(error) is { } failed && IsForGood(failed);

    protected virtual bool IsForGood(DbException error) => false;

    /// <summary>Whether an error comes from a disk without room.</summary>
    public virtual bool IsFull(Exception error) => error.GetBaseException() is IOException full && DataFolder.IsFull(full);

    /// <summary>What is wrong, where, and what can be done about it, for a person.</summary>
    public string Explain(Exception error) =>
        IsFull(error) ? $"The disk of the database at {Location} is full: nothing more is stored until there is room."
        : Remedy(error) is { } remedy ? $"The database at {Location} is damaged ({error.GetBaseException().Message}). {remedy}"
        : $"The database at {Location} cannot be used: {ReasonOf(error)}";

    /// <summary>The innermost reason that is one: drivers wrap errors of the system that say "Success".</summary>
    public static string ReasonOf(Exception error)
    {
        while (error.InnerException is { } inner and not Win32Exception { NativeErrorCode: 0 })
            error = inner;
        return error.Message;
    }

    /// <summary>What to do about damage that does not pass; null for any other error.</summary>
    protected virtual string? Remedy(Exception error) => null;

    /// <summary>Whether the database refused a value: constraints, lengths, ranges, encodings.</summary>
    protected abstract bool Refuses(DbException error);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static async Task<IReadOnlyDictionary<string, long>> ReadSizesAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(sql);
        return (await select.ReadAsync(row => (Table: row.GetString(0), Bytes: row.Count(1)), cancellationToken)).ToDictionary(t => t.Table, t => t.Bytes, StringComparer.Ordinal);
    }

    protected static string SetList(IEnumerable<string> columns, string source) =>
        string.Join(", ", columns.Select(c => $"{c} = {source}.{c}"));

    public static SqlDatabase Create(DatabaseProvider provider, string connectionString) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteDatabase(connectionString),
        DatabaseProvider.SqlServer => new SqlServerDatabase(connectionString),
        DatabaseProvider.PostgreSql => new PostgreSqlDatabase(connectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(provider)),
    };

    /// <summary>Loads a provider's native library ahead of its first use.</summary>
    public static Task LoadAsync(DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? SqliteDatabase.LoadAsync() : Task.CompletedTask;
}

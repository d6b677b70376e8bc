using System.Data.Common;
using System.Runtime.CompilerServices;
using PokedexTop.Faults;

namespace PokedexTop.Data;

/// <summary>
/// A write transaction that holds a layer's writer lock. While it is open no other process writes that layer, so ids
/// taken with <see cref="NextIdAsync"/> follow commit order and readers may page by them safely.
/// </summary>
/// <param name="committed">Runs on the connection after the commit, with how many rows the transaction wrote to which tables.</param>
/// <param name="release">Runs at the end, however it ends.</param>
public sealed class WriteTransaction(DbConnection connection, DbTransaction transaction, Func<DbConnection, IReadOnlyDictionary<string, int>, Task>? committed = null, Action? release = null) : IAsyncDisposable
{
    private readonly Dictionary<string, int> _written = new(StringComparer.Ordinal);
    private bool _finished;

    public DbConnection Connection { get; } = connection;

    public DbTransaction Transaction { get; } = transaction;

    /// <summary>The first free id of a table whose ids this program gives out.</summary>
    public async Task<long> NextIdAsync(string table, CancellationToken cancellationToken)
    {
        await using var command = this.Command($"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}");
        return await command.CountAsync(cancellationToken);
    }

    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Connection.Command(sql, parameters);
        command.Transaction = Transaction;
        return command;
    }

    public async Task<int> ExecuteAsync(string sql, (string Name, object? Value)[] parameters, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Remembers that a bulk write was part of this transaction.</summary>
    internal void Wrote(string table, int rows) => _written[table] = _written.GetValueOrDefault(table) + rows;

    /// <param name="cancellationToken">Stops the commit.</param>
    /// <param name="place">The method that commits: the name of its crash points.</param>
    public async Task CommitAsync(CancellationToken cancellationToken, [CallerMemberName] string place = "")
    {
        CrashPoint.Hit(place, "committing");
        await Transaction.CommitAsync(cancellationToken);
        _finished = true;
        CrashPoint.Hit(place, "committed");
        if (committed is not null)
            await committed(Connection, _written);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // A broken connection has rolled back by itself; its error must not hide the one that led here.
            if (!_finished && Connection.State == System.Data.ConnectionState.Open)
                await Transaction.RollbackAsync(CancellationToken.None);
            await Transaction.DisposeAsync();
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
        }
        finally
        {
            try
            {
                await Connection.DisposeAsync();
            }
            finally
            {
                // Whatever happens: else nobody in this process could ever write again.
                release?.Invoke();
            }
        }
    }
}

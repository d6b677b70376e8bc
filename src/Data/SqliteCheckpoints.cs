using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PokedexTop.Data;

/// <summary>
/// Copies what was committed from the log into the file, beside the writers. SQLite would have the commit that fills the
/// log wait for the disk, and every writer behind it.
/// </summary>
internal sealed class SqliteCheckpoints(string connectionString)
{
    /// <summary>Pages after which the log is copied: rarely enough that a page which several commits changed is copied once.</summary>
    private const int Pages = 2_000;

    /// <summary>As long as the log may get, in pages.</summary>
    public const int MostPages = 8_000;

    private int _sinceCopy;
    private int _sinceBegin;
    private Task _copying = Task.CompletedTask;

    /// <summary>Takes notice of a commit, before the next writer may begin.</summary>
    public async Task CommittedAsync(SqliteConnection connection)
    {
        _ = raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        _sinceCopy += pages;
        _sinceBegin += pages;
        if (_sinceBegin >= MostPages - Pages)
        {
            // SQLite begins the log anew where all of it is copied, which writers that never pause would not let happen.
            await EndAsync();
            Begin();
            await EndAsync();
            _sinceBegin = 0;
        }
        else if (_sinceCopy >= Pages && _copying.IsCompleted)
        {
            Begin();
        }
    }

    /// <summary>Waits for the copying that is under way, whatever becomes of it.</summary>
    public Task EndAsync() => _copying.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    // A thread of its own: it waits for the disk, and the pool has as many threads as the machine has cores.
    private void Begin() =>
        (_sinceCopy, _copying) = (0, Task.Factory.StartNew(Copy, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    private void Copy()
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            // As a statement, since a connection that has read nothing yet does not know of the log, and the call does nothing then.
            // What it answers does not matter: what was not copied is, at the next turn or by the last connection that closes.
            using var copy = connection.CreateCommand();
            copy.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            copy.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Whoever reads or writes next is told what is wrong with the file.
        }
    }
}

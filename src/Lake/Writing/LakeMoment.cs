using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Lake.Objects;

namespace PokedexTop.Lake.Writing;

/// <summary>The moment a run writes: the tables as one transaction sees them, and the run before.</summary>
internal sealed record LakeMoment(SqlDatabase Database, DbConnection Connection, DbTransaction Snapshot, Manifest? Before, int Run, DateTime At)
{
    private readonly Dictionary<string, DateTime> _requested = new(StringComparer.Ordinal);
    private string? _latest;

    /// <summary>Sync runs that are not finished.</summary>
    public IReadOnlyList<string> Unfinished { get; private set; } = [];

    public static async Task<LakeMoment> ReadAsync(SqlDatabase database, DbConnection connection, DbTransaction snapshot, Manifest? before, int run, DateTime at, CancellationToken cancellationToken)
    {
        var moment = new LakeMoment(database, connection, snapshot, before, run, at);
        await using var select = moment.Command("SELECT sync_id, requested_at, status FROM bronze_sync_runs ORDER BY requested_at, sync_id");
        var runs = await select.ReadAsync(r => (Id: r.GetString(0), RequestedAt: r.Utc(1), Status: r.GetString(2)), cancellationToken);
        foreach (var (id, requestedAt, _) in runs)
            moment._requested[id] = requestedAt;
        moment._latest = runs is [.., var last] ? last.Id : null;
        moment.Unfinished = [.. runs.Where(r => r.Status is "requested" or "running").Select(r => r.Id)];
        return moment;
    }

    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Connection.Command(sql, parameters);
        command.Transaction = Snapshot;
        return command;
    }

    /// <summary>Where bronze rows of a sync run lie; of none for null.</summary>
    public string FolderOf(string? syncId) => FilePlace.OfBronze(syncId is not null && _requested.TryGetValue(syncId, out var day) ? day : At, syncId);

    /// <summary>Where bronze rows lie that tell of all sync runs.</summary>
    public string FolderOfAll => FolderOf(_latest);
}

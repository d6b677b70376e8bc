using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>
/// Which sets are still asked for: those of each feed's newest list, as its last sync of everything planned them. A set
/// that the source no longer lists grows old without anybody's fault, and so does the starter catalogue once a real feed
/// has taken its place.
/// </summary>
public sealed class ListedSets
{
    private readonly Dictionary<string, HashSet<string>> _byFeed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _newest = new(StringComparer.Ordinal);
    private bool _hasRealFeed;

    public static async Task<ListedSets> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var listed = new ListedSets();
        // A list that came with less than it should says nothing about what it lacks.
        await using var runs = connection.Command(
            $"SELECT feed, sync_id FROM bronze_sync_runs WHERE feed IS NOT NULL AND scope = @everything AND {SetLists.IsWhole} ORDER BY requested_at",
            ("@everything", new SyncScope().ToJson()));
        foreach (var (feed, syncId) in await runs.ReadAsync(r => (r.GetString(0), Guid.Parse(r.GetString(1))), cancellationToken))
            listed._newest[feed] = syncId;
        foreach (var (feed, syncId) in listed._newest)
        {
            await using var sets = connection.Command("SELECT set_id FROM bronze_set_fetches WHERE sync_id = @sync AND set_id IS NOT NULL", ("@sync", syncId.ToString()));
            listed._byFeed[feed] = [.. await sets.ReadAsync(r => r.GetString(0), cancellationToken)];
        }
        await using var real = connection.Command("SELECT COUNT(*) FROM bronze_tcg_sets WHERE feed <> @starter", ("@starter", SourceSelection.Starter));
        listed._hasRealFeed = await real.CountAsync(cancellationToken) > 0;
        return listed;
    }

    /// <summary>The sync of everything that had a feed's newest list; null where none has ended yet.</summary>
    public Guid? NewestSync(string feed) => _newest.TryGetValue(feed, out var syncId) ? syncId : null;

    /// <summary>Whether a set is still asked for; where no sync of everything has ended yet, every set is.</summary>
    public bool Contains(string feed, string setId) =>
        !(_hasRealFeed && feed == SourceSelection.Starter) && (!_byFeed.TryGetValue(feed, out var listed) || listed.Contains(setId));
}

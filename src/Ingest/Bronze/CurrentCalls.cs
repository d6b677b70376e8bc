using System.Data.Common;
using System.Text.Json;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Bronze;

/// <summary>A finding of an answer that still stands for what its source holds.</summary>
public sealed record CurrentFinding(SourceFinding Finding, string Endpoint, DateTime At);

/// <summary>A call in whose answer something was found.</summary>
/// <param name="Items">Bronze ids by position, null where an item became no version.</param>
internal sealed record CallWithFindings(long Id, string Source, string Endpoint, DateTime RequestedAt, long?[] Items, List<SourceFinding> Findings, long? FetchId);

/// <summary>
/// Which calls still stand for what the source holds: those of each set's latest fetch that came, and of the latest list of sets. What a
/// sync of everything did not ask for again (a query, a set that is listed no more, an address of another source) stands for nothing.
/// </summary>
public sealed class CurrentCalls(SqlDatabase database)
{
    // From each set's end of an index: asking of every fetch whether a later one is there took 1.7 s after a hundred syncs of 170 sets.
    private const string Latest =
        """
        SELECT f.id, f.sync_id, f.feed, f.set_id FROM bronze_set_fetches f JOIN (
            SELECT MAX(s.id) AS id FROM (
                SELECT k.feed, k.set_id, (SELECT MAX(n.id) FROM bronze_set_fetches n WHERE n.feed = k.feed AND n.set_id = k.set_id AND n.complete = k.complete AND n.status = 'fetched') AS id
                FROM (SELECT DISTINCT feed, set_id, complete FROM bronze_set_fetches WHERE set_id IS NOT NULL) k) s
            GROUP BY s.feed, s.set_id
            UNION ALL
            SELECT MAX(q.id) AS id FROM (SELECT DISTINCT feed FROM bronze_set_fetches) k JOIN bronze_set_fetches q ON q.feed = k.feed AND q.set_id IS NULL
            WHERE q.status = 'fetched' GROUP BY q.feed, q.query) latest ON latest.id = f.id
        ORDER BY f.id
        """;

    private const string OfEverything =
        """
        SELECT r.sync_id, r.feed, MAX(f.id) FROM bronze_sync_runs r JOIN bronze_set_fetches f ON f.sync_id = r.sync_id
        WHERE r.scope = @everything AND r.status IN ('completed', 'partial') GROUP BY r.sync_id, r.feed
        """;

    /// <summary>What is odd about the answers that stand.</summary>
    public async Task<List<CurrentFinding>> FindingsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await ReadAsync(connection, cancellationToken)).SelectMany(c => c.Findings.Select(f => new CurrentFinding(f, c.Endpoint, c.RequestedAt)))];
    }

    internal async Task<List<CallWithFindings>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var fetches = await StandingAsync(connection, cancellationToken);
        await using var list = connection.Command(
            database.First("SELECT sync_id FROM bronze_api_calls WHERE fetch_id IS NULL AND sync_id IS NOT NULL AND outcome = 'ok' AND items IS NOT NULL AND endpoint LIKE 'sets%' ORDER BY id DESC", 1));
        var lists = await list.ReadAsync(r => r.GetString(0), cancellationToken);
        var standing = fetches.Select(f => f.Id).ToHashSet();
        var calls = new List<CallWithFindings>();
        foreach (var syncId in fetches.Select(f => f.SyncId).Concat(lists).Distinct(StringComparer.Ordinal))
            calls.AddRange((await OfSyncAsync(connection, syncId, cancellationToken)).Where(c => c.FetchId is { } id ? standing.Contains(id) : lists.Contains(syncId)));
        return calls;
    }

    /// <summary>The latest fetches of all sets and queries but those that a later sync of everything did not ask for again.</summary>
    private static async Task<List<LatestFetch>> StandingAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var latest = connection.Command(Latest);
        var fetches = await latest.ReadAsync(r => new LatestFetch(r.GetInt64(0), r.GetString(1), r.GetString(2), r.TextOrNull(3)), cancellationToken);
        await using var runs = connection.Command(OfEverything, ("@everything", new SyncScope().ToJson()));
        foreach (var run in await runs.ReadAsync(r => new EndedRun(r.GetString(0), r.GetString(1), r.GetInt64(2)), cancellationToken))
        {
            var earlier = fetches.FindAll(f => f.Feed == run.Feed && f.SyncId != run.SyncId && f.Id < run.LastFetchId);
            if (earlier.Count == 0)
                continue;
            await using var asked = connection.Command("SELECT set_id FROM bronze_set_fetches WHERE sync_id = @sync AND set_id IS NOT NULL", ("@sync", run.SyncId));
            var sets = (await asked.ReadAsync(r => r.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
            // Such a run has sets, unless its rows were removed just now.
            if (sets.Count == 0)
                continue;
            var dropped = earlier.Where(f => f.SetId is null || !sets.Contains(f.SetId)).ToHashSet();
            fetches.RemoveAll(dropped.Contains);
        }
        return fetches;
    }

    /// <summary>Every call of a sync that has something to tell and was not made again, in order.</summary>
    internal static async Task<List<CallWithFindings>> OfSyncAsync(DbConnection connection, string syncId, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(
            """
            SELECT id, source, endpoint, requested_at, items, findings, fetch_id FROM bronze_api_calls
            WHERE sync_id = @sync AND outcome = 'ok' AND (items LIKE '%null%' OR findings IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM bronze_api_calls n WHERE n.sync_id = @sync AND n.endpoint = bronze_api_calls.endpoint AND n.outcome = 'ok' AND n.id > bronze_api_calls.id
                AND COALESCE(n.fetch_id, 0) = COALESCE(bronze_api_calls.fetch_id, 0))
            ORDER BY id
            """, ("@sync", syncId));
        return await select.ReadAsync(r => new CallWithFindings(
            r.GetInt64(0), r.GetString(1), r.GetString(2), r.Utc(3),
            r.TextOrNull(4) is { } items ? JsonSerializer.Deserialize<long?[]>(items)! : [],
            r.TextOrNull(5) is { } findings ? JsonSerializer.Deserialize(findings, SourceFindingJson.Default.ListSourceFinding)! : [],
            r.LongOrNull(6)), cancellationToken);
    }

    private sealed record LatestFetch(long Id, string SyncId, string Feed, string? SetId);

    private sealed record EndedRun(string SyncId, string Feed, long LastFetchId);
}

using System.Data.Common;
using PokedexTop.Data;

namespace PokedexTop.Ingest.Bronze;

/// <summary>A received item that became no version.</summary>
/// <param name="RejectId">Its row of <c>bronze_rejects</c>.</param>
/// <param name="Position">Its place in the answer, from 0.</param>
/// <param name="ReceivedAt">When it was received for the first time, UTC.</param>
public sealed record UnstoredItem(long RejectId, string Endpoint, int Position, string Reason, DateTime ReceivedAt);

/// <summary>
/// Reads which received items became no version. The calls say so by position; what stands there is told by the latest row of
/// <c>bronze_rejects</c> of the same source, endpoint and position, which is written once however often it is received.
/// </summary>
public sealed class UnstoredItems(SqlDatabase database, CurrentCalls calls)
{
    // Rejects are few and calls many: CROSS JOIN keeps SQLite from starting with the calls.
    private const string Rejects = "FROM bronze_rejects r CROSS JOIN bronze_api_calls c WHERE c.id = r.api_call_id";

    /// <summary>How many items of a run's set list, and how many of its cards, became no version. Cheap: asked many times a second.</summary>
    public async Task<(int Sets, int Cards)> CountAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT (SELECT COALESCE(SUM(rejected), 0) FROM bronze_set_fetches WHERE sync_id = @sync),
                (SELECT COUNT(*) FROM bronze_rejects r CROSS JOIN bronze_api_calls c WHERE c.id = r.api_call_id AND c.fetch_id IS NULL AND c.endpoint LIKE 'sets%')
            """, ("@sync", syncId.ToString()));
        var (cards, ever) = (await select.ReadAsync(r => ((int)r.Count(0), (int)r.Count(1)), cancellationToken))[0];
        if (ever == 0)
            return (0, cards);
        var lists = (await CurrentCalls.OfSyncAsync(connection, syncId.ToString(), cancellationToken)).FindAll(c => c.FetchId is null && c.Endpoint.StartsWith("sets", StringComparison.Ordinal));
        return ((await OfAsync(connection, lists, cancellationToken)).Count, cards);
    }

    /// <summary>What the answers that still stand hold.</summary>
    public async Task<List<UnstoredItem>> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await OfAsync(connection, await calls.ReadAsync(connection, cancellationToken), cancellationToken);
    }

    /// <summary>What was last rejected at each place of these endpoints.</summary>
    internal async Task<Dictionary<(string Endpoint, int Position), (string Payload, string Reason)>> LatestAsync(
        WriteTransaction write, string source, IReadOnlyCollection<string> endpoints, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            $"SELECT c.endpoint, r.position, r.payload, r.reason {Rejects} AND c.source = @source AND {database.IsOneOf("c.endpoint", "@endpoints")} ORDER BY r.id",
            ("@source", source), ("@endpoints", database.TextList(endpoints)));
        var latest = new Dictionary<(string, int), (string, string)>();
        foreach (var (place, content) in await select.ReadAsync(r => ((r.GetString(0), r.GetInt32(1)), (r.GetString(2), r.GetString(3))), cancellationToken))
            latest[place] = content;
        return latest;
    }

    private async Task<List<UnstoredItem>> OfAsync(DbConnection connection, List<CallWithFindings> told, CancellationToken cancellationToken)
    {
        var holding = told.FindAll(c => Array.IndexOf(c.Items, null) >= 0);
        if (holding.Count == 0)
            return [];
        await using var select = connection.Command(
            $"SELECT c.source, c.id, r.id, c.endpoint, r.position, r.reason, r.received_at, r.payload {Rejects} AND {database.IsOneOf("c.endpoint", "@endpoints")} ORDER BY r.id",
            ("@endpoints", database.TextList([.. holding.Select(c => c.Endpoint).Distinct(StringComparer.Ordinal)])));
        var rows = (await select.ReadAsync(r => (Source: r.GetString(0), CallId: r.GetInt64(1), Payload: r.GetString(7),
            Item: new UnstoredItem(r.GetInt64(2), r.GetString(3), r.GetInt32(4), r.GetString(5), r.Utc(6))), cancellationToken)).ToLookup(r => (r.Source, r.Item.Endpoint, r.Item.Position));
        var items =
            from call in holding
            from position in Enumerable.Range(0, call.Items.Length)
            where call.Items[position] is null
            // The latest row up to this call; a later sync may have found something else there since.
            let row = rows[(call.Source, call.Endpoint, position)].LastOrDefault(r => r.CallId <= call.Id)
            where row.Item is not null
            select (call.FetchId, row.Payload, row.Item);
        return
        [
            .. items.GroupBy(i => i.FetchId)
                .SelectMany(fetch => RepeatedItems.Once(fetch, i => (i.Item.Endpoint, i.Item.Position, i.Payload, i.Item.Reason)))
                .Select(i => i.Item).OrderBy(i => i.Endpoint, StringComparer.Ordinal).ThenBy(i => i.Position),
        ];
    }
}

using System.Text.Json;
using PokedexTop.Hosting.Data;

namespace PokedexTop.Ingest.Bronze;

/// <summary>An item that the latest answer of its call holds and that became no version.</summary>
/// <param name="RejectId">Its row of <c>bronze_rejects</c>.</param>
/// <param name="Position">Its place in the answer, from 0.</param>
/// <param name="ReceivedAt">When it was received for the first time, UTC.</param>
public sealed record UnstoredItem(long RejectId, string Endpoint, int Position, string Reason, DateTime ReceivedAt);

/// <summary>
/// Reads which received items became no version. The calls say so by position; what stands there is told by the latest row of
/// <c>bronze_rejects</c> of the same source, endpoint and position, which is written once however often it is received.
/// </summary>
public sealed class UnstoredItems(SqlDatabase database)
{
    // Rejects are few and calls many: CROSS JOIN keeps SQLite from starting with the calls.
    private const string Rejects = "FROM bronze_rejects r CROSS JOIN bronze_api_calls c WHERE c.id = r.api_call_id";

    /// <summary>How many items of a run's set list, and how many of its cards, became no version.</summary>
    public async Task<(int Sets, int Cards)> CountAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT endpoint, items FROM bronze_api_calls WHERE sync_id = @sync AND items LIKE '%null%' ORDER BY id", ("@sync", syncId.ToString()));
        // A page that was asked for again holds the same items again.
        var latest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (endpoint, items) in await select.ReadAsync(r => (r.GetString(0), r.GetString(1)), cancellationToken))
            latest[endpoint] = Versions(items).Count(id => id is null);
        var sets = latest.Where(c => c.Key.StartsWith("sets", StringComparison.Ordinal)).Sum(c => c.Value);
        return (sets, latest.Values.Sum() - sets);
    }

    /// <summary>What the latest answer of each call still holds.</summary>
    public async Task<List<UnstoredItem>> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"SELECT c.source, r.id, c.endpoint, r.position, r.reason, r.received_at {Rejects} ORDER BY r.id");
        var rows = await select.ReadAsync(r => (Source: r.GetString(0), Item: new UnstoredItem(r.GetInt64(1), r.GetString(2), r.GetInt32(3), r.GetString(4), r.Utc(5))), cancellationToken);
        var current = new List<UnstoredItem>();
        foreach (var call in rows.GroupBy(r => (r.Source, r.Item.Endpoint)))
        {
            await using var answer = connection.Command(
                database.First("SELECT items FROM bronze_api_calls WHERE source = @source AND endpoint = @endpoint AND outcome = 'ok' AND items IS NOT NULL ORDER BY requested_at DESC, id DESC", 1),
                ("@source", call.Key.Source), ("@endpoint", call.Key.Endpoint));
            var versions = (await answer.ReadAsync(r => Versions(r.GetString(0)), cancellationToken)).FirstOrDefault() ?? [];
            current.AddRange(call.Select(r => r.Item).GroupBy(i => i.Position).Select(p => p.Last()).Where(i => i.Position < versions.Length && versions[i.Position] is null));
        }
        return [.. current.OrderBy(i => i.Endpoint, StringComparer.Ordinal).ThenBy(i => i.Position)];
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

    private static long?[] Versions(string items) => JsonSerializer.Deserialize<long?[]>(items)!;
}

using System.Text.Json;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Bronze;

/// <summary>Writes the rows of the calls a commit stores, with what each returned.</summary>
internal sealed class CallRows(SqlDatabase database)
{
    /// <returns>The row's id of each call.</returns>
    public async Task<Dictionary<SourceCall, long>> WriteAsync(
        WriteTransaction write, RunLease lease, IEnumerable<(SourceCall Call, long? FetchId)> made, VersionPlan plan, CancellationToken cancellationToken)
    {
        var nextId = await write.NextIdAsync(BronzeTables.ApiCalls.Name, cancellationToken);
        var ids = new Dictionary<SourceCall, long>(ReferenceEqualityComparer.Instance);
        var rows = new List<ApiCall>();
        foreach (var (call, fetchId) in made)
        {
            ids[call] = call.CallId ?? nextId++;
            var row = Row(ids[call], lease, call, fetchId, plan);
            if (call.CallId is null)
                rows.Add(row);
            else if (call.Error is null)
                await CompleteAsync(write, call, row.ItemCount!.Value, row.Items, cancellationToken, fetchId, row.Findings);
            else if (fetchId is not null)
                await write.ExecuteAsync("UPDATE bronze_api_calls SET fetch_id = @fetch WHERE id = @id", [("@fetch", fetchId), ("@id", row.Id)], cancellationToken);
        }
        await database.InsertAsync(write, BronzeTables.ApiCalls, rows, cancellationToken);
        return ids;
    }

    private static ApiCall Row(long id, RunLease lease, SourceCall call, long? fetchId, VersionPlan plan) => new()
    {
        Id = id,
        SyncId = lease.SyncId,
        Source = lease.Source,
        Endpoint = call.Endpoint,
        RequestedAt = call.RequestedAt,
        StatusCode = call.StatusCode,
        DurationMs = call.DurationMs,
        Bytes = call.Bytes,
        Outcome = call.Error is null ? CallOutcome.Ok : CallOutcome.Failed,
        Error = call.Error,
        ItemCount = call.Error is null ? plan.Positions[call].Length : null,
        Items = call.Error is null ? JsonSerializer.Serialize(plan.Positions[call]) : null,
        FetchId = fetchId,
        Findings = Findings([.. call.Findings, .. plan.Findings.Where(f => ReferenceEquals(f.Call, call)).Select(f => f.Finding)]),
    };

    private static string? Findings(List<SourceFinding> findings) =>
        findings.Count == 0 ? null : JsonSerializer.Serialize(findings, SourceFindingJson.Default.ListSourceFinding);

    /// <summary>A network call's row was taken before it was made; says that it succeeded, and what it returned.</summary>
    internal static Task<int> CompleteAsync(
        WriteTransaction write, SourceCall call, int count, string? items, CancellationToken cancellationToken, long? fetchId = null, string? findings = null) => write.ExecuteAsync(
        """
        UPDATE bronze_api_calls SET outcome = 'ok', status_code = @status, duration_ms = @duration, bytes = @bytes, item_count = @count, items = @items,
            fetch_id = @fetch, findings = @findings WHERE id = @id
        """,
        [("@status", call.StatusCode), ("@duration", call.DurationMs), ("@bytes", call.Bytes), ("@count", count), ("@items", items),
         ("@fetch", fetchId), ("@findings", findings), ("@id", call.CallId)], cancellationToken);
}

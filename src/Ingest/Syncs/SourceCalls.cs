using System.Data.Common;
using Microsoft.Extensions.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.PokemonTcg;
using PokedexTop.Ingest.Sources.Tcgdex;

namespace PokedexTop.Ingest.Syncs;

/// <summary>A call to a source, as the log has it.</summary>
/// <param name="Endpoint">Path and query of the request, or the file's path inside the folder.</param>
/// <param name="Outcome">reserved, ok or failed.</param>
/// <param name="Items">How many it returned; null while it did not.</param>
public sealed record LoggedCall(long Id, string Source, string Endpoint, DateTime RequestedAt, int? StatusCode, double? DurationMs, long? Bytes, string Outcome, string? Error, int? Items);

/// <summary>How much of a quota is used.</summary>
/// <param name="Window">minute or day.</param>
/// <param name="Keyed">Whether the source has the key's quota.</param>
public sealed record QuotaUse(string Source, bool Keyed, string Window, int Limit, long Used);

/// <summary>Reads the log of calls: what was asked, what came of it, and how much may still be asked.</summary>
public sealed class SourceCalls(SqlDatabase database, IConfiguration configuration, TimeProvider time)
{
    /// <param name="before">The last of the page before; null for the newest.</param>
    /// <param name="failed">Only those that failed.</param>
    /// <param name="limit">Calls of a page.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<LoggedCall>> ListAsync(long? before, bool failed, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(database.First(
            $"SELECT id, source, endpoint, requested_at, status_code, duration_ms, bytes, outcome, error, item_count FROM bronze_api_calls WHERE id < @before{(failed ? " AND outcome = 'failed'" : "")} ORDER BY id DESC", limit),
            ("@before", before ?? long.MaxValue));
        return await select.ReadAsync(r => new LoggedCall(
            r.GetInt64(0), r.GetString(1), r.GetString(2), r.Utc(3), r.IntOrNull(4), r.IsDBNull(5) ? null : r.GetDouble(5), r.LongOrNull(6), r.GetString(7), r.TextOrNull(8), r.IntOrNull(9)), cancellationToken);
    }

    /// <summary>The quotas that are configured for the sources of the network, and what is used of them.</summary>
    public async Task<List<QuotaUse>> QuotasAsync(CancellationToken cancellationToken)
    {
        var (first, second) = (PokemonTcgOptions.Read(configuration), TcgdexOptions.Read(configuration));
        var keyed = first.ApiKey is not null;
        await using var connection = await database.OpenAsync(cancellationToken);
        return
        [
            .. await UsedAsync(connection, SourceSelection.PokemonTcg, keyed, keyed ? first.KeyedQuota : first.KeylessQuota, time.UtcNow(), cancellationToken),
            .. await UsedAsync(connection, SourceSelection.Tcgdex, false, second.Quota, time.UtcNow(), cancellationToken),
        ];
    }

    internal static async Task<List<QuotaUse>> UsedAsync(DbConnection connection, string source, bool keyed, CallQuota quota, DateTime now, CancellationToken cancellationToken)
    {
        var uses = new List<QuotaUse>();
        foreach (var (limit, window, length) in new[] { (quota.PerMinute, "minute", TimeSpan.FromMinutes(1)), (quota.PerDay, "day", TimeSpan.FromDays(1)) })
        {
            if (limit is not { } calls)
                continue;
            await using var count = connection.Command(
                "SELECT COUNT(*) FROM bronze_api_calls WHERE source = @source AND keyed = @keyed AND requested_at > @from", ("@source", source), ("@keyed", keyed), ("@from", now - length));
            uses.Add(new QuotaUse(source, keyed, window, calls, await count.CountAsync(cancellationToken)));
        }
        return uses;
    }
}

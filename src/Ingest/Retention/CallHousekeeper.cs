using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Retention;

/// <summary>
/// Removes old calls from which nothing came that is still told of: those that failed, and those of which there is a later one, unless a
/// version or a reject came with them. From the others the latest answer of the source can be put together again.
/// </summary>
internal sealed class CallHousekeeper(SqlDatabase database, RetentionOptions retention, TimeProvider time) : IHousekeeper
{
    public string What => "calls";

    public async Task<long> RemoveAsync(CancellationToken cancellationToken)
    {
        if (retention.Calls == 0)
            return 0;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var old = connection.Command(
            "SELECT id, source, endpoint, outcome, fetch_id FROM bronze_api_calls WHERE requested_at < @before ORDER BY id", ("@before", RetentionOptions.Before(time.UtcNow(), retention.Calls)));
        var calls = await old.ReadAsync(r => (Id: r.GetInt64(0), Of: (r.GetString(1), r.GetString(2)), Answered: r.GetString(3) == CallOutcome.Ok, FetchId: r.IsDBNull(4) ? (long?)null : r.GetInt64(4)), cancellationToken);
        if (calls.Count == 0)
            return 0;
        var told = new HashSet<long>();
        foreach (var table in new[] { "bronze_tcg_cards", "bronze_tcg_sets", "bronze_pokemon_species", "bronze_rejects" })
        {
            await using var select = connection.Command($"SELECT DISTINCT api_call_id FROM {table} WHERE api_call_id IS NOT NULL");
            told.UnionWith(await select.ReadAsync(r => r.GetInt64(0), cancellationToken));
        }
        await using var answers = connection.Command("SELECT source, endpoint, MAX(id) FROM bronze_api_calls WHERE outcome = @ok AND fetch_id IS NULL GROUP BY source, endpoint", ("@ok", CallOutcome.Ok));
        var latest = (await answers.ReadAsync(r => (Of: (r.GetString(0), r.GetString(1)), Id: r.GetInt64(2)), cancellationToken)).ToDictionary(call => call.Of, call => call.Id);
        await using var fetches = connection.Command(
            """
            SELECT f.id FROM bronze_set_fetches f WHERE f.status = 'fetched'
            AND NOT EXISTS (SELECT 1 FROM bronze_set_fetches n WHERE n.feed = f.feed AND n.set_id = f.set_id AND n.status = 'fetched' AND n.id > f.id)
            AND NOT EXISTS (SELECT 1 FROM bronze_set_fetches n WHERE n.feed = f.feed AND f.set_id IS NULL AND n.query = f.query AND n.status = 'fetched' AND n.id > f.id)
            """);
        var current = (await fetches.ReadAsync(r => r.GetInt64(0), cancellationToken)).ToHashSet();
        return await BronzeRemoval.RemoveAsync(database, "bronze_api_calls", [.. calls.Where(call => !told.Contains(call.Id) && (!call.Answered || (call.FetchId is { } fetch ? !current.Contains(fetch) : latest[call.Of] > call.Id))).Select(call => call.Id)], cancellationToken);
    }
}

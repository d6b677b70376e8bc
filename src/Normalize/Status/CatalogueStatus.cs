using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Status;

/// <summary>Answers what each layer holds and what is left to do: counts over indexes, no payload is read.</summary>
public sealed class CatalogueStatus(SqlDatabase database, SyncRuns runs, NormalizeBacklog backlog, UnstoredItems unstored, SourceHealth health, TimeProvider time)
{
    private const int SyncsShown = 5;

    public async Task<StatusReport> ReadAsync(CancellationToken cancellationToken)
    {
        var cards = await CardsOfSet.ReadAsync(database, cancellationToken);
        var sets = await new SetStatusRows(database).ReadAsync(cards, cancellationToken);
        return new StatusReport(
            await BronzeAsync(cancellationToken),
            await SilverAsync(cards, cancellationToken),
            await IngestAsync(cancellationToken),
            await backlog.CountAsync(cancellationToken),
            await runs.LatestAsync(SyncsShown, cancellationToken),
            sets)
        {
            StandIn = await health.StandInAsync(cancellationToken),
        };
    }

    /// <summary>The sets alone.</summary>
    public async Task<List<SetStatus>> SetsAsync(CancellationToken cancellationToken) =>
        await new SetStatusRows(database).ReadAsync(await CardsOfSet.ReadAsync(database, cancellationToken), cancellationToken);

    // A feed's card has exactly one first version, so first versions count cards without grouping.
    private async Task<BronzeCounts> BronzeAsync(CancellationToken cancellationToken)
    {
        var n = await CountsAsync([
            "bronze_sync_runs", "bronze_set_fetches", "bronze_api_calls", "bronze_tcg_cards WHERE version = 1", "bronze_tcg_cards",
            "bronze_tcg_sets WHERE version = 1", "bronze_pokemon_species WHERE version = 1", "bronze_tcg_prices"], cancellationToken);
        return new BronzeCounts(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], (await unstored.CurrentAsync(cancellationToken)).Count);
    }

    private async Task<SilverCounts> SilverAsync(List<CardsOfSet> cards, CancellationToken cancellationToken)
    {
        var n = await CountsAsync([
            "silver_tcg_sets", "silver_rejects WHERE resolved_at IS NULL", "silver_quality_issues", "silver_schema_drift", "silver_pokemon_master", "silver_card_prices", "silver_changes",
            "silver_rejects WHERE resolved_at IS NULL AND layer = 'price'"], cancellationToken);
        return new SilverCounts(n[0], cards.Sum(c => c.Current), cards.Sum(c => c.Retired), cards.Sum(c => c.Merged), n[1], n[2], n[3], n[4], n[5], n[6]) { PriceRejects = n[7] };
    }

    private async Task<IngestBacklog> IngestAsync(CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var unfinished = (await runs.UnfinishedAsync(cancellationToken)).ToLookup(run => run.StatusAt(now));
        var pending = await CountsAsync(["bronze_set_fetches WHERE status = 'pending' AND sync_id IN (SELECT sync_id FROM bronze_sync_runs WHERE status IN ('requested', 'running'))"], cancellationToken);
        return new IngestBacklog(unfinished[SyncStatus.Requested].Count(), unfinished[SyncStatus.Running].Count(), unfinished[SyncStatus.Interrupted].Count(), pending[0]);
    }

    private async Task<long[]> CountsAsync(string[] tables, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT " + string.Join(", ", tables.Select(t => $"(SELECT COUNT(*) FROM {t})")));
        return (await select.ReadAsync(row => Enumerable.Range(0, tables.Length).Select(row.Count).ToArray(), cancellationToken))[0];
    }
}

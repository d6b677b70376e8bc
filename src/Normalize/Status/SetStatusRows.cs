using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Status;

/// <summary>Puts the sets' rows of both layers side by side.</summary>
internal sealed class SetStatusRows(SqlDatabase database)
{
    // Sets only named by a set list stand beside those that were fetched. The starter catalogue's are history beside a real feed's.
    private const string Sets =
        $"""
        SELECT k.feed, k.set_id, c.id, COALESCE(c.position, n.position), c.expected, c.received, c.finished_at, c.source, n.status, n.error
        FROM (
            SELECT feed, set_id, MAX(last_id) AS last_id, MAX(complete_id) AS complete_id
            FROM (
                SELECT feed, set_id, id AS last_id, CASE WHEN complete = @yes THEN id END AS complete_id FROM bronze_set_fetches b WHERE set_id IS NOT NULL AND {NormalizeBacklog.RealFeed}
                UNION ALL
                SELECT feed, set_id, NULL, NULL FROM bronze_tcg_sets b WHERE version = 1 AND {NormalizeBacklog.RealFeed}
            ) every_row
            GROUP BY feed, set_id
        ) k
        LEFT JOIN bronze_set_fetches c ON c.id = k.complete_id
        LEFT JOIN bronze_set_fetches n ON n.id = k.last_id
        """;

    private const string Names = "SELECT i.feed, i.feed_set_id, s.set_id, s.name, s.total FROM silver_set_identities i JOIN silver_tcg_sets s ON s.set_id = i.set_id";

    private const string Rejected =
        "SELECT i.feed, b.set_id, i.feed_card_id FROM silver_card_identities i JOIN bronze_tcg_cards b ON b.id = i.bronze_id WHERE i.outcome = 'rejected'";

    /// <param name="cards">How many cards silver has of each of its sets.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<SetStatus>> ReadAsync(IReadOnlyList<CardsOfSet> cards, CancellationToken cancellationToken)
    {
        var counts = cards.ToDictionary(c => c.SetId, StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(cancellationToken);
        var names = (await ReadAsync(connection, Names, row => new NamedSet(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IntOrNull(4)), cancellationToken))
            .ToDictionary(n => (n.Feed, n.FeedSetId));
        var rejected = (await ReadAsync(connection, Rejected, row => new RejectedCard(row.GetString(0), row.TextOrNull(1), row.GetString(2)), cancellationToken))
            .ToLookup(r => r.Feed, StringComparer.Ordinal);

        var listed = await ListedSets.ReadAsync(connection, cancellationToken);

        await using var select = connection.Command(Sets, ("@yes", true));
        var rows = await select.ReadAsync(Row, cancellationToken);
        var list = new List<SetStatus>(rows.Count);
        foreach (var (set, fetchId, _) in rows.OrderBy(r => r.Position ?? int.MaxValue).ThenBy(r => r.Set.SetId, StringComparer.Ordinal))
        {
            var quarantined = await QuarantinedAsync(connection, set.SetId, fetchId, [.. rejected[set.Feed]], cancellationToken);
            var known = names.GetValueOrDefault((set.Feed, set.SetId));
            var count = known is null ? null : counts.GetValueOrDefault(known.SilverId);
            list.Add(set with { Name = known?.Name, SilverId = known?.SilverId, Total = known?.Total, Listed = listed.Contains(set.Feed, set.SetId), Current = count?.Current ?? 0, Retired = count?.Retired ?? 0, Quarantined = quarantined });
        }
        return list;
    }

    // The members of the fetch tell, as the sync itself counts: a card may name another set, or none, and may have left while in quarantine.
    private static async Task<long> QuarantinedAsync(DbConnection connection, string setId, long? fetchId, List<RejectedCard> rejected, CancellationToken cancellationToken)
    {
        if (fetchId is null || rejected.Count == 0)
            return rejected.Count(r => r.SetId == setId);
        await using var select = connection.Command("SELECT members FROM bronze_set_fetches WHERE id = @id", ("@id", fetchId));
        var ids = rejected.Select(r => r.CardId).ToHashSet(StringComparer.Ordinal);
        return SyncMembers.Read((await select.ReadAsync(row => row.TextOrNull(0), cancellationToken))[0]).Count(m => ids.Contains(m.Id));
    }

    private static async Task<List<T>> ReadAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(sql);
        return await select.ReadAsync(read, cancellationToken);
    }

    private static FetchedSet Row(DbDataReader row) => new(new SetStatus
    {
        Feed = row.GetString(0),
        SetId = row.GetString(1),
        Expected = row.IntOrNull(4),
        Fetched = row.IntOrNull(5),
        FetchedAt = row.UtcOrNull(6),
        FetchedFrom = row.TextOrNull(7),
        LastFetch = row.TextOrNull(8),
        LastError = row.TextOrNull(9),
    }, row.LongOrNull(2), row.IntOrNull(3));

    private sealed record NamedSet(string Feed, string FeedSetId, string SilverId, string Name, int? Total);

    private sealed record RejectedCard(string Feed, string? SetId, string CardId);

    private sealed record FetchedSet(SetStatus Set, long? FetchId, int? Position);
}

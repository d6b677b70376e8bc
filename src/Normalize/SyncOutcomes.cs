using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize;

/// <summary>What Normalize made of one sync, counted from the tables.</summary>
/// <param name="Normalized">Versions this sync brought that are normalised.</param>
/// <param name="Rejected">Cards the sync saw that are in quarantine, and items that could not even be stored as cards.</param>
/// <param name="Retired">Cards its complete fetches retired.</param>
/// <param name="Backlog">What of this sync Normalize has still to do; 0 means drained.</param>
public sealed record SyncOutcome(int Normalized, int Rejected, int Retired, int Backlog);

/// <summary>Follows a sync below Ingest.</summary>
public sealed class SyncOutcomes(SqlDatabase database, UnstoredItems unstored)
{
    /// <summary>What of a sync is still to be normalised and applied. Cheap: asked many times a second.</summary>
    public async Task<int> BacklogAsync(Guid syncId, CancellationToken cancellationToken)
    {
        var sync = syncId.ToString();
        await using var connection = await database.OpenAsync(cancellationToken);
        // A card of this sync is behind while its identity has not reached this version; a later sync's version counts too.
        await using var count = connection.Command(
            $"""
            SELECT
            (SELECT COUNT(*) FROM bronze_tcg_cards b LEFT JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id
                WHERE b.sync_id = @sync AND (i.feed IS NULL OR i.bronze_id < b.id OR i.normalizer_version < {FeedNormalizers.VersionOf("b.feed")}))
            + (SELECT COUNT(*) FROM bronze_set_fetches f LEFT JOIN silver_set_identities i ON i.feed = f.feed AND i.feed_set_id = f.set_id
                WHERE f.sync_id = @sync AND f.complete = @yes AND (i.feed IS NULL OR (i.applied_fetch_id < f.id AND {SetFetchApplication.IsPending}))
                AND EXISTS (SELECT 1 FROM bronze_tcg_sets s WHERE s.feed = f.feed AND s.set_id = f.set_id))
            + (SELECT COUNT(*) FROM bronze_tcg_sets b LEFT JOIN silver_set_identities i ON i.feed = b.feed AND i.feed_set_id = b.set_id
                WHERE b.sync_id = @sync AND (i.feed IS NULL OR i.bronze_id < b.id))
            """, ("@sync", sync), ("@yes", true));
        return (int)await count.CountAsync(cancellationToken);
    }

    /// <param name="syncId">The sync.</param>
    /// <param name="backlog">As <see cref="BacklogAsync"/> counted it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SyncOutcome> OfAsync(Guid syncId, int backlog, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // COALESCE keeps the planner from walking all normalised identities and, for each, all cards of the sync.
        await using var counts = connection.Command(
            """
            SELECT
            (SELECT COUNT(*) FROM bronze_tcg_cards b WHERE b.sync_id = @sync AND EXISTS (SELECT 1 FROM silver_card_identities i
                WHERE i.feed = b.feed AND i.feed_card_id = b.card_id AND i.bronze_id >= b.id AND COALESCE(i.outcome, '') = 'normalized')),
            (SELECT COUNT(*) FROM silver_changes WHERE sync_id = @sync AND kind = 'retired')
            """, ("@sync", syncId.ToString()));
        var (normalized, retired) = (await counts.ReadAsync(r => ((int)r.Count(0), (int)r.Count(1)), cancellationToken))[0];
        var (_, notStored) = await unstored.CountAsync(syncId, cancellationToken);
        return new SyncOutcome(normalized, notStored + await InQuarantineAsync(connection, syncId, cancellationToken), retired, backlog);
    }

    /// <summary>
    /// Cards this sync saw, new or not, that are in quarantine now. What it brought itself is counted by an index; only cards that
    /// were in quarantine before are looked for among its members, and each list of members is read once.
    /// </summary>
    private static async Task<int> InQuarantineAsync(System.Data.Common.DbConnection connection, Guid syncId, CancellationToken cancellationToken)
    {
        await using var brought = connection.Command(
            """
            SELECT COUNT(DISTINCT b.card_id) FROM bronze_tcg_cards b JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id
            WHERE b.sync_id = @sync AND COALESCE(i.outcome, '') = 'rejected'
            """, ("@sync", syncId.ToString()));
        var count = (int)await brought.CountAsync(cancellationToken);
        await using var others = connection.Command(
            """
            SELECT i.feed_card_id FROM silver_card_identities i WHERE i.outcome = 'rejected'
            AND i.feed IN (SELECT feed FROM bronze_set_fetches WHERE sync_id = @sync)
            AND NOT EXISTS (SELECT 1 FROM bronze_tcg_cards b WHERE b.sync_id = @sync AND b.feed = i.feed AND b.card_id = i.feed_card_id)
            """, ("@sync", syncId.ToString()));
        var rejected = (await others.ReadAsync(r => r.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        if (rejected.Count == 0)
            return count;
        await using var fetches = connection.Command("SELECT members FROM bronze_set_fetches WHERE sync_id = @sync AND members IS NOT NULL", ("@sync", syncId.ToString()));
        foreach (var members in await fetches.ReadAsync(r => r.GetString(0), cancellationToken))
            count += SyncMembers.Read(members).Count(m => rejected.Remove(m.Id));
        return count;
    }
}

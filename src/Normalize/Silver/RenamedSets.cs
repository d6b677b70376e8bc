using System.Data.Common;
using Microsoft.Extensions.Logging;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Takes over that TCGdex gave a set another id: then the silver sets are one, and what the cards of the old id became is looked for among
/// those of the new one.
/// </summary>
internal sealed class RenamedSets(SqlDatabase database, SetNormalization sets, CardRows rows, CardListings listings, CardPresence presence, MovedCards moves, SetTotals totals, TimeProvider time, ILogger<RenamedSets> log)
{
    /// <summary>Takes over what the feed's newest list says.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="normalize">Normalises the cards that wait: what became of the old ones may be among them.</param>
    /// <param name="publish">Announces the changes of each commit.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    /// <returns>Whether there was anything: then sets and cards are to be normalised again for which another id speaks now.</returns>
    public async Task<bool> WorkAsync(string feed, Func<Task> normalize, Func<List<CardChange>, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        // Other languages make no sets, and the first feed's ids are silver's own.
        if (!TcgdexFeed.Is(feed) || !FeedLanguage.IsEnglish(feed))
            return false;
        var found = await FindAsync(feed, cancellationToken);
        if (found.Count == 0)
            return false;
        await normalize();
        foreach (var ofSet in found.GroupBy(r => r.Into))
        {
            try
            {
                await publish(await WriteAsync(feed, [.. ofSet], cancellationToken), cancellationToken);
            }
            catch (Exception error) when (database.IsAboutRows(error))
            {
                // One set's rows must not stop the others. It stays in the backlog, and with it in what status shows.
                log.LogError(error, "That the set {Feed}/{SetId} has another id now could not be taken over", feed, ofSet.First().FeedSetId);
            }
        }
        return true;
    }

    /// <summary>Takes over the ids that one set had, all at once: each of them may be the one by which it is found to be another.</summary>
    private async Task<List<CardChange>> WriteAsync(string feed, List<RenamedSet> ofSet, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var changes = new List<CardChange>();
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        // Another worker may have taken them over since; and what a newer list says waits until its cards are normalised.
        foreach (var renamed in (await FindAsync(feed, cancellationToken)).FindAll(r => ofSet.Exists(f => (f.FeedSetId, f.SyncId) == (r.FeedSetId, r.SyncId))))
        {
            if (renamed.From != renamed.Into)
                changes.AddRange(await sets.MergeAsync(write, feed, renamed.From, renamed.Into, now, cancellationToken));
            changes.AddRange(await TakeOverAsync(write, feed, renamed, now, cancellationToken));
            await totals.CompareAsync(write, [renamed.Into], now, cancellationToken);
        }
        await write.CommitAsync(cancellationToken);
        return changes;
    }

    private async Task<List<RenamedSet>> FindAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var found = await RenamedSet.FindAsync(connection, feed, cancellationToken);
        foreach (var done in found.FindAll(r => r.IsDone))
        {
            if (!await HasCardsAsync(connection, feed, done.FeedSetId, cancellationToken))
                found.Remove(done);
        }
        return found;
    }

    // A card that was in quarantine when the set was taken over may be what one of these became.
    private static async Task<bool> HasCardsAsync(DbConnection connection, string feed, string feedSetId, CancellationToken cancellationToken)
    {
        await using var count = connection.Command(
            "SELECT COUNT(*) FROM bronze_tcg_cards b JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id AND i.bronze_id = b.id AND i.absent_at IS NULL WHERE b.feed = @feed AND b.set_id = @set",
            ("@feed", feed), ("@set", feedSetId));
        return await count.CountAsync(cancellationToken) > 0;
    }

    private async Task<List<CardChange>> TakeOverAsync(WriteTransaction write, string feed, RenamedSet renamed, DateTime now, CancellationToken cancellationToken)
    {
        var cards = await CardsAsync(write, feed, renamed, cancellationToken);
        if (!renamed.IsDone)
        {
            await write.ExecuteAsync(
                "UPDATE silver_set_identities SET listed = NULL, compare_again = @yes WHERE feed = @feed AND feed_set_id = @set", [("@yes", true), ("@feed", feed), ("@set", renamed.FeedSetId)], cancellationToken);
            // The id that is listed says what the set is called.
            await write.ExecuteAsync(
                "UPDATE silver_set_identities SET normalizer_version = 0 WHERE feed = @feed AND set_id = @into AND feed_set_id <> @set", [("@feed", feed), ("@into", renamed.Into), ("@set", renamed.FeedSetId)], cancellationToken);
        }
        var listedNow = cards.FindAll(c => !c.IsOld).Select(c => c.Card.CardId).ToHashSet(StringComparer.Ordinal);
        var old = cards.FindAll(c => c.IsOld).ConvertAll(c => c.Card);
        var pairs = await moves.PairAsync(write, feed, old.FindAll(c => !listedNow.Contains(c.CardId)), listedNow, cancellationToken);
        var moved = pairs.Select(p => p.OldId).ToHashSet(StringComparer.Ordinal);
        var rest = old.FindAll(c => !listedNow.Contains(c.CardId) && !moved.Contains(c.CardId));
        // What the set has under no id any more is gone like a card that its set's list lacks, unless it may still be one in quarantine.
        if (RetirementPlan.AreTooMany(rest.Count, old.Count) || await HasRejectedAsync(write, feed, renamed, cancellationToken))
            rest = [];
        // First, since a card that has a new id is not gone.
        var (merged, takenOver) = await moves.MergeAsync(write, feed, pairs, now, cancellationToken);
        var retired = await presence.SetAbsentAsync(write, feed, [.. old.FindAll(c => listedNow.Contains(c.CardId) || moved.Contains(c.CardId)), .. rest], now, cancellationToken);
        var mergedIds = merged.Select(m => m.OldId).ToHashSet(StringComparer.Ordinal);
        List<CardChange> changes =
        [
            .. old.FindAll(c => mergedIds.Contains(c.CardId)).Select(c => CardRows.Change(c.CardId, ChangeKind.Merged, [], c.BronzeId, renamed.SyncId, now)),
            .. retired.FindAll(c => !mergedIds.Contains(c.CardId)).Select(c => CardRows.Change(c.CardId, ChangeKind.Retired, [], c.BronzeId, renamed.SyncId, now)),
        ];
        await rows.WriteChangesAsync(write, changes, cancellationToken);
        return [.. changes, .. takenOver];
    }

    /// <summary>The set's cards that the feed is held to have, by whether they are those of the old id, which no other set lists.</summary>
    private async Task<List<(SetCard Card, bool IsOld)>> CardsAsync(WriteTransaction write, string feed, RenamedSet renamed, CancellationToken cancellationToken)
    {
        await using var latest = write.Command("SELECT MAX(id) FROM bronze_set_fetches WHERE feed = @feed AND set_id = @set AND complete = @yes", ("@feed", feed), ("@set", renamed.FeedSetId), ("@yes", true));
        var lastFetch = (await latest.ReadAsync(r => r.LongOrNull(0), cancellationToken))[0];
        var listing = await listings.ReadAsync(write, feed, cancellationToken);
        await using var select = write.Command(
            """
            SELECT c.card_id, i.feed_card_id, c.set_id, c.bronze_id, b.sync_id, b.requested_at, b.set_id FROM silver_tcg_cards c
            JOIN silver_card_identities i ON i.card_id = c.card_id AND i.feed = @feed AND i.absent_at IS NULL JOIN bronze_tcg_cards b ON b.id = i.bronze_id
            WHERE c.set_id = @set AND c.merged_into IS NULL
            """, ("@feed", feed), ("@set", renamed.Into));
        return await select.ReadAsync(r =>
        {
            var card = new SetCard(r.GetString(0), r.GetString(1), r.GetString(2), Retired: false, r.GetInt64(3), Guid.Parse(r.GetString(4)), r.Utc(5));
            return (card, r.TextOrNull(6) == renamed.FeedSetId && (listing(card.FeedCardId) is not { } where || where.FetchId == lastFetch));
        }, cancellationToken);
    }

    private static async Task<bool> HasRejectedAsync(WriteTransaction write, string feed, RenamedSet renamed, CancellationToken cancellationToken)
    {
        await using var count = write.Command(
            """
            SELECT COUNT(*) FROM silver_card_identities i JOIN bronze_tcg_cards b ON b.id = i.bronze_id JOIN silver_set_identities s ON s.feed = b.feed AND s.feed_set_id = b.set_id
            WHERE i.feed = @feed AND i.outcome = 'rejected' AND s.set_id = @set
            """, ("@feed", feed), ("@set", renamed.Into));
        return await count.CountAsync(cancellationToken) > 0;
    }
}

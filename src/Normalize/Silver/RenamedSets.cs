using System.Data.Common;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Finds sets that a feed gave another id: the feed's newest list lacks one, and has another that is the same set by its id, or that came
/// since and has the same name and release date. Then they are one set, and what the cards of the old id became is looked for in it. Of a
/// set that is only missing from a list nothing is concluded.
/// </summary>
internal sealed class RenamedSets(SqlDatabase database, SetNormalization sets, CardRows rows, CardListings listings, CardPresence presence, MovedCards moves, SetTotals totals, TimeProvider time)
{
    /// <summary>Takes over what the feed's newest list says, as far as that was not done.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="publish">Announces the changes of each commit.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    /// <returns>Whether it did: then cards are to be normalised again for which another id speaks now.</returns>
    public async Task<bool> WorkAsync(string feed, Func<List<CardChange>, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        // Other languages make no sets, and an id that is silver's own is for ever.
        var done = false;
        if (!FeedLanguage.IsEnglish(feed))
            return done;
        foreach (var renamed in await FindAsync(feed, cancellationToken))
        {
            var now = time.UtcNow();
            await using var write = await database.BeginWriteAsync("silver", cancellationToken);
            if (await MovedCards.AreComingAsync(write, renamed.SyncId, cancellationToken))
                continue;
            var changes = renamed.Own == renamed.Into ? [] : await sets.MergeAsync(write, feed, renamed.Own, renamed.Into, now, cancellationToken);
            changes.AddRange(await TakeOverAsync(write, feed, renamed, now, cancellationToken));
            await totals.CompareAsync(write, [renamed.Into], now, cancellationToken);
            await write.CommitAsync(cancellationToken);
            await publish(changes, cancellationToken);
            done = true;
        }
        return done;
    }

    /// <summary>The sets that have another id now, and cards that the feed is held to have under the old one.</summary>
    private async Task<List<RenamedSet>> FindAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var listed = await ListedSets.ReadAsync(connection, cancellationToken);
        if (listed.NewestSync(feed) is not { } newest)
            return [];
        await using var select = connection.Command("SELECT feed_set_id, set_id FROM silver_set_identities WHERE feed = @feed AND set_id IS NOT NULL", ("@feed", feed));
        var known = await select.ReadAsync(r => (Id: r.GetString(0), SilverId: r.GetString(1)), cancellationToken);
        var renamed = new List<RenamedSet>();
        foreach (var (id, silverId) in known.Where(s => !listed.Contains(feed, s.Id)))
        {
            var into = known.Exists(s => s.SilverId == silverId && listed.Contains(feed, s.Id)) ? silverId
                : silverId == IdentityResolver.Own(feed, id).SilverId ? await SuccessorAsync(connection, feed, id, silverId, listed, cancellationToken)
                : null;
            if (into is not null && (into != silverId || await HasCardsAsync(connection, feed, id, cancellationToken)))
                renamed.Add(new(id, silverId, into, newest));
        }
        return renamed;
    }

    /// <summary>The one listed set that came after the old one was listed last, and looks like it; null where there is none, or several are.</summary>
    private static async Task<string?> SuccessorAsync(DbConnection connection, string feed, string feedSetId, string silverId, ListedSets listed, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(
            """
            SELECT i.feed_set_id, s.set_id, s.name, o.name FROM silver_tcg_sets o
            JOIN silver_tcg_sets s ON s.release_date = o.release_date AND s.set_id <> o.set_id AND s.merged_into IS NULL
            JOIN silver_set_identities i ON i.feed = @feed AND i.set_id = s.set_id
            JOIN bronze_tcg_sets b ON b.feed = i.feed AND b.set_id = i.feed_set_id AND b.version = 1
            WHERE o.set_id = @old AND o.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM bronze_set_fetches f WHERE f.feed = @feed AND f.set_id = @id AND (f.sync_id = b.sync_id OR f.started_at > b.requested_at))
            """, ("@feed", feed), ("@id", feedSetId), ("@old", silverId));
        var alike = (await select.ReadAsync(r => (FeedSetId: r.GetString(0), SetId: r.GetString(1), IsAlike: Vocabulary.Fold(r.GetString(2)) == Vocabulary.Fold(r.GetString(3))), cancellationToken))
            .FindAll(s => s.IsAlike && listed.Contains(feed, s.FeedSetId)).Select(s => s.SetId).Distinct(StringComparer.Ordinal).ToList();
        return alike is [var one] ? one : null;
    }

    private static async Task<bool> HasCardsAsync(DbConnection connection, string feed, string feedSetId, CancellationToken cancellationToken)
    {
        await using var count = connection.Command(
            "SELECT COUNT(*) FROM bronze_tcg_cards b JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id AND i.bronze_id = b.id AND i.absent_at IS NULL WHERE b.feed = @feed AND b.set_id = @set",
            ("@feed", feed), ("@set", feedSetId));
        return await count.CountAsync(cancellationToken) > 0;
    }

    /// <summary>Cards of the old id that the set has under the new one are no longer there under the old. What has no successor stays as it is.</summary>
    private async Task<List<CardChange>> TakeOverAsync(WriteTransaction write, string feed, RenamedSet renamed, DateTime now, CancellationToken cancellationToken)
    {
        var cards = await CardsAsync(write, feed, renamed, cancellationToken);
        await write.ExecuteAsync(
            "UPDATE silver_set_identities SET listed = NULL, compare_again = @yes WHERE feed = @feed AND feed_set_id = @set", [("@yes", true), ("@feed", feed), ("@set", renamed.FeedSetId)], cancellationToken);
        var listedNow = cards.FindAll(c => !c.IsOld).Select(c => c.Card.CardId).ToHashSet(StringComparer.Ordinal);
        var old = cards.FindAll(c => c.IsOld).ConvertAll(c => c.Card);
        var same = old.FindAll(c => listedNow.Contains(c.CardId));
        var pairs = await moves.PairAsync(write, old.FindAll(c => !listedNow.Contains(c.CardId)), listedNow, cancellationToken);
        var oldIds = pairs.Select(p => p.OldId).ToHashSet(StringComparer.Ordinal);
        var gone = old.FindAll(c => oldIds.Contains(c.CardId));
        await presence.SetAbsentAsync(write, feed, [.. same, .. gone], now, cancellationToken);
        var (merged, takenOver) = await moves.MergeAsync(write, feed, pairs, now, cancellationToken);
        var mergedIds = merged.Select(m => m.OldId).ToHashSet(StringComparer.Ordinal);
        var changes = gone.FindAll(c => mergedIds.Contains(c.CardId)).ConvertAll(c => CardRows.Change(c.CardId, ChangeKind.Merged, [], c.BronzeId, renamed.SyncId, now));
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

    /// <param name="FeedSetId">The id that is listed no more.</param>
    /// <param name="Own">The silver set it was.</param>
    /// <param name="Into">The silver set it is.</param>
    /// <param name="SyncId">The sync of the list that lacks it.</param>
    private sealed record RenamedSet(string FeedSetId, string Own, string Into, Guid SyncId);
}

using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>Which cards a feed has: reads and writes it beside the silver cards, which are retired while none of their feeds has them.</summary>
internal sealed class CardPresence(SqlDatabase database)
{
    /// <summary>The silver cards of this feed that are in the set or among its members. One merged into another counts where the feed lists it again.</summary>
    public async Task<List<SetCard>> CardsAsync(WriteTransaction write, PendingFetch fetch, List<string> members, CancellationToken cancellationToken)
    {
        const string columns = "SELECT c.card_id, i.feed_card_id, c.set_id, i.absent_at, c.bronze_id, b.sync_id, b.requested_at FROM";
        // A set of the feed may be a part of the silver set only: what a sister set brought is not this one's to lack.
        const string notOfSister = "NOT EXISTS (SELECT 1 FROM silver_set_identities s WHERE s.feed = @feed AND s.feed_set_id = b.set_id AND s.feed_set_id <> @own AND s.set_id = @set)";
        // CROSS JOIN keeps SQLite, which has no statistics, from starting with every identity of the feed.
        await using var ofSet = write.Command(
            $"{columns} silver_tcg_cards c CROSS JOIN silver_card_identities i CROSS JOIN bronze_tcg_cards b WHERE c.set_id = @set AND i.card_id = c.card_id AND i.feed = @feed AND b.id = i.bronze_id AND {notOfSister} AND (c.merged_into IS NULL OR {database.IsOneOf("i.feed_card_id", "@ids")})",
            ("@feed", fetch.Feed), ("@set", fetch.SetId), ("@own", fetch.FeedSetId), ("@ids", database.TextList(members)));
        var cards = await ofSet.ReadAsync(Read, cancellationToken);
        var here = cards.Select(c => c.FeedCardId).ToHashSet(StringComparer.Ordinal);
        var others = members.FindAll(m => !here.Contains(m));
        if (others.Count == 0)
            return cards;
        await using var elsewhere = write.Command(
            $"{columns} silver_card_identities i CROSS JOIN silver_tcg_cards c CROSS JOIN bronze_tcg_cards b WHERE i.feed = @feed AND {database.IsOneOf("i.feed_card_id", "@ids")} AND c.card_id = i.card_id AND c.set_id <> @set AND b.id = i.bronze_id",
            ("@feed", fetch.Feed), ("@set", fetch.SetId), ("@ids", database.TextList(others)));
        cards.AddRange(await elsewhere.ReadAsync(Read, cancellationToken));
        return cards;

        static SetCard Read(System.Data.Common.DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), r.UtcOrNull(3) is not null, r.GetInt64(4), Guid.Parse(r.GetString(5)), r.Utc(6));
    }

    /// <summary>
    /// Notes since when the feed no longer has cards, or that it has them again, and what follows for silver: a card is
    /// retired while none of its feeds has it.
    /// </summary>
    /// <returns>Those whose silver card is retired, or current, from now on.</returns>
    public async Task<List<SetCard>> SetAbsentAsync(WriteTransaction write, string feed, List<SetCard> cards, DateTime? at, CancellationToken cancellationToken)
    {
        if (cards.Count == 0)
            return [];
        var (value, turns, feedsHaveIt) = at is null ? ("NULL", "(c.retired_at IS NOT NULL OR c.merged_into IS NOT NULL)", "EXISTS") : ("@at", "c.retired_at IS NULL", "NOT EXISTS");
        (string, object?)[] time = at is null ? [] : [("@at", at)];
        await write.ExecuteAsync(
            $"UPDATE silver_card_identities SET absent_at = {value} WHERE feed = @feed AND {database.IsOneOf("feed_card_id", "@ids")}",
            [.. time, ("@feed", feed), ("@ids", database.TextList([.. cards.Select(c => c.FeedCardId)]))], cancellationToken);
        // Another id of the feed may speak for the card from now on.
        await write.ExecuteAsync(
            $"""
            UPDATE silver_card_identities SET normalizer_version = 0 WHERE feed = @feed AND {database.IsOneOf("card_id", "@cards")}
            AND card_id IN (SELECT o.card_id FROM silver_card_identities o WHERE o.feed = @feed AND {database.IsOneOf("o.card_id", "@cards")} GROUP BY o.card_id HAVING COUNT(*) > 1)
            """, [("@feed", feed), ("@cards", database.TextList([.. cards.Select(c => c.CardId)]))], cancellationToken);
        await using var select = write.Command(
            $"""
            SELECT c.card_id FROM silver_tcg_cards c WHERE {database.IsOneOf("c.card_id", "@ids")} AND {turns}
            AND {feedsHaveIt} (SELECT 1 FROM silver_card_identities i WHERE i.card_id = c.card_id AND i.absent_at IS NULL AND {OtherFeeds.IsEnglish})
            """, ("@ids", database.TextList([.. cards.Select(c => c.CardId)])));
        var turned = (await select.ReadAsync(r => r.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        if (turned.Count > 0)
            await write.ExecuteAsync($"UPDATE silver_tcg_cards SET retired_at = {value}{(at is null ? ", merged_into = NULL" : "")} WHERE {database.IsOneOf("card_id", "@ids")}", [.. time, ("@ids", database.TextList(turned))], cancellationToken);
        return cards.FindAll(c => turned.Contains(c.CardId));
    }
}

using PokedexTop.Data;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// A feed may have one card under several ids: an old one and a new, or one of which a person said so. One of them speaks for the card: one
/// that is listed goes first, then one whose own id says which card it is, then the one whose version is the latest.
/// </summary>
internal sealed class SiblingIds(SqlDatabase database)
{
    /// <summary>How far an identity <c>i</c> stands back; of several for one card the smallest speaks, and of equal ones the latest version.</summary>
    internal const string Rank = "CASE WHEN i.absent_at IS NULL THEN 0 ELSE 2 END + CASE WHEN i.matched_by IN " + Said;

    private const string Said = $"('{IdentityRules.Person}', '{IdentityRules.SameCard}') THEN 1 ELSE 0 END";

    /// <summary>The condition on an identity <c>o</c> that another one speaks for its card.</summary>
    internal const string IsSilent =
        $"""
        EXISTS (
            SELECT 1 FROM silver_card_identities i WHERE i.feed = o.feed AND i.card_id = o.card_id AND i.feed_card_id <> o.feed_card_id AND i.outcome = '{IdentityOutcome.Normalized}'
            AND ({Rank} < {OwnRank} OR ({Rank} = {OwnRank} AND i.bronze_id > o.bronze_id)))
        """;

    private const string OwnRank = "CASE WHEN o.absent_at IS NULL THEN 0 ELSE 2 END + CASE WHEN o.matched_by IN " + Said;

    /// <summary>Those of some cards for which another id of their feed speaks.</summary>
    /// <param name="write">The transaction, under the layer's lock, before the cards' identities are written.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="normalized">The cards.</param>
    /// <param name="absent">Since when the feed no longer lists a card, by its id in the feed.</param>
    /// <param name="cancellationToken">Nothing is committed then.</param>
    /// <returns>Ids of the feed.</returns>
    public async Task<HashSet<string>> SilentAsync(WriteTransaction write, string feed, List<DecidedCard> normalized, IReadOnlyDictionary<string, DateTime?> absent, CancellationToken cancellationToken)
    {
        // Where the feed's ids are silver's no two of them are one card.
        var asked = normalized.FindAll(d => d.Identity.MatchedBy != IdentityRules.FeedId);
        var several = await SeveralAsync(write, feed, asked.FindAll(d => d.Pending.CardId == d.Identity.SilverId), most: 1, cancellationToken);
        several.UnionWith(await SeveralAsync(write, feed, asked.FindAll(d => d.Pending.CardId != d.Identity.SilverId), most: 0, cancellationToken));
        if (several.Count == 0)
            return [];
        await using var select = write.Command(
            $"SELECT i.card_id, i.feed_card_id, {Rank}, i.bronze_id FROM silver_card_identities i WHERE i.feed = @feed AND i.outcome = '{IdentityOutcome.Normalized}' AND {database.IsOneOf("i.card_id", "@ids")}",
            ("@feed", feed), ("@ids", database.TextList(several)));
        var known = (await select.ReadAsync(r => (CardId: r.Text(0), Id: r.Text(1), Place: (r.GetInt32(2), -r.GetInt64(3))), cancellationToken)).ToLookup(i => i.CardId, StringComparer.Ordinal);
        return asked.Where(d => known[d.Identity.SilverId].Any(other => other.Id != d.Pending.FeedCardId && other.Place.CompareTo(PlaceOf(d, absent)) < 0)).Select(d => d.Pending.FeedCardId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Those of some ids of a feed for whose card another one speaks, as it stands.</summary>
    public async Task<HashSet<string>> SilentAsync(WriteTransaction write, string feed, IReadOnlyCollection<string> feedCardIds, CancellationToken cancellationToken)
    {
        if (feedCardIds.Count == 0)
            return [];
        await using var select = write.Command(
            $"SELECT o.feed_card_id FROM silver_card_identities o WHERE o.feed = @feed AND {database.IsOneOf("o.feed_card_id", "@ids")} AND {IsSilent}", ("@feed", feed), ("@ids", database.TextList(feedCardIds)));
        return (await select.ReadAsync(r => r.Text(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The silver cards of some that more ids of the feed are than so many: hardly ever one, which the index of cards tells.</summary>
    private async Task<HashSet<string>> SeveralAsync(WriteTransaction write, string feed, List<DecidedCard> asked, int most, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
            return [];
        // COALESCE keeps SQLite, which has no statistics, from looking through every identity of the feed.
        await using var select = write.Command(
            $"SELECT i.card_id FROM silver_card_identities i WHERE COALESCE(i.feed, '') = @feed AND {database.IsOneOf("i.card_id", "@ids")} GROUP BY i.card_id HAVING COUNT(*) > @most",
            ("@feed", feed), ("@ids", database.TextList([.. asked.Select(d => d.Identity.SilverId)])), ("@most", most));
        return (await select.ReadAsync(r => r.Text(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    private static (int Rank, long Latest) PlaceOf(DecidedCard card, IReadOnlyDictionary<string, DateTime?> absent) =>
        ((absent[card.Pending.FeedCardId] is null ? 0 : 2) + (card.Identity.MatchedBy is IdentityRules.Person or IdentityRules.SameCard ? 1 : 0), -card.Pending.BronzeId);
}

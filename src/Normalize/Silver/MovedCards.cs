using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Merging;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Finds cards that a feed gave another id: one goes and one comes that has the same name, and the same number in the same set, or one of them
/// and the same picture or all of the same text. The old card is merged into the new one; the new one into it where another feed still has the
/// old one, or where its id is one that every installation gives it. Where several could be meant, none is.
/// </summary>
internal sealed class MovedCards(SqlDatabase database, CardRows rows, CardMerges merges, FeedOrder order)
{
    /// <summary>So many complete fetches are looked through for the one that listed the cards last.</summary>
    private const int Looked = 20;

    /// <param name="write">The transaction, under the layer's lock.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="feedSetId">The set that lost cards.</param>
    /// <param name="fetchId">The complete fetch that lacks them.</param>
    /// <param name="gone">The cards.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Nothing is committed then.</param>
    /// <returns>The old cards that are others now, and what was written of new ones that are old ones.</returns>
    public async Task<(List<CardLeft> Old, List<CardChange> New)> MergeAsync(WriteTransaction write, string feed, string feedSetId, long fetchId, List<SetCard> gone, DateTime now, CancellationToken cancellationToken)
    {
        if (gone.Count == 0 || await LastListedAsync(write, feed, feedSetId, fetchId, gone, cancellationToken) is not { } listed)
            return ([], []);
        var old = await OldAsync(write, feed, gone, cancellationToken);
        return await MergeAsync(write, feed, Pairs(gone, old, await ComeAsync(write, feed, listed, old.Values, cancellationToken)), now, cancellationToken);
    }

    /// <summary>Which of some cards, that are gone, are which others.</summary>
    /// <param name="write">The transaction, under the layer's lock.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="gone">The cards.</param>
    /// <param name="others">The silver cards that they may be.</param>
    /// <param name="cancellationToken">Nothing is committed then.</param>
    public async Task<List<CardLeft>> PairAsync(WriteTransaction write, string feed, List<SetCard> gone, IReadOnlyCollection<string> others, CancellationToken cancellationToken) =>
        gone.Count == 0 ? [] : Pairs(gone, await OldAsync(write, feed, gone, cancellationToken), [.. (await rows.ExistingAsync(write, [.. others], cancellationToken)).Values.Select(c => c.Card)]);

    /// <summary>Merges pairs of <see cref="PairAsync"/>.</summary>
    /// <inheritdoc cref="MergeAsync(WriteTransaction, string, string, long, List{SetCard}, DateTime, CancellationToken)"/>
    public async Task<(List<CardLeft> Old, List<CardChange> New)> MergeAsync(WriteTransaction write, string feed, List<CardLeft> certain, DateTime now, CancellationToken cancellationToken)
    {
        var kept = await ElsewhereAsync(write, feed, certain.ConvertAll(p => p.OldId), cancellationToken);
        // An id that every installation gives the card does not go for one that only this feed's name makes.
        var own = IdentityResolver.Own(feed, "").SilverId;
        kept.UnionWith(certain.Where(p => p.NewId.StartsWith(own, StringComparison.Ordinal) && !p.OldId.StartsWith(own, StringComparison.Ordinal)).Select(p => p.OldId));
        var changes = new List<CardChange>();
        foreach (var pair in certain.Where(p => kept.Contains(p.OldId)))
            changes.AddRange(await TakeOverAsync(write, feed, pair, now, cancellationToken));
        certain.RemoveAll(p => kept.Contains(p.OldId));
        foreach (var pair in certain)
        {
            await write.ExecuteAsync("UPDATE silver_tcg_cards SET merged_into = @into WHERE card_id = @id OR merged_into = @id", [("@into", pair.NewId), ("@id", pair.OldId)], cancellationToken);
            // What other feeds say of the old card they say of the new one.
            await write.ExecuteAsync(
                "UPDATE silver_card_identities SET card_id = @into, matched_by = @rule, normalizer_version = 0 WHERE card_id = @id AND feed <> @feed",
                [("@into", pair.NewId), ("@rule", IdentityRules.SameCard), ("@id", pair.OldId), ("@feed", feed)], cancellationToken);
        }
        return (certain, changes);
    }

    /// <summary>Cards as they stand; those that several feeds tell of as this one does, since what comes has its words alone.</summary>
    private async Task<Dictionary<string, ExistingCard>> OldAsync(WriteTransaction write, string feed, List<SetCard> gone, CancellationToken cancellationToken)
    {
        var old = await rows.ExistingAsync(write, gone.ConvertAll(c => c.CardId), cancellationToken);
        var shared = gone.FindAll(c => old.TryGetValue(c.CardId, out var card) && card.Card.GivenBy is not null).ConvertAll(c => c.FeedCardId);
        if (shared.Count == 0)
            return old;
        await using var select = write.Command(
            $"SELECT i.card_id, b.card_id, b.set_id, b.payload FROM silver_card_identities i JOIN bronze_tcg_cards b ON b.id = i.bronze_id WHERE i.feed = @feed AND {database.IsOneOf("i.feed_card_id", "@ids")}",
            ("@feed", feed), ("@ids", database.TextList(shared)));
        var context = new NormalizationContext(_ => true, _ => true);
        foreach (var (cardId, feedCardId, setId, payload) in await select.ReadAsync(r => (r.GetString(0), r.GetString(1), r.TextOrNull(2), r.Utf8(3)), cancellationToken))
        {
            if (FeedNormalizers.Of(feed).NormalizeCard(feedCardId, setId, payload, context) is not NormalizedCard told)
                continue;
            var card = new SilverCard { CardId = cardId, SetId = old[cardId].Card.SetId, NumberSort = "", ContentHash = "" };
            CardMerge.Into(card, [new FeedCard(feed, told.Card, told.Species, AbsentAt: null)], order);
            old[cardId] = old[cardId] with { Card = card };
        }
        return old;
    }

    private static List<CardLeft> Pairs(List<SetCard> gone, Dictionary<string, ExistingCard> old, List<SilverCard> come)
    {
        var pairs = gone.Where(c => old.ContainsKey(c.CardId))
            .SelectMany(c => come.Where(n => AreOne(old[c.CardId].Card, n)).Select(n => new CardLeft(c.FeedCardId, c.CardId, n.CardId, c.SyncId))).ToList();
        return pairs.FindAll(p => pairs.Count(o => o.OldId == p.OldId) == 1 && pairs.Count(o => o.NewId == p.NewId) == 1);
    }

    /// <summary>The new id is one of the old card from now on.</summary>
    private async Task<List<CardChange>> TakeOverAsync(WriteTransaction write, string feed, CardLeft pair, DateTime now, CancellationToken cancellationToken)
    {
        await using var select = write.Command("SELECT feed_card_id FROM silver_card_identities WHERE feed = @feed AND card_id = @new", ("@feed", feed), ("@new", pair.NewId));
        var ids = await select.ReadAsync(r => r.GetString(0), cancellationToken);
        await write.ExecuteAsync(
            "UPDATE silver_card_identities SET card_id = @old, matched_by = @rule, confidence = @sure, candidate_id = NULL, normalizer_version = 0 WHERE feed = @feed AND card_id = @new",
            [("@old", pair.OldId), ("@rule", IdentityRules.SameCard), ("@sure", Confidences.Certain), ("@feed", feed), ("@new", pair.NewId)], cancellationToken);
        return await merges.MergeAsync(write, feed, ids.ConvertAll(id => new CardLeft(id, pair.NewId, pair.OldId, pair.SyncId)), now, cancellationToken);
    }

    /// <summary>Those of some cards that another feed still has, under the id they have in silver for ever: what one feed renumbers is not theirs to lose.</summary>
    private async Task<HashSet<string>> ElsewhereAsync(WriteTransaction write, string feed, List<string> cardIds, CancellationToken cancellationToken)
    {
        if (cardIds.Count == 0)
            return [];
        await using var select = write.Command(
            $"SELECT DISTINCT i.card_id FROM silver_card_identities i WHERE i.feed <> @feed AND {OtherFeeds.IsEnglish} AND i.absent_at IS NULL AND {database.IsOneOf("i.card_id", "@ids")}",
            ("@feed", feed), ("@ids", database.TextList(cardIds)));
        return (await select.ReadAsync(r => r.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a sync brought cards that nobody looked at yet, of which some may be those that are gone.</summary>
    public static async Task<bool> AreComingAsync(WriteTransaction write, Guid syncId, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            "SELECT COUNT(*) FROM bronze_tcg_cards b WHERE b.sync_id = @sync AND NOT EXISTS (SELECT 1 FROM silver_card_identities i WHERE i.feed = b.feed AND i.feed_card_id = b.card_id)",
            ("@sync", syncId.ToString()));
        return await select.CountAsync(cancellationToken) > 0;
    }

    /// <summary>Cards of the feed that came since, of the same names.</summary>
    private async Task<List<SilverCard>> ComeAsync(WriteTransaction write, string feed, (string SyncId, DateTime At) listed, IEnumerable<ExistingCard> old, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            $"""
            SELECT c.card_id FROM silver_tcg_cards c JOIN silver_card_identities i ON i.card_id = c.card_id AND i.feed = @feed AND i.absent_at IS NULL
            JOIN bronze_tcg_cards b ON b.feed = i.feed AND b.card_id = i.feed_card_id AND b.version = 1 AND b.requested_at >= @since AND b.sync_id <> @sync
            WHERE c.merged_into IS NULL AND c.retired_at IS NULL AND {database.IsOneOf("c.name", "@names")}
            """, ("@feed", feed), ("@since", listed.At), ("@sync", listed.SyncId), ("@names", database.TextList([.. old.Select(c => c.Card.Name).Distinct(StringComparer.Ordinal)])));
        var ids = await select.ReadAsync(r => r.GetString(0), cancellationToken);
        return [.. (await rows.ExistingAsync(write, ids, cancellationToken)).Values.Select(c => c.Card)];
    }

    /// <summary>The latest complete fetch that still lists one of the cards: what came before it or with it is no successor.</summary>
    private async Task<(string SyncId, DateTime At)?> LastListedAsync(WriteTransaction write, string feed, string feedSetId, long fetchId, List<SetCard> gone, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            database.First("SELECT members, sync_id, started_at FROM bronze_set_fetches WHERE feed = @feed AND set_id = @set AND complete = @yes AND id < @id ORDER BY id DESC", Looked),
            ("@feed", feed), ("@set", feedSetId), ("@yes", true), ("@id", fetchId));
        var ids = gone.Select(c => c.FeedCardId).ToHashSet(StringComparer.Ordinal);
        foreach (var (members, syncId, at) in await select.ReadAsync(r => (r.TextOrNull(0), r.GetString(1), r.Utc(2)), cancellationToken))
        {
            if (SyncMembers.Read(members).Exists(m => ids.Contains(m.Id)))
                return (syncId, at);
        }
        return null;
    }

    private static bool AreOne(SilverCard old, SilverCard come)
    {
        if (old.CardId == come.CardId || old.Name != come.Name || old.Supertype != come.Supertype)
            return false;
        var (sameSet, sameNumber) = (old.SetId == come.SetId, old.Number is not null && FirstFeedSets.Fold(old.Number) == FirstFeedSets.Fold(come.Number ?? ""));
        return (sameSet && sameNumber) || ((sameSet || sameNumber) && (SamePicture(old, come) || SameText(old, come)));
    }

    private static bool SamePicture(CanonicalCard old, CanonicalCard come) =>
        (old.ImageLargeUrl ?? old.ImageSmallUrl) is { } picture && picture == (come.ImageLargeUrl ?? come.ImageSmallUrl);

    // Something must be printed on it by which it can be told: basic energies are all alike.
    private static bool SameText(SilverCard old, SilverCard come) =>
        (old.Json.Attacks ?? old.Json.Rules ?? old.FlavorText) is not null
        && (old.Hp, old.Artist, old.Rarity, old.FlavorText) == (come.Hp, come.Artist, come.Rarity, come.FlavorText)
        && (old.Json.Attacks, old.Json.Abilities, old.Json.Rules) == (come.Json.Attacks, come.Json.Abilities, come.Json.Rules);
}

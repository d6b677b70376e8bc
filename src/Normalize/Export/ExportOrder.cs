using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Export;

/// <summary>Where a source has a set.</summary>
/// <param name="Position">In its list, at the set's latest fetch; sets that only another feed has follow those of the first.</param>
/// <param name="CompleteFetchId">The latest complete fetch; null where there was none.</param>
internal sealed record SetPlace((int Feed, int OfFeed) Position, long? CompleteFetchId)
{
    public static readonly (int, int) Last = (int.MaxValue, 0);
}

/// <summary>
/// The sources' order of sets and cards, which silver does not keep: it stands in the fetches. The first feed's word goes before
/// others', and those in other languages have none.
/// </summary>
internal sealed class ExportOrder(SqlDatabase database)
{
    private const string IsFirst = $"i.feed IN {FeedNormalizers.FirstFeeds}";

    /// <summary>By silver set id.</summary>
    public async Task<Dictionary<string, SetPlace>> SetsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT i.set_id, CASE WHEN {IsFirst} THEN 0 ELSE 1 END, f.position, k.complete_id FROM silver_set_identities i
            JOIN (
                SELECT feed, set_id, MAX(id) AS last_id, MAX(CASE WHEN complete = @yes THEN id END) AS complete_id
                FROM bronze_set_fetches WHERE set_id IS NOT NULL GROUP BY feed, set_id
            ) k ON k.feed = i.feed AND k.set_id = i.feed_set_id
            JOIN bronze_set_fetches f ON f.id = k.last_id
            WHERE i.set_id IS NOT NULL AND {OtherFeeds.IsEnglish} ORDER BY CASE WHEN {IsFirst} THEN 0 ELSE 1 END, i.feed, i.feed_set_id
            """, ("@yes", true));
        var places = new Dictionary<string, SetPlace>(StringComparer.Ordinal);
        foreach (var (setId, place) in await select.ReadAsync(row => (row.GetString(0), new SetPlace((row.GetInt32(1), row.GetInt32(2)), row.LongOrNull(3))), cancellationToken))
        {
            if (!places.TryAdd(setId, place) && places[setId].CompleteFetchId is null)
                places[setId] = places[setId] with { CompleteFetchId = place.CompleteFetchId };
        }
        return places;
    }

    /// <summary>The feed whose shape and ids silver has: the starter catalogue's while nothing else is there.</summary>
    public async Task<string> FeedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT DISTINCT feed FROM silver_set_identities");
        return await select.ReadAsync(row => row.GetString(0), cancellationToken) is [SourceSelection.Starter] ? SourceSelection.Starter : SourceSelection.PokemonTcg;
    }

    /// <summary>A fetch's cards by silver id, with their place in the source's list.</summary>
    public async Task<Dictionary<string, int>> MembersAsync(long? fetchId, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        if (fetchId is null)
            return places;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var fetch = connection.Command("SELECT feed, members FROM bronze_set_fetches WHERE id = @id", ("@id", fetchId));
        var (feed, members) = (await fetch.ReadAsync(row => (row.GetString(0), SyncMembers.Read(row.TextOrNull(1))), cancellationToken))[0];
        await using var select = connection.Command(
            $"SELECT feed_card_id, card_id FROM silver_card_identities WHERE feed = @feed AND card_id IS NOT NULL AND {database.IsOneOf("feed_card_id", "@ids")}",
            ("@feed", feed), ("@ids", database.TextList([.. members.Select(m => m.Id)])));
        var silverIds = (await select.ReadAsync(row => (Feed: row.GetString(0), Silver: row.GetString(1)), cancellationToken)).ToDictionary(i => i.Feed, i => i.Silver, StringComparer.Ordinal);
        for (var i = 0; i < members.Count; i++)
        {
            if (silverIds.TryGetValue(members[i].Id, out var cardId))
                places.TryAdd(cardId, i);
        }
        return places;
    }

    /// <summary>
    /// Cards whose newest version is in quarantine, by id: what silver has of them, if anything, is an older one. Of a card that the first
    /// feed has only that one's versions count.
    /// </summary>
    public async Task<Dictionary<string, LeftOutCard>> QuarantinedCardsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT i.feed, i.feed_card_id, i.card_id, b.set_id, CASE WHEN {IsFirst} THEN 1 ELSE 0 END
            FROM silver_card_identities i LEFT JOIN bronze_tcg_cards b ON b.id = i.bronze_id WHERE i.outcome = 'rejected' AND {OtherFeeds.IsEnglish}
            """);
        var rejected = await select.ReadAsync(
            row => (Card: new LeftOutCard(row.TextOrNull(2) ?? IdentityResolver.OfCard(row.GetString(0), row.GetString(1)).SilverId, row.TextOrNull(3), LeftOutCard.Quarantined), OfFirst: row.GetInt32(4) == 1), cancellationToken);
        await using var delivered = connection.Command(
            $"SELECT i.card_id FROM silver_card_identities i WHERE {IsFirst} AND {database.IsOneOf("i.card_id", "@ids")}",
            ("@ids", database.TextList([.. rejected.Where(r => !r.OfFirst).Select(r => r.Card.CardId)])));
        var ofFirst = (await delivered.ReadAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return rejected.Where(r => r.OfFirst || !ofFirst.Contains(r.Card.CardId)).Select(r => r.Card).DistinctBy(c => c.CardId).ToDictionary(c => c.CardId, StringComparer.Ordinal);
    }

    /// <summary>Sets in quarantine of which silver has no earlier version.</summary>
    public async Task<List<string>> QuarantinedSetsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"SELECT i.feed_set_id FROM silver_set_identities i WHERE i.outcome = 'rejected' AND i.set_id IS NULL AND {OtherFeeds.IsEnglish} ORDER BY i.feed_set_id");
        return await select.ReadAsync(row => row.GetString(0), cancellationToken);
    }
}

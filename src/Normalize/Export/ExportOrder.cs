using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Normalize.Export;

/// <summary>Where the source has a set.</summary>
/// <param name="Position">In the source's list, at the set's latest fetch.</param>
/// <param name="CompleteFetchId">The latest complete fetch; null where there was none.</param>
internal sealed record SetPlace(int Position, long? CompleteFetchId);

/// <summary>The source's order of sets and cards, which silver does not keep: it stands in the fetches.</summary>
internal sealed class ExportOrder(SqlDatabase database)
{
    /// <summary>By silver set id.</summary>
    public async Task<Dictionary<string, SetPlace>> SetsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT i.set_id, f.position, k.complete_id FROM silver_set_identities i
            JOIN (
                SELECT feed, set_id, MAX(id) AS last_id, MAX(CASE WHEN complete = @yes THEN id END) AS complete_id
                FROM bronze_set_fetches WHERE set_id IS NOT NULL GROUP BY feed, set_id
            ) k ON k.feed = i.feed AND k.set_id = i.feed_set_id
            JOIN bronze_set_fetches f ON f.id = k.last_id
            WHERE i.set_id IS NOT NULL
            """, ("@yes", true));
        var places = new Dictionary<string, SetPlace>(StringComparer.Ordinal);
        foreach (var (setId, place) in await select.ReadAsync(row => (row.GetString(0), new SetPlace(row.GetInt32(1), row.LongOrNull(2))), cancellationToken))
            places.TryAdd(setId, place);
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

    /// <summary>Cards whose newest version is in quarantine, by id: what silver has of them, if anything, is an older one.</summary>
    public async Task<Dictionary<string, LeftOutCard>> QuarantinedCardsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT COALESCE(i.card_id, i.feed_card_id), b.set_id FROM silver_card_identities i LEFT JOIN bronze_tcg_cards b ON b.id = i.bronze_id
            WHERE i.outcome = 'rejected'
            """);
        var cards = new Dictionary<string, LeftOutCard>(StringComparer.Ordinal);
        foreach (var card in await select.ReadAsync(row => new LeftOutCard(row.GetString(0), row.TextOrNull(1), LeftOutCard.Quarantined), cancellationToken))
            cards.TryAdd(card.CardId, card);
        return cards;
    }

    /// <summary>Sets in quarantine of which silver has no earlier version.</summary>
    public async Task<List<string>> QuarantinedSetsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT feed_set_id FROM silver_set_identities WHERE outcome = 'rejected' AND set_id IS NULL ORDER BY feed_set_id");
        return await select.ReadAsync(row => row.GetString(0), cancellationToken);
    }
}

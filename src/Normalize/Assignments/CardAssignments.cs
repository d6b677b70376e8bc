using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Assignments;

/// <summary>Which silver card a feed's card is, by what rule.</summary>
/// <param name="Id">The feed's id.</param>
/// <param name="CardId">The silver id; null for one that never came out of quarantine.</param>
/// <param name="Candidate">The silver card it may be.</param>
/// <param name="CandidateName">That card's name, where silver has it.</param>
public sealed record AssignedCard(string Feed, string Id, string? CardId, string? Name, string? Rule, string? Confidence, string? Candidate, string? CandidateName);

/// <summary>Lists which feed cards are which silver cards, and takes a person's word for it.</summary>
public sealed class CardAssignments
{
    private readonly SqlDatabase _database;
    private readonly CardRows _rows;
    private readonly CardMerges _merges;
    private readonly TimeProvider _time;

    internal CardAssignments(SqlDatabase database, CardRows rows, CardMerges merges, TimeProvider time) => (_database, _rows, _merges, _time) = (database, rows, merges, time);

    /// <param name="doubtful">Only those that may be another card.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<AssignedCard>> ListAsync(bool doubtful, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT i.feed, i.feed_card_id, i.card_id, c.name, i.matched_by, i.confidence, i.candidate_id, m.name
            FROM silver_card_identities i LEFT JOIN silver_tcg_cards c ON c.card_id = i.card_id LEFT JOIN silver_tcg_cards m ON m.card_id = i.candidate_id
            {(doubtful ? $"WHERE i.confidence = '{Confidences.Doubtful}'" : "")} ORDER BY i.feed, i.feed_card_id
            """);
        return await select.ReadAsync(
            r => new AssignedCard(r.GetString(0), r.GetString(1), r.TextOrNull(2), r.TextOrNull(3), r.TextOrNull(4), r.TextOrNull(5), r.TextOrNull(6), r.TextOrNull(7)), cancellationToken);
    }

    /// <summary>What the feed said of a card, and what was last said of the card that it may be, as received; null where nothing was.</summary>
    public async Task<(string? Own, string? Candidate)> PayloadsAsync(AssignedCard card, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var own = connection.Command(
            "SELECT b.payload FROM silver_card_identities i JOIN bronze_tcg_cards b ON b.id = i.bronze_id WHERE i.feed = @feed AND i.feed_card_id = @id", ("@feed", card.Feed), ("@id", card.Id));
        await using var candidate = connection.Command("SELECT b.payload FROM silver_tcg_cards c JOIN bronze_tcg_cards b ON b.id = c.bronze_id WHERE c.card_id = @id", ("@id", card.Candidate ?? ""));
        return ((await own.ReadAsync(r => r.TextOrNull(0), cancellationToken)).FirstOrDefault(), (await candidate.ReadAsync(r => r.TextOrNull(0), cancellationToken)).FirstOrDefault());
    }

    /// <summary>Says which silver card a feed's card is. It is a rule like the others, goes before them, and stays.</summary>
    /// <param name="feed">The feed, such as <c>tcgdex/en</c>.</param>
    /// <param name="feedCardId">The card's id there.</param>
    /// <param name="cardId">The silver card. The feed's own (<c>tcgdex-…</c>) parts what was merged.</param>
    /// <param name="cancellationToken">Nothing is written then.</param>
    /// <exception cref="ConfigurationException">There is no such card.</exception>
    public async Task SetAsync(string feed, string feedCardId, string cardId, CancellationToken cancellationToken)
    {
        await using var write = await _database.BeginWriteAsync("silver", cancellationToken);
        await using var identity = write.Command("SELECT card_id FROM silver_card_identities WHERE feed = @feed AND feed_card_id = @id", ("@feed", feed), ("@id", feedCardId));
        if ((await identity.ReadAsync(r => r.TextOrNull(0), cancellationToken)) is not [var old])
            throw new ConfigurationException($"The feed '{feed}' has no card '{feedCardId}'; 'pokedextop identities list' shows what there is.");
        await using var target = write.Command("SELECT merged_into, bronze_id FROM silver_tcg_cards WHERE card_id = @id", ("@id", cardId));
        if ((await target.ReadAsync(r => (Into: r.TextOrNull(0), BronzeId: r.GetInt64(1)), cancellationToken)) is not [var card])
            throw new ConfigurationException($"There is no card '{cardId}'.");
        if (card.Into is not null)
        {
            if (cardId != IdentityResolver.Own(feed, feedCardId).SilverId)
                throw new ConfigurationException($"The card '{cardId}' was found to be '{card.Into}'; name that one.");
            await write.ExecuteAsync("UPDATE silver_tcg_cards SET merged_into = NULL WHERE card_id = @id", [("@id", cardId)], cancellationToken);
            await _rows.WriteChangesAsync(write, [CardRows.Change(cardId, ChangeKind.Returned, [], card.BronzeId, null, _time.UtcNow())], cancellationToken);
        }
        await write.ExecuteAsync(
            "UPDATE silver_card_identities SET card_id = @card, matched_by = @rule, confidence = @sure, candidate_id = NULL, normalizer_version = 0 WHERE feed = @feed AND feed_card_id = @id",
            [("@card", cardId), ("@rule", IdentityRules.Person), ("@sure", Confidences.Certain), ("@feed", feed), ("@id", feedCardId)], cancellationToken);
        if (old is not null && old != cardId)
            await _merges.MergeAsync(write, feed, [new CardLeft(feedCardId, old, cardId, null)], _time.UtcNow(), cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}

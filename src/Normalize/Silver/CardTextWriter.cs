using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Writes a batch of cards in another language: not cards of their own, but texts beside the cards they are. Sets of some languages have ids
/// that are other sets' in English, so a text stands beside a card only where what needs no words agrees: species, and
/// hit points or illustrator. Else it is a doubt, and listed.
/// </summary>
internal sealed class CardTextWriter(SqlDatabase database, FindingRows findings, IdentityRows identities)
{
    public async Task<List<CardOutcome>> WriteAsync(WriteTransaction write, string feed, List<DecidedCard> work, IReadOnlyDictionary<string, DateTime?> absent, DateTime now, CancellationToken cancellationToken)
    {
        var cards = await CardsAsync(write, [.. work.Where(d => d.Normalized is not null).SelectMany(d => new[] { d.Identity.SilverId, Expected(d) }).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        var texts = new List<CardText>();
        var decided = work.ConvertAll(d =>
        {
            if (d.Normalized is not { } normalized)
                return d;
            var id = Expected(d) is { } expected && cards.ContainsKey(expected) ? expected : d.Identity.SilverId;
            if (!cards.TryGetValue(id, out var card))
                return d;
            if (d.Identity.MatchedBy != IdentityRules.Person && !card.Agrees(normalized))
                return d with { Identity = IdentityResolver.Own(feed, d.Pending.FeedCardId) with { Confidence = Confidences.Doubtful, Candidate = id } };
            texts.Add(Text(id, FeedLanguage.Of(feed), normalized.Card, d.Json!, d.Pending.BronzeId));
            return d with { Identity = new Identity(id, d.Identity.MatchedBy == IdentityRules.OwnId && id != d.Identity.SilverId ? IdentityRules.SetAndNumber : d.Identity.MatchedBy, Confidences.Certain) };
        });
        // A card that was a text of another silver card, or is a doubt now, leaves none there.
        var before = decided.Where(d => d.Normalized is not null).Select(d => d.Pending.CardId).OfType<string>().ToList();
        if (before.Count > 0)
            await write.ExecuteAsync($"DELETE FROM silver_card_texts WHERE language = @language AND {database.IsOneOf("card_id", "@ids")}", [("@language", FeedLanguage.Of(feed)), ("@ids", database.TextList(before))], cancellationToken);
        await database.UpsertAsync(write, SilverTables.Texts, [.. texts.DistinctBy(t => t.CardId)], cancellationToken);
        await findings.RejectAsync(write, "card",
            [.. decided.Where(d => d.Rejected is not null).Select(d => new RejectedKey($"{feed}/{d.Pending.FeedCardId}", d.Pending.BronzeId, d.Rejected!.Reason, d.Rejected.Detail))],
            [.. decided.Where(d => d.Normalized is not null && d.Pending.Outcome == IdentityOutcome.Rejected).Select(d => $"{feed}/{d.Pending.FeedCardId}")], now, cancellationToken);
        await identities.WriteAsync(write, feed, decided, absent, now, cancellationToken);
        return decided.ConvertAll(d => new CardOutcome(d.Pending.FeedCardId, d.Identity.SilverId, d.Pending.SyncId, Change: null, d.Rejected?.Reason));
    }

    /// <summary>The card it is as soon as that is there.</summary>
    private static string? Expected(DecidedCard decided) => decided.Identity.Confidence == Confidences.Certain ? decided.Identity.Candidate : null;

    private async Task<Dictionary<string, KnownCard>> CardsAsync(WriteTransaction write, List<string> cardIds, CancellationToken cancellationToken)
    {
        if (cardIds.Count == 0)
            return [];
        var ids = database.TextList(cardIds);
        await using var cards = write.Command($"SELECT card_id, hp, artist FROM silver_tcg_cards WHERE merged_into IS NULL AND {database.IsOneOf("card_id", "@ids")}", ("@ids", ids));
        var known = await cards.ReadAsync(r => (Id: r.GetString(0), Hp: r.IntOrNull(1), Artist: r.TextOrNull(2)), cancellationToken);
        await using var links = write.Command($"SELECT card_id, pokedex_number FROM silver_tcg_card_pokemon WHERE {database.IsOneOf("card_id", "@ids")}", ("@ids", ids));
        var species = (await links.ReadAsync(r => (Id: r.GetString(0), Number: r.GetInt32(1)), cancellationToken)).ToLookup(l => l.Id, l => l.Number, StringComparer.Ordinal);
        return known.ToDictionary(c => c.Id, c => new KnownCard(c.Hp, c.Artist, [.. species[c.Id]]), StringComparer.Ordinal);
    }

    private static CardText Text(string cardId, string language, CanonicalCard card, CardJson json, long bronzeId) => new()
    {
        CardId = cardId,
        Language = language,
        Name = card.Name,
        Rarity = card.Rarity,
        FlavorText = card.FlavorText,
        EvolvesFrom = card.EvolvesFrom,
        Types = json.Types,
        Rules = json.Rules,
        Abilities = json.Abilities,
        Attacks = json.Attacks,
        BronzeId = bronzeId,
    };

    /// <summary>What of a silver card needs no words.</summary>
    private sealed record KnownCard(int? Hp, string? Artist, HashSet<int> Species)
    {
        public bool Agrees(NormalizedCard other)
        {
            if (Species.Count > 0 && other.Species.Count > 0 && !Species.Overlaps(other.Species.Select(s => s.PokedexNumber)))
                return false;
            // Pokémon and other cards are no pair, whichever feed forgot the number.
            if (Hp is null != other.Card.Hp is null)
                return false;
            var sameHp = Hp == other.Card.Hp;
            var sameArtist = Artist is null || other.Card.Artist is null || Vocabulary.Fold(Artist) == Vocabulary.Fold(other.Card.Artist);
            return Hp is null ? sameArtist : sameHp || sameArtist;
        }
    }
}

using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Values;

namespace PokedexTop.Collections.Decks;

/// <summary>Holds deck lists against what users own. The very cards of the list: a reprint with the same name and text is another card.</summary>
public sealed class UserDecks(UserLots lots, CollectedCatalogue catalogue, CardPrices prices)
{
    /// <returns>Why the text is refused, where it is.</returns>
    public async Task<(DeckReport? Deck, string? Refused)> CheckAsync(string userId, string text, CancellationToken cancellationToken)
    {
        var (lines, refused) = DeckText.Read(text);
        if (refused is not null)
            return (null, refused);
        var known = await catalogue.ReadAsync(cancellationToken);
        var matcher = new CardMatcher(known);
        var matched = lines.Select(line => (line, Match: line.Copies == 0 ? new CardMatch(null, [], "is no line of a deck list, such as '4 Charizard ex OBF 125'", IsUnknown: true) : matcher.Match(line.Clues))).ToList();
        var owned = (await lots.AllAsync(userId, cancellationToken)).Where(lot => lot.List == LotWords.Owned && !LotPrice.IsGraded(lot))
            .GroupBy(lot => known.Current(lot.CardId)?.Id ?? lot.CardId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(lot => lot.Quantity), StringComparer.Ordinal);
        var newest = await prices.NewestAsync([.. matched.Select(m => m.Match.Card?.Id).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        return (DeckReport.Of(matched, owned, newest), null);
    }
}

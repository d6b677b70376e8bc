using Microsoft.EntityFrameworkCore;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Silver;

/// <summary>A card with its species in the order of their position.</summary>
internal sealed record CatalogueCard(SilverCard Card, IReadOnlyList<CardSpecies> Species);

/// <summary>Reads whole cards, a set or a list of ids at a time.</summary>
internal sealed class CatalogueReader(SilverContextFactory silver)
{
    /// <summary>Every set, by id in no order.</summary>
    /// <param name="damaged">Takes those that cannot be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<SilverSet>> SetsAsync(List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        await using var context = silver.Create();
        return await DamagedRows.ReadAsync(context.Sets, s => s.SetId, s => s.Extra, damaged, cancellationToken);
    }

    /// <summary>Every card of a set, retired and merged ones too, in the order of their collector numbers.</summary>
    /// <inheritdoc cref="SetsAsync"/>
    public async Task<List<CatalogueCard>> OfSetAsync(string setId, List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        await using var context = silver.Create();
        var ofSet = context.Cards.Where(c => c.SetId == setId).OrderBy(c => c.NumberSort).ThenBy(c => c.CardId);
        var cards = await DamagedRows.ReadAsync(ofSet, c => c.CardId, c => c.Extra, damaged, cancellationToken);
        var links = await (from link in context.CardPokemon join card in context.Cards on link.CardId equals card.CardId where card.SetId == setId select link)
            .ToListAsync(cancellationToken);
        return Join(cards, links);
    }

    public async Task<List<CatalogueCard>> OfIdsAsync(IReadOnlyCollection<string> cardIds, List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        await using var context = silver.Create();
        var cards = await DamagedRows.ReadAsync(silver.OneOf(context.Cards, "card_id", cardIds), c => c.CardId, c => c.Extra, damaged, cancellationToken);
        var links = await silver.OneOf(context.CardPokemon, "card_id", cardIds).ToListAsync(cancellationToken);
        return Join(cards, links);
    }

    private static List<CatalogueCard> Join(List<SilverCard> cards, List<CardPokemon> links)
    {
        var species = links.ToLookup(l => l.CardId, StringComparer.Ordinal);
        return cards.ConvertAll(card => new CatalogueCard(card, [.. species[card.CardId].OrderBy(l => l.Position).Select(l => new CardSpecies(l.PokedexNumber, l.Position, l.MatchedBy))]));
    }
}

using PokedexTop.Catalogue;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>A card with its species in the order of their position.</summary>
internal sealed record CatalogueCard(SilverCard Card, IReadOnlyList<CardSpecies> Species);

/// <summary>Reads whole cards, a set or a list of ids at a time.</summary>
internal sealed class CatalogueReader(SqlDatabase database)
{
    /// <summary>Every set, by id in no order.</summary>
    /// <param name="damaged">Takes those that cannot be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<SilverSet>> SetsAsync(List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(SilverTables.Sets.Select);
        var sets = await select.ReadAsync(row =>
        {
            var set = new SilverSet { SetId = "", ContentHash = "" };
            var damage = DamagedRows.Fill(SilverTables.Sets, set, row) ?? DamagedRows.OfExtra(set.Extra);
            return (set.SetId, set, damage);
        }, cancellationToken);
        return Whole(sets, damaged);
    }

    /// <summary>Every card of a set, retired and merged ones too, in the order of their collector numbers.</summary>
    /// <inheritdoc cref="SetsAsync"/>
    public Task<List<CatalogueCard>> OfSetAsync(string setId, List<DamagedRow> damaged, CancellationToken cancellationToken) =>
        ReadAsync("set_id = @set", ("@set", setId), damaged, cancellationToken);

    /// <summary>The cards with these silver ids, in the same order.</summary>
    /// <inheritdoc cref="SetsAsync"/>
    public Task<List<CatalogueCard>> OfIdsAsync(IReadOnlyCollection<string> cardIds, List<DamagedRow> damaged, CancellationToken cancellationToken) =>
        ReadAsync(database.IsOneOf("card_id", "@ids"), ("@ids", database.TextList(cardIds)), damaged, cancellationToken);

    private async Task<List<CatalogueCard>> ReadAsync(string condition, (string, object?) parameter, List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var selectCards = connection.Command($"{SilverTables.Cards.Select} WHERE {condition} ORDER BY number_sort, card_id", parameter);
        var cards = await selectCards.ReadAsync(row =>
        {
            var card = StoredCard.Empty();
            var damage = DamagedRows.Fill(SilverTables.Cards, card, row) ?? card.Json.ReadInto(card) ?? DamagedRows.OfExtra(card.Extra);
            // A database may spell JSON its own way; what is compared or written is the program's own spelling.
            card.Json = null;
            return (card.CardId, card, damage);
        }, cancellationToken);
        await using var selectLinks = connection.Command($"{SilverTables.CardPokemon.Select} WHERE card_id IN (SELECT card_id FROM silver_tcg_cards WHERE {condition}) ORDER BY card_id, position", parameter);
        var species = (await selectLinks.ReadAsync(SilverTables.CardPokemon.Read, cancellationToken)).ToLookup(l => l.CardId, l => new CardSpecies(l.PokedexNumber, l.Position, l.MatchedBy), StringComparer.Ordinal);
        return Whole(cards, damaged).ConvertAll(card => new CatalogueCard(card, [.. species[card.CardId]]));
    }

    /// <summary>The rows that could be read; the others are named.</summary>
    private static List<T> Whole<T>(List<(string Id, T Row, string? Damage)> rows, List<DamagedRow> damaged)
    {
        damaged.AddRange(rows.Where(r => r.Damage is not null).Select(r => new DamagedRow(r.Id, r.Damage!)));
        return [.. rows.Where(r => r.Damage is null).Select(r => r.Row)];
    }
}

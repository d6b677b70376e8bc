using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.History;

/// <summary>Reads prices, without what of their blocks has no column.</summary>
public sealed class PriceHistory(SqlDatabase database)
{
    /// <summary>Every price that was ever seen of a card, the newest first.</summary>
    public Task<List<CardPrice>> OfCardAsync(string cardId, CancellationToken cancellationToken) =>
        ReadAsync($"{SilverTables.Prices.Select} WHERE card_id = @card ORDER BY observed_on DESC, market, finish", cardId, cancellationToken);

    /// <summary>The newest price of each market and finish, of the cards after one.</summary>
    /// <param name="after">The last card that is known; empty for none.</param>
    /// <param name="most">Rows to give; there may be more of the last card.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<List<CardPrice>> LatestAsync(string after, int most, CancellationToken cancellationToken) =>
        ReadAsync(database.First($"{SilverTables.Prices.Select.Replace(SilverTables.Prices.Name, "latest_prices", StringComparison.Ordinal)} WHERE card_id > @card ORDER BY card_id, market, finish", most), after, cancellationToken);

    private async Task<List<CardPrice>> ReadAsync(string sql, string card, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(sql, ("@card", card));
        return await select.ReadAsync(SilverTables.Prices.Read, cancellationToken);
    }
}

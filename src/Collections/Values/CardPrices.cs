using PokedexTop.Data;

namespace PokedexTop.Collections.Values;

/// <summary>Reads what markets say of cards.</summary>
public sealed class CardPrices(SqlDatabase database)
{
    /// <summary>The newest price of each market and finish, also where it says no amount: a market that has none left has none.</summary>
    public async Task<List<KnownPrice>> NewestAsync(IReadOnlyCollection<string> cardIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"SELECT {KnownPrice.Columns} FROM latest_prices p WHERE {database.IsOneOf("p.card_id", "@ids")} ORDER BY p.card_id, p.market, p.finish", ("@ids", database.TextList(cardIds)));
        return await select.ReadAsync(KnownPrice.Read, cancellationToken);
    }

    /// <summary>Gives every price of a time, and before those the one that held at its begin; a finish after the other, each in the order of days.</summary>
    public async Task ScanAsync(IReadOnlyCollection<string> cardIds, DateOnly from, DateOnly to, Action<KnownPrice> take, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT {KnownPrice.Columns} FROM silver_card_prices p
            WHERE {database.IsOneOf("p.card_id", "@ids")} AND p.observed_on <= @to AND (p.observed_on > @from OR NOT EXISTS (SELECT 1 FROM silver_card_prices n
                WHERE n.card_id = p.card_id AND n.market = p.market AND n.finish = p.finish AND n.observed_on > p.observed_on AND n.observed_on <= @from))
            ORDER BY p.card_id, p.market, p.finish, p.observed_on
            """, ("@ids", database.TextList(cardIds)), ("@from", from), ("@to", to));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            take(KnownPrice.Read(reader));
    }
}

using PokedexTop.Catalogue;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;

namespace PokedexTop.Normalize.Retention;

/// <summary>Leaves one price a week of each card, market and finish, where prices are old enough.</summary>
internal sealed class PriceHistoryHousekeeper(SqlDatabase database, RetentionOptions retention, TimeProvider time) : IHousekeeper
{
    /// <summary>Cards whose prices are looked at together, and removed in one transaction.</summary>
    private const int Cards = 500;

    public string What => "prices";

    public async Task<long> RemoveAsync(CancellationToken cancellationToken)
    {
        if (retention.Prices == 0)
            return 0;
        var since = WeeklyPrices.Since(DateOnly.FromDateTime(time.UtcNow()), retention.Prices);
        var removed = 0L;
        await using var connection = await database.OpenAsync(cancellationToken);
        for (var after = ""; after is not null;)
        {
            await using var next = connection.Command(database.First("SELECT card_id FROM silver_tcg_cards WHERE card_id > @after ORDER BY card_id", Cards), ("@after", after));
            var cards = await next.ReadAsync(r => r.GetString(0), cancellationToken);
            await using var select = connection.Command(
                "SELECT card_id, market, finish, observed_on FROM silver_card_prices WHERE card_id > @after AND card_id <= @last AND observed_on < @since ORDER BY card_id, market, finish, observed_on",
                ("@after", after), ("@last", cards.LastOrDefault() ?? ""), ("@since", since));
            var prices = await select.ReadAsync(r => (Of: (Card: r.GetString(0), Market: r.GetString(1), Finish: r.GetString(2)), On: r.GetFieldValue<DateOnly>(3)), cancellationToken);
            var surplus = WeeklyPrices.Surplus(prices, price => price.Of, price => price.On).ToList();
            if (surplus.Count > 0)
            {
                await using var write = await database.BeginWriteAsync("silver", cancellationToken);
                foreach (var (of, on) in surplus)
                    removed += await write.ExecuteAsync("DELETE FROM silver_card_prices WHERE card_id = @card AND market = @market AND finish = @finish AND observed_on = @on", [("@card", of.Card), ("@market", of.Market), ("@finish", of.Finish), ("@on", on)], cancellationToken);
                await write.CommitAsync(cancellationToken);
            }
            after = cards.Count == Cards ? cards[^1] : null;
        }
        return removed;
    }
}

using PokedexTop.Catalogue;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;

namespace PokedexTop.Ingest.Retention;

/// <summary>Leaves one price block a week of each card and market, where blocks are old enough.</summary>
internal sealed class PriceHousekeeper(SqlDatabase database, RetentionOptions retention, TimeProvider time) : IHousekeeper
{
    /// <summary>Cards whose blocks are looked at together.</summary>
    private const int Cards = 500;

    public string What => "price blocks";

    public async Task<long> RemoveAsync(CancellationToken cancellationToken)
    {
        if (retention.Prices == 0)
            return 0;
        var since = WeeklyPrices.Since(DateOnly.FromDateTime(time.UtcNow()), retention.Prices);
        var removed = 0L;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var feeds = connection.Command("SELECT DISTINCT feed FROM bronze_tcg_prices");
        foreach (var feed in await feeds.ReadAsync(r => r.GetString(0), cancellationToken))
        {
            for (var after = ""; after is not null;)
            {
                await using var next = connection.Command(database.First("SELECT DISTINCT card_id FROM bronze_tcg_prices WHERE feed = @feed AND card_id > @after ORDER BY card_id", Cards), ("@feed", feed), ("@after", after));
                var cards = await next.ReadAsync(r => r.GetString(0), cancellationToken);
                await using var select = connection.Command(
                    "SELECT id, card_id, market, observed_on FROM bronze_tcg_prices WHERE feed = @feed AND card_id > @after AND card_id <= @last AND observed_on < @since ORDER BY id",
                    ("@feed", feed), ("@after", after), ("@last", cards.LastOrDefault() ?? ""), ("@since", since));
                var blocks = await select.ReadAsync(r => (Id: r.GetInt64(0), Of: (r.GetString(1), r.GetString(2)), On: r.GetFieldValue<DateOnly>(3)), cancellationToken);
                removed += await BronzeRemoval.RemoveAsync(database, "bronze_tcg_prices", [.. WeeklyPrices.Surplus(blocks, block => block.Of, block => block.On).Select(block => block.Id)], cancellationToken);
                after = cards.Count == Cards ? cards[^1] : null;
            }
        }
        return removed;
    }
}

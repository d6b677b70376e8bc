using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Data;

namespace PokedexTop.Collections.Values;

/// <summary>Reads what a user owns and what markets say of it.</summary>
public sealed class CollectionValues(UserLots lots, CollectedCatalogue catalogue, CardPrices prices, TimeProvider time)
{
    /// <summary>What everything owned is worth now.</summary>
    public async Task<Valuation> NowAsync(string userId, CancellationToken cancellationToken) => await ValueAsync(await OwnedAsync(userId, cancellationToken), cancellationToken);

    /// <summary>What can be given away: owned beyond some copies of each card and finish.</summary>
    public async Task<Valuation> SpareAsync(string userId, int keep, CancellationToken cancellationToken) =>
        await ValueAsync(TradeList.Of(await catalogue.ReadAsync(cancellationToken), await OwnedAsync(userId, cancellationToken), keep), cancellationToken);

    /// <summary>What would have been worth before what is owned now; null where the time has too many buckets.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="unit">day, week or month; null for the finest that fits.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ValueHistory?> HistoryAsync(string userId, DateOnly from, DateOnly to, string? unit, CancellationToken cancellationToken)
    {
        var buckets = unit is null ? DayBuckets.Fitting(from, to) : new DayBuckets(from, to, unit);
        if (buckets is null || buckets.Count > DayBuckets.Most)
            return null;
        var now = await NowAsync(userId, cancellationToken);
        var sums = new ValueSums(now.Counted, buckets);
        await prices.ScanAsync([.. now.Counted.Select(counted => counted.Price.CardId).Distinct(StringComparer.Ordinal)], from, to, sums.Add, cancellationToken);
        return new ValueHistory(from, to, buckets.Unit, DateOnly.FromDateTime(time.UtcNow()), now.Copies, sums.Series());
    }

    private async Task<List<Lot>> OwnedAsync(string userId, CancellationToken cancellationToken) =>
        [.. (await lots.AllAsync(userId, cancellationToken)).Where(lot => lot.List == LotWords.Owned)];

    private async Task<Valuation> ValueAsync(IReadOnlyList<Lot> valued, CancellationToken cancellationToken)
    {
        var known = await catalogue.ReadAsync(cancellationToken);
        return new Valuation(known, valued, await prices.NewestAsync(Valuation.CardIds(known, valued), cancellationToken));
    }
}

namespace PokedexTop.Collections.Values;

/// <summary>What some lots are worth; each market's figure stands for itself and is never converted.</summary>
/// <param name="Id">Of the set or lot.</param>
/// <param name="Name">For people.</param>
/// <param name="Lots">How many.</param>
/// <param name="Copies">In them.</param>
/// <param name="Values">A figure for each market and currency.</param>
/// <param name="Paid">What was paid for them, by currency.</param>
public sealed record ValueRow(string Id, string Name, int Lots, int Copies, IReadOnlyList<MarketValue> Values, IReadOnlyList<PaidSum> Paid)
{
    /// <summary>Of a lot: the card it is of now.</summary>
    public string? CardId { get; init; }

    /// <summary>Of a lot.</summary>
    public string? Finish { get; init; }

    /// <summary>Of a lot; prices do not know it.</summary>
    public string? Condition { get; init; }

    /// <summary>Of a lot.</summary>
    public string? Language { get; init; }

    /// <summary>Of a lot: where it is kept.</summary>
    public string? Location { get; init; }
}

/// <summary>A sum over what one market has a price for.</summary>
/// <param name="Market">The source of the figure.</param>
/// <param name="Currency">Three letters.</param>
/// <param name="Amount">Null where nothing is priced.</param>
/// <param name="Lots">That are priced.</param>
/// <param name="Copies">That are priced.</param>
/// <param name="OfLots">Of how many lots.</param>
/// <param name="OfCopies">Of how many copies.</param>
/// <param name="Fields">Copies by the amount of the price block they were valued by.</param>
/// <param name="OldestOn">The day of the oldest price in it.</param>
/// <param name="NewestOn">The day of the newest.</param>
/// <param name="Unpriced">Why the others are not in it.</param>
public sealed record MarketValue(
    string Market, string Currency, decimal? Amount, int Lots, int Copies, int OfLots, int OfCopies, IReadOnlyDictionary<string, int> Fields, DateOnly? OldestOn, DateOnly? NewestOn, IReadOnlyList<Unpriced> Unpriced)
{
    internal static MarketValue Of(string market, string currency, IReadOnlyCollection<LotPrice> lots)
    {
        var priced = lots.Where(lot => lot.Price?.Currency == currency).ToList();
        var fields = priced.GroupBy(lot => lot.Price!.Field!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(lot => lot.Copies), StringComparer.Ordinal);
        return new MarketValue(market, currency, priced.Count == 0 ? null : priced.Sum(lot => lot.Copies * lot.Price!.Amount!.Value), priced.Count, priced.Sum(lot => lot.Copies), lots.Count, lots.Sum(lot => lot.Copies),
            fields, priced.Count == 0 ? null : priced.Min(lot => lot.Price!.ObservedOn), priced.Count == 0 ? null : priced.Max(lot => lot.Price!.ObservedOn),
            [.. lots.Where(lot => lot.Price?.Currency != currency).GroupBy(lot => lot.Reason ?? "other-currency", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new Unpriced(g.Key, g.Count(), g.Sum(lot => lot.Copies)))]);
    }
}

/// <param name="Reason">Why they have no price.</param>
/// <param name="Lots">How many.</param>
/// <param name="Copies">In them.</param>
public sealed record Unpriced(string Reason, int Lots, int Copies);

/// <summary>What was paid in one currency.</summary>
/// <param name="Currency">Three letters.</param>
/// <param name="Amount">For all of the copies.</param>
/// <param name="Copies">Whose price is noted in it.</param>
/// <param name="OfCopies">Of how many.</param>
public sealed record PaidSum(string Currency, decimal Amount, int Copies, int OfCopies);

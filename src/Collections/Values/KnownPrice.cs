using System.Data.Common;
using PokedexTop.Data;

namespace PokedexTop.Collections.Values;

/// <summary>What a market said of a finish of a card on a day.</summary>
/// <param name="CardId">The silver card.</param>
/// <param name="Market">Where.</param>
/// <param name="Finish">In the words of the price block.</param>
/// <param name="ObservedOn">The day; it holds until the next that was observed.</param>
/// <param name="Currency">Three letters.</param>
/// <param name="Amount">Of one copy; null where the block says none that can be reckoned with.</param>
/// <param name="Field">Which of the block's amounts it is.</param>
public sealed record KnownPrice(string CardId, string Market, string Finish, DateOnly ObservedOn, string Currency, decimal? Amount, string? Field)
{
    /// <summary>
    /// The amounts that a copy is valued by; the first that a block has is taken. Cardmarket's trend is its market price. What
    /// somebody asks at most (<c>high</c>) values nothing: sellers park cards at 9,999.99.
    /// </summary>
    private static readonly (string Column, string Name)[] s_fields =
    [
        ("market_price", "marketPrice"), ("average_sell", "averageSell"), ("average30", "average30"), ("average7", "average7"), ("average1", "average1"), ("mid", "mid"), ("low", "low"),
    ];

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. s_fields.Select(field => field.Name)];

    /// <summary>What <see cref="Read"/> wants of the table or view <c>p</c>.</summary>
    internal static string Columns { get; } = "p.card_id, p.market, p.finish, p.observed_on, p.currency, " + string.Join(", ", s_fields.Select(field => $"p.{field.Column}"));

    internal static KnownPrice Read(DbDataReader row)
    {
        var (amount, name) = s_fields.Select((field, i) => (Amount: row.AmountOrNull(5 + i), field.Name)).FirstOrDefault(a => a.Amount > 0);
        return new KnownPrice(row.GetString(0), row.GetString(1), row.GetString(2), DateOnly.FromDateTime(row.GetDateTime(3)), row.GetString(4), amount, name);
    }
}

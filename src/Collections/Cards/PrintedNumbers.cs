using System.Globalization;

namespace PokedexTop.Collections.Cards;

/// <summary>Which cards of a set are numbered within its printed total: <c>102/102</c> is, <c>103/102</c> is secret, and so is <c>TG01</c>.</summary>
internal static class PrintedNumbers
{
    public static void Mark(IReadOnlyList<KnownCard> cards)
    {
        if (cards is not [{ Set.PrintedTotal: { } total }, ..])
            return;
        var numbers = cards.Select(card => (Card: card, Number: Parse(card.Number))).ToList();
        // Promotional sets number all their cards SWSH001, SWSH002…: the letters that most of a set's cards have are its own.
        var own = numbers.Where(n => n.Number is not null).GroupBy(n => n.Number!.Value.Letters, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        foreach (var (card, number) in numbers)
            card.IsPrinted = number is { } n && n.Letters == own && n.Value <= total;
    }

    /// <summary>The letters before a number and the number; null where anything follows it.</summary>
    private static (string Letters, int Value)? Parse(string? number)
    {
        if (number is null)
            return null;
        var letters = number.AsSpan().IndexOfAnyInRange('0', '9');
        return letters >= 0 && int.TryParse(number.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? (number[..letters], value) : null;
    }
}

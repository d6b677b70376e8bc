using System.Globalization;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>Amounts of money as pages write them.</summary>
internal static class Amount
{
    /// <summary><c>1,234.50 EUR</c>; a dash where none is known.</summary>
    /// <param name="amount">In the currency's whole units.</param>
    /// <param name="currency">Three letters; empty where it stands elsewhere.</param>
    public static string Text(decimal? amount, string currency = "") => amount is { } known ? $"{known.ToString("N2", CultureInfo.InvariantCulture)} {currency}".TrimEnd() : "–";
}

using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Issues;

/// <summary>A card that is current in the catalogue and holds a picture that another one holds too.</summary>
internal sealed record PictureHolder(string Sha256, string CardId, string Name, string? Number);

/// <summary>
/// Tells pictures that belong to one card from those that stand for many: an original that is held by two cards of different
/// names <em>and</em> numbers. Printings of one card keep its name, and a card that was renamed its number; docs/quality-rules.md
/// tells what the data says about true twins. Pure.
/// </summary>
internal static class SharedPictureRule
{
    /// <summary>So many others are named.</summary>
    private const int Named = 5;

    /// <param name="holders">Of one picture, in the order of their ids.</param>
    /// <returns>Cards that share it with another of a different name and number, with what is to be said of each.</returns>
    public static IEnumerable<(string CardId, string Detail)> IssuesOf(IReadOnlyCollection<PictureHolder> holders)
    {
        var names = holders.CountBy(Name).ToDictionary();
        var numbers = holders.CountBy(Number).ToDictionary();
        var both = holders.CountBy(h => (Name(h), Number(h))).ToDictionary();
        foreach (var holder in holders)
        {
            var others = holders.Count - names[Name(holder)] - numbers[Number(holder)] + both[(Name(holder), Number(holder))];
            if (others == 0)
                continue;
            var named = holders.Where(h => Name(h) != Name(holder) && Number(h) != Number(holder)).Take(Named).Select(Words).ToList();
            var detail = $"It has the very picture of {string.Join(", ", named)}{(others > named.Count ? $" and {others - named.Count} more" : "")}.";
            yield return (holder.CardId, detail.Length <= ImageIssue.DetailLength ? detail : detail[..(ImageIssue.DetailLength - 1)] + "…");
        }
    }

    private static string Name(PictureHolder holder) => holder.Name.ToUpperInvariant();

    private static string Number(PictureHolder holder) => holder.Number ?? "";

    private static string Words(PictureHolder holder) => $"{holder.CardId} ({holder.Name}{(holder.Number is null ? "" : $" {holder.Number}")})";
}

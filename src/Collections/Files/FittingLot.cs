using System.Globalization;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Collections.Files;

/// <summary>
/// Other programs say what no lot can: a finish that our card is not listed with, a grade without a company, a price without a currency.
/// Such a word goes into the lot's notes, and its row is not refused for it. Pure.
/// </summary>
internal static class FittingLot
{
    private static readonly (string[] Fields, string Name, Func<FileLot, string?> Said, Func<FileLot, FileLot> Without)[] s_fields =
    [
        (["finish"], "finish", lot => lot.Finish, lot => lot with { Finish = null }),
        (["condition"], "condition", lot => lot.Condition, lot => lot with { Condition = null }),
        (["language"], "language", lot => lot.Language, lot => lot with { Language = null }),
        (["gradeCompany", "grade"], "grade", lot => $"{lot.GradeCompany} {lot.Grade}".Trim(), lot => lot with { GradeCompany = null, Grade = null }),
        (["acquiredOn"], "acquired on", lot => lot.AcquiredOn, lot => lot with { AcquiredOn = null }),
        (["pricePaid", "currency"], "paid", lot => $"{lot.PricePaid?.ToString(CultureInfo.InvariantCulture)} {lot.Currency}".Trim(), lot => lot with { PricePaid = null, Currency = null }),
        (["location"], "location", lot => lot.Location, lot => lot with { Location = null }),
    ];

    /// <returns>What can be said of a lot, and what went into its notes.</returns>
    public static (FileLot Lot, string? Noted) Of(FileLot said, KnownCatalogue catalogue, DateTime now)
    {
        var card = said.CardId is { } id ? catalogue.Current(id) : null;
        said = said with { Finish = Finish(said.Finish, card) };
        var check = new LotCheck(catalogue, DateOnly.FromDateTime(now));
        check.Apply(said, said.ToLot(Guid.Empty, "", now));
        var noted = new List<string>();
        foreach (var (fields, name, word, without) in s_fields)
        {
            if (!fields.Any(check.Problems.ContainsKey))
                continue;
            noted.Add($"{name}: {word(said)}");
            said = without(said);
        }
        return noted.Count == 0 ? (said, null) : (said with { Notes = FileLot.Joined(said.Notes, noted) }, $"in the notes, since a lot of this card cannot say it: {string.Join(", ", noted)}");
    }

    /// <summary>"First edition" of a card that was printed so in one way is that way; other words are as they are.</summary>
    private static string? Finish(string? said, KnownCard? card)
    {
        if (said is null || card is null)
            return said;
        var word = FinishWords.Of(said);
        var listed = card.Finishes.Union(card.Priced, StringComparer.Ordinal).ToList();
        return !listed.Contains(word) && listed.Where(finish => finish.StartsWith(word, StringComparison.Ordinal)).ToList() is [var one] ? one : said;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Files;

namespace PokedexTop.Collections.Trackers;

/// <summary>Makes a row of our own of another program's: its card found, its texts parted into the fields of a lot. Pure.</summary>
/// <param name="matcher">Finds cards.</param>
/// <param name="source">The format and the file, which each lot is to say.</param>
/// <param name="currency">Of prices that say none, by their owner's word.</param>
internal sealed partial class TrackerLots(CardMatcher matcher, string source, string? currency)
{
    private static readonly string[] s_days = ["M/d/yyyy", "d/M/yyyy", "d.M.yyyy", "yyyy/M/d", "d MMM yyyy", "MMM d, yyyy", "MMMM d, yyyy"];

    public FileRow Of(int number, string raw, TrackerRow row)
    {
        var (said, problem) = Fields(number, row);
        if ((row.Refusal ?? problem) is { } refusal)
            return new FileRow(number, said, refusal) { Raw = raw, Outcome = RowOutcome.Refused };
        if (row.Elsewhere is { } elsewhere)
            return new FileRow(number, said, elsewhere) { Raw = raw, Outcome = RowOutcome.Unknown };
        var match = matcher.Match(row.Clues with { Finish = row.Finish });
        if (match.Card is not { } card)
            return new FileRow(number, said, match.Reason) { Raw = raw, Outcome = match.IsUnknown ? RowOutcome.Unknown : RowOutcome.Ambiguous, Candidates = [.. match.Candidates.Select(c => c.Id)] };
        said = said with { CardId = card.Id, Finish = said.Finish ?? match.Finish, Notes = match.Overlooked is { } overlooked ? FileLot.Joined(said.Notes, overlooked) : said.Notes };
        return new FileRow(number, said, match.Reason) { Raw = raw };
    }

    private (FileLot Said, string? Problem) Fields(int number, TrackerRow row)
    {
        var remarks = row.Remarks.ToList();
        var quantity = Quantity(row.Quantity);
        var (company, grade) = Grade(row.Grade);
        var (price, code) = Price(row.Price, remarks);
        return (new FileLot
        {
            List = row.List,
            Finish = row.Finish,
            Condition = row.Condition,
            Language = row.Language,
            Quantity = quantity,
            GradeCompany = company,
            Grade = grade,
            PricePaid = price,
            Currency = price is null ? null : row.Currency ?? code ?? currency,
            AcquiredOn = Date(row.AcquiredOn),
            Location = row.Location,
            Notes = FileLot.Joined(row.Notes, remarks),
            Source = $"{source} row {number.ToString(CultureInfo.InvariantCulture)}",
        }, quantity is null ? $"quantity is '{row.Quantity}'; allowed: a whole number" : quantity == 0 ? "quantity is 0: no copy is there" : null);
    }

    private static int? Quantity(string? said)
    {
        if (said is null)
            return 1;
        return decimal.TryParse(said.TrimEnd('x', 'X'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity) && quantity == Math.Truncate(quantity) && Math.Abs(quantity) <= int.MaxValue
            ? (int)quantity : null;
    }

    private static (string? Company, string? Grade) Grade(string? said)
    {
        if (said is null || CardNames.Fold(said) is "ungraded" or "raw" or "none" or "na" or "")
            return (null, null);
        return Graded().Match(said) is { Success: true } parts ? (parts.Groups[1].Value, parts.Groups[2].Value is [.., '.', '0'] whole ? whole[..^2] : parts.Groups[2].Value) : (null, said);
    }

    /// <summary>0 is what these programs say where no price is known.</summary>
    private static (decimal? Price, string? Currency) Price(string? said, List<string> remarks)
    {
        if (said is null)
            return (null, null);
        var digits = string.Concat(said.Where(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-'));
        // The last sign parts the decimals, whichever of the two it is, unless it can only part thousands.
        var point = digits.LastIndexOfAny(['.', ',']);
        if (point >= 0)
        {
            var thousands = digits[point] == ',' && digits.Length - point - 1 == 3 && !digits.Contains('.', StringComparison.Ordinal);
            digits = string.Concat(digits[..point].Where(c => c is not ('.' or ','))) + (thousands ? "" : ".") + digits[(point + 1)..];
        }
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price))
        {
            remarks.Add($"paid: {said}");
            return (null, null);
        }
        if (price == 0)
            return (null, null);
        if (decimal.Round(price, 2) != price)
            remarks.Add($"paid: {said}");
        var code = said.IndexOfAny(['$', '€', '£']) is >= 0 and var sign ? said[sign] switch { '$' => "USD", '€' => "EUR", _ => "GBP" } : Code().Match(said) is { Success: true } letters ? letters.Value : null;
        return (decimal.Round(price, 2, MidpointRounding.AwayFromZero), code);
    }

    /// <summary>A day that can be read in one way only, as lots have it; others as they are.</summary>
    private static string? Date(string? said)
    {
        if (said is null)
            return null;
        if (said.Length >= 10 && DateOnly.TryParseExact(said[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        // Some write the time behind the day.
        var alone = said.Split(' ', 2) is [var first, _] && first.Contains('/', StringComparison.Ordinal) ? first : said;
        var ways = s_days.Select(form => DateOnly.TryParseExact(alone, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : (DateOnly?)null).OfType<DateOnly>().Distinct().ToList();
        return ways.Count == 1 ? ways[0].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : said;
    }

    [GeneratedRegex(@"^([A-Za-z]{2,10})\s+(\S.*)$")]
    private static partial Regex Graded();

    [GeneratedRegex(@"\b[A-Z]{3}\b")]
    private static partial Regex Code();
}

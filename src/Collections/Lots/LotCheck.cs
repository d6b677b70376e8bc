using System.Globalization;
using System.Text.RegularExpressions;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;

namespace PokedexTop.Collections.Lots;

/// <summary>
/// Holds what somebody says of a lot against what a lot may be: every field that is wrong is named with what is allowed, and what is
/// right is put into the words of this program. Pure.
/// </summary>
/// <param name="catalogue">The cards there are.</param>
/// <param name="today">No card was acquired later.</param>
internal sealed partial class LotCheck(KnownCatalogue catalogue, DateOnly today)
{
    /// <summary>Before the first card there was.</summary>
    private static readonly DateOnly s_firstDay = new(1996, 1, 1);

    private readonly Dictionary<string, string[]> _problems = new(StringComparer.Ordinal);

    /// <summary>What is wrong, by field; empty where nothing is.</summary>
    public IReadOnlyDictionary<string, string[]> Problems => _problems;

    /// <summary>Writes what is said into a lot. What the lot says already is taken, whatever the catalogue has become since.</summary>
    public void Apply(LotFields said, Lot lot)
    {
        var card = Card(said.CardId, lot);
        lot.List = Word("list", said.List, LotWords.Lists) ?? LotWords.Owned;
        lot.Finish = Finish(said.Finish, card, lot.Finish);
        lot.Condition = Word("condition", said.Condition, LotWords.Conditions);
        lot.Language = Word("language", said.Language, LotWords.Languages);
        lot.GradeCompany = Text("gradeCompany", said.GradeCompany, LotLimits.GradeCompany)?.ToUpperInvariant();
        lot.Grade = Text("grade", said.Grade, LotLimits.Grade);
        lot.Certificate = Text("certificate", said.Certificate, LotLimits.Certificate);
        if (lot.GradeCompany is null && (lot.Grade ?? lot.Certificate) is not null)
            Refuse("gradeCompany", "is needed with a grade or certificate, such as PSA");
        if (lot.GradeCompany is not null && lot.Grade is null)
            Refuse("grade", $"is needed of a copy that {lot.GradeCompany} graded, such as 9.5");
        lot.Quantity = Quantity(said.Quantity ?? 1, isGraded: (lot.GradeCompany ?? lot.Grade ?? lot.Certificate) is not null);
        lot.Location = Text("location", said.Location, LotLimits.Location);
        lot.Notes = Text("notes", said.Notes, LotLimits.Notes, lines: true);
        lot.AcquiredOn = Date(said.AcquiredOn);
        (lot.PricePaid, lot.Currency) = Price(said.PricePaid, said.Currency);
        lot.Source = Text("source", said.Source, LotLimits.Source);
    }

    private KnownCard? Card(string? id, Lot lot)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            Refuse("cardId", "is needed: the id of a card, such as base1-4");
            return null;
        }
        id = id.Trim();
        var card = catalogue.Current(id);
        if (id == lot.CardId)
            return card;
        if (card is null)
        {
            Refuse("cardId", $"'{Shown(id)}' is no card of this catalogue; 'pokedextop search' finds their ids, such as base1-4");
            return null;
        }
        // An id that became another is taken for the card it became, and the lot says so.
        (lot.CardId, lot.MovedFrom, lot.MovedAt) = (card.Id, card.Id == id ? null : id, card.Id == id ? null : lot.UpdatedAt);
        return card;
    }

    private string? Finish(string? said, KnownCard? card, string? before)
    {
        if (Text("finish", said, LotLimits.Finish) is not { } text)
            return null;
        var finish = FinishWords.Of(text);
        if (finish == before)
            return finish;
        // Listed finishes are all there are of a card; prices alone are of those somebody sells.
        var ofCard = card is { Finishes.Count: > 0 } && !card.Finishes.SequenceEqual(card.Priced);
        var allowed = ofCard ? [.. card!.Finishes.Union(card.Priced, StringComparer.Ordinal)] : catalogue.Finishes;
        if (allowed.FirstOrDefault(word => FinishWords.Key(word) == FinishWords.Key(finish)) is { } known)
            return known;
        Refuse("finish", ofCard ? $"'{Shown(text)}' is no finish of {card!.Id}; allowed: {string.Join(", ", allowed)}" : $"'{Shown(text)}' is no finish; allowed: {string.Join(", ", allowed)}");
        return null;
    }

    private string? Word(string field, string? said, IReadOnlyList<string> allowed)
    {
        if (string.IsNullOrWhiteSpace(said))
            return null;
        if (LotWords.Of(allowed, said) is { } word)
            return word;
        Refuse(field, $"'{Shown(said)}' is none; allowed: {string.Join(", ", allowed)}");
        return null;
    }

    private int Quantity(int said, bool isGraded)
    {
        if (said is < 1 or > LotLimits.Quantity)
            Refuse("quantity", string.Create(CultureInfo.InvariantCulture, $"is {said}; allowed: a whole number from 1 to {LotLimits.Quantity}"));
        else if (isGraded && said > 1)
            Refuse("quantity", string.Create(CultureInfo.InvariantCulture, $"is {said}; a graded copy is a lot of its own, so 1"));
        return said;
    }

    private string? Text(string field, string? said, int most, bool lines = false)
    {
        if (string.IsNullOrWhiteSpace(said))
            return null;
        // Line ends are the file's or the browser's, not the owner's.
        var text = lines ? said.ReplaceLineEndings("\n").Trim() : said.Trim();
        if (text.Length > most || text.Any(c => (char.IsControl(c) && !(lines && c is '\n' or '\t')) || char.IsSurrogate(c) && !IsWhole(text)))
            Refuse(field, string.Create(CultureInfo.InvariantCulture, $"is not allowed; allowed: at most {most} characters{(lines ? "" : " on one line")}, no control characters"));
        return text;
    }

    private DateOnly? Date(string? said)
    {
        if (string.IsNullOrWhiteSpace(said))
            return null;
        if (DateOnly.TryParseExact(said.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date >= s_firstDay && date <= today.AddDays(1))
            return date;
        Refuse("acquiredOn", string.Create(CultureInfo.InvariantCulture, $"is '{Shown(said)}'; allowed: a day from {s_firstDay:yyyy-MM-dd} to today, written as 2026-11-28"));
        return null;
    }

    private (decimal?, string?) Price(decimal? said, string? currency)
    {
        var code = string.IsNullOrWhiteSpace(currency) ? null : currency.Trim().ToUpperInvariant();
        if (code is not null && !ThreeLetters().IsMatch(code))
            Refuse("currency", $"is '{Shown(code)}'; allowed: three letters, such as EUR");
        if (said is { } price && (price is < 0 or > LotLimits.Price || decimal.Round(price, 2) != price))
            Refuse("pricePaid", string.Create(CultureInfo.InvariantCulture, $"is {price}; allowed: from 0 to {LotLimits.Price} with at most two decimals"));
        if (said is null != code is null)
            Refuse(said is null ? "pricePaid" : "currency", said is null ? "is needed with a currency" : "is needed with a price, such as EUR");
        return (said is { } paid ? GoldTables.Plain(paid) : null, code);
    }

    private void Refuse(string field, string why) => _problems.TryAdd(field, [why]);

    /// <summary>Half a surrogate pair is no text to a database.</summary>
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }
        return true;
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex ThreeLetters();
}

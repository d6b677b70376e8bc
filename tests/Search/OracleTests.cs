using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PokedexTop.Normalize.Export;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Queries;

namespace PokedexTop.Search.Tests;

/// <summary>Compares the index with the plainest reading of the language: every card's JSON, looked at one by one.</summary>
public sealed partial class OracleTests(ITestOutputHelper output)
{
    private const int Queries = 300;

    private static readonly string[] s_fields =
    [
        "name", "supertype", "subtypes", "types", "hp", "number", "artist", "rarity", "set.id", "set.name", "set.releaseDate", "attacks.name", "attacks.damage", "attacks.text",
        "abilities.text", "flavorText", "nationalPokedexNumbers", "weaknesses.type", "retreatCost", "convertedRetreatCost", "set.printedTotal", "rules", "id", "tcgplayer.prices.holofoil.market",
    ];

    [Fact]
    public void The_index_finds_what_a_look_at_every_card_finds()
    {
        var cards = Cards.All();
        using var index = Cards.Index(cards);
        var plain = cards.ConvertAll(card => new Plain(card));
        var random = new Random(20261128);
        var (found, some) = (0, 0);
        for (var i = 0; i < Queries; i++)
        {
            var text = Query(plain[random.Next(plain.Count)], random, depth: 0);
            var query = SearchQuery.Parse(text);
            var expected = plain.Where(card => !card.IsRetired && card.Fits(query)).Select(card => card.Id).Order(StringComparer.Ordinal).ToList();
            var result = index.Search(query, SearchOrder.Parse(null), 0, cards.Count);
            var ids = result.Cards.Select(c => c.Id).ToList();
            Assert.Equal(result.Total, ids.Count);
            Assert.True(expected.SequenceEqual(ids.Order(StringComparer.Ordinal)), $"{text}: {string.Join(' ', expected.Except(ids).Take(5))} lack, {string.Join(' ', ids.Except(expected).Take(5))} are too many");
            (found, some) = (found + ids.Count, some + (ids.Count > 0 ? 1 : 0));
        }
        output.WriteLine($"{Queries} queries, {some} of them found {found} cards");
        Assert.True(some > Queries / 2, $"Only {some} of {Queries} queries find anything.");
    }

    private static string Query(Plain card, Random random, int depth)
    {
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => depth < 2 && random.Next(4) == 0 ? $"({Query(card, random, depth + 1)})" : Condition(card, random)).ToList();
        return string.Join(random.Next(5) == 0 ? " OR " : " ", parts);
    }

    private static string Condition(Plain card, Random random)
    {
        var name = s_fields[random.Next(s_fields.Length)];
        var field = SearchFields.Find(name)!;
        var values = card.Values(name);
        if (values.Count == 0)
            return $"-{name}:*";
        var value = values[random.Next(values.Count)];
        var sign = random.Next(5) == 0 ? "-" : "";
        if (field.Kind == FieldKind.Date)
            return sign + (random.Next(2) == 0 ? $"{name}:{value[..4]}" : $"{name}:[{value} TO *]");
        if (field.HasRanges && Plain.Number(value) is { } number && random.Next(2) == 0)
            return sign + string.Create(CultureInfo.InvariantCulture, $"{name}:{(random.Next(2) == 0 ? "[" : "{")}{number} TO {number + random.Next(100)}]");
        if (field.Kind == FieldKind.Number)
            return Plain.Number(value) is null ? $"{name}:*" : $"{sign}{name}:{value}";
        if (field.Kind == FieldKind.Id)
            return $"{sign}{name}:\"{Escaped(value)}\"";
        var words = Plain.WordsOf(value).Select(w => w.Word).ToList();
        if (words.Count == 0)
            return $"{name}:*";
        var at = random.Next(words.Count);
        return sign + random.Next(5) switch
        {
            0 => $"!{name}:\"{Escaped(value)}\"",
            1 => $"{name}:\"{string.Join(' ', words.Skip(at).Take(2))}\"",
            2 => $"{name}:{words[at][..Math.Max(1, words[at].Length / 2)]}*",
            3 when words[at].Length > 1 => $"{name}:{words[at][0]}?{words[at][2..]}",
            _ => $"{name}:{words[at]}",
        };
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private sealed partial class Plain(ApiCard card)
    {
        private static readonly Dictionary<string, List<Regex>> s_patterns = new(StringComparer.Ordinal);

        private readonly JsonElement _json = JsonDocument.Parse(card.Json).RootElement;
        private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<List<(string Word, string? Undivided)>>> _words = new(StringComparer.Ordinal);

        public string Id => card.CardId;

        public bool IsRetired => card.IsRetired;

        public List<string> Values(string path) => Once(_values, path, () => [.. Walk(_json, path).Where(value => value.Trim().Length > 0)]);

        private List<List<(string Word, string? Undivided)>> ValuesInWords(string path) => Once(_words, path, () => Values(path).ConvertAll(WordsOf));

        private static T Once<T>(Dictionary<string, T> known, string key, Func<T> make) => known.TryGetValue(key, out var value) ? value : known[key] = make();

        public bool Fits(QueryNode node) => node switch
        {
            AllOf all => all.Parts.All(Fits),
            AnyOf any => any.Parts.Any(Fits),
            Except except => !Fits(except.Part),
            Between between => Values(between.Field.Name).Any(value => IsBetween(between, between.Field.Kind == FieldKind.Date ? Day(value) : Number(value))),
            Matches { Value: "\uFDD0" } any => Values(any.Field.Name).Count > 0,
            Matches { Field.Kind: FieldKind.Id } id => Values(id.Field.Name).Any(value => value.Equals(id.Value, StringComparison.OrdinalIgnoreCase)),
            Matches { IsWhole: true } whole => ValuesInWords(whole.Field.Name).Any(value => value.Select(w => w.Word).SequenceEqual(WordsOf(whole.Value).Select(w => w.Word))),
            Matches words => ValuesInWords(words.Field.Name).Any(value => Holds(value, Patterns(words.Value))),
            _ => true,
        };

        public static double? Number(string value) => NumberText().IsMatch(value) ? double.Parse(value, CultureInfo.InvariantCulture) : null;

        public static List<(string Word, string? Undivided)> WordsOf(string text)
        {
            var words = new List<(string, string?)>();
            foreach (var piece in text.Split(' ', '\u00A0', '\n'))
            {
                var folded = Mark().Replace(piece.Normalize(NormalizationForm.FormKD), "").ToLowerInvariant();
                var parts = Word().Matches(folded).Select(m => m.Value).ToList();
                var undivided = parts.Count > 1 && Apostrophe().IsMatch(piece) ? string.Concat(parts) : null;
                words.AddRange(parts.Select((part, i) => (part, i == 0 ? undivided : null)));
            }
            return words;
        }

        private static List<Regex> Patterns(string value) => Once(s_patterns, value, () =>
            [.. WordsOf(value.Replace('\uFDD0', 'ⵣ').Replace('\uFDD1', 'ⵢ')).Select(w => new Regex($"^{Regex.Escape(w.Word).Replace("ⵣ", ".*", StringComparison.Ordinal).Replace("ⵢ", ".", StringComparison.Ordinal)}$", RegexOptions.Singleline))]);

        private static bool Holds(List<(string Word, string? Undivided)> words, List<Regex> patterns) =>
            Enumerable.Range(0, Math.Max(0, words.Count - patterns.Count + 1)).Any(start => patterns.Select((p, i) => p.IsMatch(words[start + i].Word) || (words[start + i].Undivided is { } whole && p.IsMatch(whole))).All(fits => fits));

        private static bool IsBetween(Between range, double? value) =>
            value is { } v && (range.From is not { } from || (range.WithFrom ? v >= from : v > from)) && (range.To is not { } to || (range.WithTo ? v <= to : v < to));

        private static double? Day(string value) => double.Parse(value[..10].Replace("/", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

        private static IEnumerable<string> Walk(JsonElement element, string path)
        {
            if (element.ValueKind == JsonValueKind.Array)
                return element.EnumerateArray().SelectMany(child => Walk(child, path));
            if (path.Length == 0)
                return element.ValueKind is JsonValueKind.String ? [element.GetString()!] : element.ValueKind is JsonValueKind.Number ? [element.GetRawText()] : [];
            var dot = path.IndexOf('.', StringComparison.Ordinal);
            var (name, rest) = dot < 0 ? (path, "") : (path[..dot], path[(dot + 1)..]);
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? Walk(child, rest) : [];
        }

        [GeneratedRegex(@"[\p{L}\p{Nd}\u3099\u309A]+|\p{So}")]
        private static partial Regex Word();

        [GeneratedRegex(@"[\p{Mn}\p{Me}-[\u3099\u309A]]")]
        private static partial Regex Mark();

        [GeneratedRegex("['’ʼ‘`´]")]
        private static partial Regex Apostrophe();

        [GeneratedRegex(@"^[-+]?(\d+\.?\d*|\.\d+)$")]
        private static partial Regex NumberText();
    }
}

using System.Globalization;
using System.Text;
using PokedexTop.Language;
using PokedexTop.Search.Fields;

namespace PokedexTop.Search.Queries;

/// <summary>
/// Reads the search language: <c>field:value</c>, words side by side for "and", <c>OR</c>, <c>-</c> or <c>NOT</c>, parentheses, quotes,
/// <c>*</c> and <c>?</c>, <c>!field:value</c>, <c>[a TO b]</c>, <c>{a TO b}</c>, <c>field:(a OR b)</c>, <c>\</c> before a sign that is meant as it is.
/// </summary>
public sealed class SearchQuery
{
    public const int MostCharacters = 2_000;
    public const int MostConditions = 100;
    public const int MostDepth = 20;

    private readonly string _text;
    private int _at;
    private int _depth;
    private int _conditions;

    private readonly SearchScope _scope;

    private SearchQuery(string text, SearchScope scope) => (_text, _scope) = (text, scope);

    /// <param name="text">The query; nothing finds everything.</param>
    /// <param name="scope">What is looked for; cards where it is not said.</param>
    /// <exception cref="SearchQueryException">It cannot be understood, or asks for a field that is not there.</exception>
    public static QueryNode Parse(string? text, SearchScope? scope = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Everything();
        if (text.Length > MostCharacters)
            throw new SearchQueryException($"The query has {text.Length} characters; at most {MostCharacters} are read.", MostCharacters);
        // Sign by sign, so that positions stay those of what was typed.
        var query = new SearchQuery(new string([.. text.Select(sign => sign is Words.Many or Words.One || char.IsWhiteSpace(sign) ? ' ' : sign)]), scope ?? SearchScope.Cards);
        var node = query.ReadAny(field: null);
        return query._at == query._text.Length ? node : throw query.Unexpected("A ')' closes nothing");
    }

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    private QueryNode ReadAny(SearchField? field)
    {
        if (++_depth > MostDepth)
            throw Unexpected($"Parentheses are nested deeper than {MostDepth}");
        List<QueryNode> parts = [ReadAll(field)];
        while (SkipWord("OR"))
            parts.Add(ReadAll(field));
        _depth--;
        return parts is [var only] ? only : new AnyOf(parts);
    }

    private QueryNode ReadAll(SearchField? field)
    {
        var parts = new List<QueryNode>();
        do
        {
            SkipWord("AND");
            parts.Add(ReadOne(field));
            SkipBlanks();
        }
        while (_at < _text.Length && Now != ')' && !IsAtWord("OR"));
        return parts is [var only] ? only : new AllOf(parts);
    }

    private QueryNode ReadOne(SearchField? field)
    {
        SkipBlanks();
        if (SkipWord("NOT") || Skip('-'))
        {
            if (Now is ' ' or '\0')
                throw Unexpected("Nothing follows the '-'");
            return new Except(ReadOne(field));
        }
        if (IsAtWord("OR") || IsAtWord("AND"))
            throw Unexpected($"'{(IsAtWord("OR") ? "OR" : "AND")}' stands where a condition should; quote it to look for the word");
        if (Now == '(')
            return ReadParentheses(field);
        if (++_conditions > MostConditions)
            throw Unexpected($"The query has more than {MostConditions} conditions");
        return field is null ? ReadCondition() : ReadValue(field, isWhole: false);
    }

    private QueryNode ReadParentheses(SearchField? field)
    {
        var opened = _at++;
        var inner = ReadAny(field);
        SkipBlanks();
        return Skip(')') ? inner : throw new SearchQueryException("The '(' is never closed.", opened);
    }

    private QueryNode ReadCondition()
    {
        var start = _at;
        var isWhole = Skip('!');
        var from = _at;
        while (char.IsAsciiLetterOrDigit(Now) || Now is '.' or '_' or '-')
            _at++;
        var name = _text[from.._at];
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !Skip(':'))
        {
            if (isWhole)
                throw new SearchQueryException("A '!' stands before a field, as in !name:charizard.", start);
            _at = start;
            return ReadValue(SearchFields.Anywhere, isWhole: false);
        }
        var field = _scope.Find(name)
            ?? throw new SearchQueryException($"There is no field '{name}'.{NearWords.Question(name, _scope.Names)}", from);
        return Now switch
        {
            '(' => ReadParentheses(field),
            '[' or '{' => ReadRange(field),
            ' ' or ')' or '\0' => throw Unexpected($"'{name}:' has no value, as in {field.Example}"),
            _ => ReadValue(field, isWhole),
        };
    }

    private QueryNode ReadValue(SearchField field, bool isWhole)
    {
        var start = _at;
        var value = Now == '"' ? ReadQuoted() : ReadWord();
        var written = value.Replace(Words.Many, '*').Replace(Words.One, '?');
        if (value.Length == 0)
            throw Unexpected(start == _at ? $"'{Now}' stands where a value should" : "There is nothing between the quotes");
        if (value.All(sign => sign == Words.Many) && field.Kind != FieldKind.Flag)
            return new Matches(field, value, isWhole);
        switch (field.Kind)
        {
            case FieldKind.Number:
                return Number(value) is { } number ? new Between(field, number, number, true, true)
                    : throw new SearchQueryException($"{field.Name} is a number, and '{written}' is none, as in {field.Example}.", start);
            case FieldKind.Date:
                return SearchDates.Of(value) is var (first, last) ? new Between(field, first, last, true, true)
                    : throw new SearchQueryException($"{field.Name} is a day, a month or a year (2021, 2021-10, 2021-10-08), and '{written}' is none.", start);
            case FieldKind.Flag:
                return field.Allowed.Contains(value.ToLowerInvariant(), StringComparer.Ordinal) ? new Matches(field, value.ToLowerInvariant(), true)
                    : throw new SearchQueryException($"{field.Name}: takes {string.Join(", ", field.Allowed)}; given is '{written}'.", start);
            case FieldKind.Text when Words.Of(value).Count == 0:
                throw new SearchQueryException($"'{written}' has no letter, digit or symbol to look for.", start);
            default:
                return new Matches(field, value, isWhole);
        }
    }

    private Between ReadRange(SearchField field)
    {
        var start = _at;
        var end = _text.IndexOfAny([']', '}'], _at);
        if (end < 0)
            throw new SearchQueryException($"The '{Now}' is never closed, as in {field.Example}.", start);
        if (!field.HasRanges)
            throw new SearchQueryException($"{field.Name} is text, which has no ranges.", start);
        var bounds = _text[(start + 1)..end].Split(" TO ", StringSplitOptions.TrimEntries);
        if (bounds is not [{ Length: > 0 } low, { Length: > 0 } high])
            throw new SearchQueryException($"A range is [a TO b], with * for no bound; given is '{_text[start..(end + 1)]}'.", start);
        _at = end + 1;
        var (from, to) = (Bound(field, low, start, isLow: true, withIt: _text[start] == '['), Bound(field, high, start, isLow: false, withIt: _text[end] == ']'));
        return new Between(field, from, to, _text[start] == '[', _text[end] == ']');
    }

    private static double? Bound(SearchField field, string text, int position, bool isLow, bool withIt)
    {
        text = text.Trim('"');
        if (text == "*")
            return null;
        if (field.Kind != FieldKind.Date)
            return Number(text) ?? throw new SearchQueryException($"'{text}' is no number, and so no bound of {field.Name}, as in {field.Example}.", position);
        if (SearchDates.Of(text) is not var (first, last))
            throw new SearchQueryException($"'{text}' is no day, month or year, and so no bound of {field.Name}, as in {field.Example}.", position);
        // A month that belongs to the range does so with all its days, one that does not with none.
        return isLow == withIt ? first : last;
    }

    private string ReadQuoted()
    {
        var opened = _at++;
        var value = new StringBuilder();
        for (; _at < _text.Length; _at++)
        {
            if (Now == '"')
            {
                _at++;
                return value.ToString();
            }
            if (Now == '\\' && _at + 1 < _text.Length)
                _at++;
            value.Append(Now);
        }
        throw new SearchQueryException("The quote is never closed.", opened);
    }

    private string ReadWord()
    {
        var value = new StringBuilder();
        for (; _at < _text.Length && Now is not (' ' or '(' or ')' or '"'); _at++)
        {
            if (Now == '\\' && _at + 1 < _text.Length)
                value.Append(_text[++_at]);
            else
                value.Append(Now switch { '*' => Words.Many, '?' => Words.One, var sign => sign });
        }
        return value.ToString();
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool IsAtWord(string word) =>
        _text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal) && (_at + word.Length == _text.Length || _text[_at + word.Length] is ' ' or '(' or ')');

    private bool SkipWord(string word)
    {
        SkipBlanks();
        if (!IsAtWord(word))
            return false;
        _at += word.Length;
        return true;
    }

    private bool Skip(char expected)
    {
        if (Now != expected)
            return false;
        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (Now == ' ')
            _at++;
    }

    private SearchQueryException Unexpected(string what) => new($"{what}.", Math.Min(_at, _text.Length));
}

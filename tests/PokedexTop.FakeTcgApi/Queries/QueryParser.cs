using System.Text;
using System.Text.RegularExpressions;

namespace PokedexTop.FakeApi.Queries;

/// <summary>
/// The API's Lucene-like queries: <c>field:value</c>, space for AND, OR, <c>-</c> or NOT, parentheses, quotes, <c>*</c> and
/// <c>?</c>, <c>!field:value</c>, <c>[a TO b]</c>. Anything else is a <see cref="FormatException"/>, which answers 400.
/// </summary>
internal sealed class QueryParser
{
    private readonly string query;
    private int at;

    private QueryParser(string query) => this.query = query;

    public static Filter Parse(string? query)
    {
        if (string.IsNullOrWhiteSpace(query))
            return new Everything();
        var parser = new QueryParser(query);
        var filter = parser.ReadAny();
        return parser.at == query.Length ? filter : throw parser.Unexpected();
    }

    private Filter ReadAny()
    {
        List<Filter> parts = [ReadAll()];
        while (SkipWord("OR"))
            parts.Add(ReadAll());
        return parts.Count == 1 ? parts[0] : new Any(parts);
    }

    private Filter ReadAll()
    {
        List<Filter> parts = [];
        do
        {
            SkipWord("AND");
            parts.Add(ReadOne());
            SkipSpaces();
        }
        while (at < query.Length && query[at] != ')' && !AtWord("OR"));
        return parts.Count == 1 ? parts[0] : new All(parts);
    }

    private Filter ReadOne()
    {
        SkipSpaces();
        if (Skip('-') || SkipWord("NOT"))
            return new Not(ReadOne());
        if (!Skip('('))
            return ReadTerm();
        var inner = ReadAny();
        SkipSpaces();
        return Skip(')') ? inner : throw Unexpected();
    }

    private Filter ReadTerm()
    {
        var whole = Skip('!');
        var start = at;
        while (at < query.Length && (char.IsLetterOrDigit(query[at]) || query[at] is '.' or '_'))
            at++;
        var field = query[start..at];
        if (field.Length == 0 || !Skip(':') || at == query.Length)
            throw Unexpected();
        if (query[at] is '[' or '{')
            return ReadRange(field);
        whole |= field is "id" or "set.id"; // An id is no text: base1-1 does not find base1-10, nor 1 base1-1.
        return Skip('"') ? new Literal(field, ReadQuoted(), whole) : ReadWord(field, whole);
    }

    private Between ReadRange(string field)
    {
        var end = query.IndexOfAny([']', '}'], at);
        var bounds = end < 0 ? [] : query[(at + 1)..end].Split(" TO ", StringSplitOptions.TrimEntries);
        if (bounds.Length != 2 || bounds.Any(bound => bound.Length == 0))
            throw Unexpected();
        var range = new Between(field, bounds[0].Trim('"'), bounds[1].Trim('"'), query[at] == '[', query[end] == ']');
        at = end + 1;
        return range;
    }

    private string ReadQuoted()
    {
        var text = new StringBuilder();
        for (; at < query.Length; at++)
        {
            if (query[at] == '"')
            {
                at++;
                return text.ToString();
            }

            if (query[at] == '\\' && at + 1 < query.Length)
                at++;
            text.Append(query[at]);
        }

        throw Unexpected();
    }

    private Filter ReadWord(string field, bool whole)
    {
        var (literal, pattern, wild) = (new StringBuilder(), new StringBuilder("^"), false);
        for (; at < query.Length && query[at] != ' ' && query[at] != ')'; at++)
        {
            if (query[at] is '*' or '?')
            {
                wild = true;
                pattern.Append(query[at] == '*' ? ".*" : ".");
                continue;
            }

            if (query[at] == '\\' && at + 1 < query.Length)
                at++;
            literal.Append(query[at]);
            pattern.Append(Regex.Escape(query[at].ToString()));
        }

        if (literal.Length == 0 && !wild)
            throw Unexpected();
        return wild
            ? new Wildcard(field, new Regex(pattern.Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking), whole)
            : new Literal(field, literal.ToString(), whole);
    }

    private bool AtWord(string word) =>
        query.AsSpan(at).StartsWith(word, StringComparison.Ordinal) && (at + word.Length == query.Length || query[at + word.Length] is ' ' or '(');

    private bool SkipWord(string word)
    {
        SkipSpaces();
        if (!AtWord(word))
            return false;
        at += word.Length;
        return true;
    }

    private bool Skip(char expected)
    {
        if (at >= query.Length || query[at] != expected)
            return false;
        at++;
        return true;
    }

    private void SkipSpaces()
    {
        while (at < query.Length && query[at] == ' ')
            at++;
    }

    private FormatException Unexpected() => new($"The query is not understood at position {at}: {query}");
}

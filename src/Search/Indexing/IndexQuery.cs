using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Spans;
using Lucene.Net.Util;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Queries;

namespace PokedexTop.Search.Indexing;

/// <summary>Turns a parsed query into one of the index. Nothing is scored: results have an order of their own.</summary>
internal static class IndexQuery
{
    public static Query Of(QueryNode node) => node switch
    {
        Everything => new MatchAllDocsQuery(),
        AllOf all => All(all.Parts),
        AnyOf any => Any(any.Parts),
        Except except => All([except]),
        Between between => TermRangeQuery.NewStringRange(NameOf(between.Field) + IndexedCard.Value, Bound(between.From), Bound(between.To), between.WithFrom, between.WithTo),
        OneOfCards cards => new ConstantScoreQuery(new FieldCacheTermsFilter("id" + IndexedCard.Order, [.. cards.CardIds.Select(id => new BytesRef(Words.Whole(id)))])),
        Matches { Field.Name: "is", Value: SearchFields.Owned or SearchFields.Missing or SearchFields.Wished } => throw new ArgumentException("The query asks about a collection, and none is given.", nameof(node)),
        Matches { Value: var value } exists when value.All(sign => sign == Words.Many) => new WildcardQuery(new Term(NameOf(exists.Field) + IndexedCard.Whole, "*")),
        Matches matches => Of(matches),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>Current cards only, unless the query itself asks for retired ones.</summary>
    public static Query Current(QueryNode node)
    {
        var query = Of(node);
        return AsksForRetired(node) ? query : new BooleanQuery(disableCoord: true) { { query, Occur.MUST }, { new TermQuery(new Term("is" + IndexedCard.Whole, "retired")), Occur.MUST_NOT } };
    }

    private static bool AsksForRetired(QueryNode node) => node switch
    {
        AllOf all => all.Parts.Any(AsksForRetired),
        AnyOf any => any.Parts.Any(AsksForRetired),
        // Whoever owns a card that its source gave up still has it; nobody lacks it.
        OneOfCards => true,
        Except { Part: OneOfCards } => false,
        Except except => AsksForRetired(except.Part),
        Matches matches => matches is { Field.Name: "is", Value: SearchFields.Retired },
        _ => false,
    };

    private static BooleanQuery All(IReadOnlyList<QueryNode> parts)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var part in parts)
        {
            if (part is Except { Part: var inner })
                query.Add(Of(inner), Occur.MUST_NOT);
            else
                query.Add(Of(part), Occur.MUST);
        }
        // By itself the index finds nothing where only something is left out.
        if (parts.All(part => part is Except))
            query.Add(new MatchAllDocsQuery(), Occur.MUST);
        return query;
    }

    private static BooleanQuery Any(IReadOnlyList<QueryNode> parts)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var part in parts)
            query.Add(Of(part), Occur.SHOULD);
        return query;
    }

    private static Query Of(Matches matches)
    {
        var name = NameOf(matches.Field);
        if (matches.Field.Kind != FieldKind.Text || matches.IsWhole)
            return Word(name + IndexedCard.Whole, matches.Field.Kind == FieldKind.Text ? Words.Whole(matches.Value) : Words.Id(matches.Value));
        var words = Words.Of(matches.Field == SearchFields.Anywhere ? CollectorWords.Of(matches.Value) : matches.Value);
        if (words is [var only])
            return Word(name, only);
        if (!words.Exists(Words.HasWildcard))
        {
            var phrase = new PhraseQuery();
            words.ForEach(word => phrase.Add(new Term(name, word)));
            return phrase;
        }
        return new SpanNearQuery([.. words.Select(word => Span(name, word))], slop: 0, inOrder: true);
    }

    private static Query Word(string field, string word) =>
        Words.HasWildcard(word) ? new WildcardQuery(new Term(field, Pattern(word))) : new TermQuery(new Term(field, word));

    private static SpanQuery Span(string field, string word) =>
        Words.HasWildcard(word) ? new SpanMultiTermQueryWrapper<WildcardQuery>(new WildcardQuery(new Term(field, Pattern(word)))) : new SpanTermQuery(new Term(field, word));

    private static string Pattern(string word) =>
        string.Concat(word.Select(sign => sign switch { Words.Many => "*", Words.One => "?", '*' or '?' or '\\' => "\\" + sign, _ => sign.ToString() }));

    private static string? Bound(double? number) => number is { } n ? SortableNumber.Of(n) : null;

    private static string NameOf(SearchField field) => field.Name.ToLowerInvariant();
}

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace PokedexTop.Search.Indexing;

/// <summary>Counts the values of facets among the cards a search finds.</summary>
internal sealed class FacetCounter(IReadOnlyList<string> fields) : ICollector
{
    private readonly Dictionary<string, Dictionary<string, int>> _counts = fields.ToDictionary(f => f, _ => new Dictionary<string, int>(StringComparer.Ordinal), StringComparer.Ordinal);
    private readonly List<Segment> _segments = [];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer)
    {
    }

    public void SetNextReader(AtomicReaderContext context) =>
        _segments.AddRange([.. fields.Select(f => (Field: f, Values: context.AtomicReader.GetSortedSetDocValues(f.ToLowerInvariant() + IndexedCard.Facet)))
            .Where(f => f.Values is not null).Select(f => new Segment(f.Field, f.Values, new int[f.Values.ValueCount], context.DocBase))]);

    public void Collect(int doc)
    {
        for (var i = _segments.Count - 1; i >= 0 && _segments[i].DocBase == _segments[^1].DocBase; i--)
        {
            var (_, values, counts, _) = _segments[i];
            values.SetDocument(doc);
            for (var ord = values.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = values.NextOrd())
                counts[ord]++;
        }
    }

    public IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Counts()
    {
        var term = new BytesRef();
        foreach (var (field, values, counts, _) in _segments)
        {
            for (var ord = 0; ord < counts.Length; ord++)
            {
                if (counts[ord] == 0)
                    continue;
                values.LookupOrd(ord, term);
                var value = term.Utf8ToString();
                _counts[field][value] = _counts[field].GetValueOrDefault(value) + counts[ord];
            }
        }
        return _counts.ToDictionary(f => f.Key, f => (IReadOnlyList<FacetValue>)[.. f.Value.Select(v => new FacetValue(v.Key, v.Value)).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)], StringComparer.Ordinal);
    }

    private sealed record Segment(string Field, SortedSetDocValues Values, int[] Counts, int DocBase);
}

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace PokedexTop.Search.Indexing;

/// <summary>
/// Where each document of a reader stands in the usual order, found once for all searches. Comparing four keys for every hit was
/// most of a search's time; to note its place costs next to nothing, however many there are.
/// </summary>
internal sealed class UsualOrder
{
    private readonly int[] _documents;
    private readonly int[] _places;

    private UsualOrder(int[] documents, int size)
    {
        _documents = documents;
        _places = new int[size];
        for (var place = 0; place < documents.Length; place++)
            _places[documents[place]] = place;
    }

    public static UsualOrder Of(IndexSearcher searcher, Sort sort)
    {
        var all = searcher.Search(new MatchAllDocsQuery(), filter: null, Math.Max(1, searcher.IndexReader.NumDocs), sort);
        return new UsualOrder(Array.ConvertAll(all.ScoreDocs, found => found.Doc), searcher.IndexReader.MaxDoc);
    }

    /// <returns>How many documents a query finds, and those of a part of them, in order.</returns>
    public (int Total, List<int> Documents) Search(IndexSearcher searcher, Query query, int skip, int take)
    {
        var hits = new Hits(_places, _documents.Length);
        searcher.Search(query, hits);
        var part = new List<int>(Math.Min(take, hits.Total));
        for (var place = hits.Next(0); place >= 0 && part.Count < take; place = hits.Next(place + 1))
        {
            if (skip-- <= 0)
                part.Add(_documents[place]);
        }
        return (hits.Total, part);
    }

    /// <summary>Notes the places of what is found.</summary>
    private sealed class Hits(int[] places, int size) : ICollector
    {
        private readonly FixedBitSet _found = new(size);
        private int _first;

        public int Total { get; private set; }

        public bool AcceptsDocsOutOfOrder => true;

        public void SetScorer(Scorer scorer)
        {
        }

        public void SetNextReader(AtomicReaderContext context) => _first = context.DocBase;

        public void Collect(int doc)
        {
            _found.Set(places[_first + doc]);
            Total++;
        }

        /// <returns>The first place from one on; -1 where there is none.</returns>
        public int Next(int place) => place < size ? _found.NextSetBit(place) : -1;
    }
}

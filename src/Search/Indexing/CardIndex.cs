using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using PokedexTop.Normalize.Export;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Queries;
using Directory = Lucene.Net.Store.Directory;

namespace PokedexTop.Search.Indexing;

/// <summary>What a search found.</summary>
/// <param name="Total">All that match.</param>
/// <param name="Cards">The asked-for part, in order.</param>
/// <param name="Next">Where the next part begins; null where there is none, or where none was asked for by cursor.</param>
public sealed record FoundCards(int Total, IReadOnlyList<FoundCard> Cards, string? Next = null);

/// <summary>A card that was found.</summary>
/// <param name="Json">As <see cref="ApiCard.Json"/>.</param>
public sealed record FoundCard(string Id, ReadOnlyMemory<byte> Json);

/// <summary>A value of a facet and how many of the cards found have it.</summary>
public sealed record FacetValue(string Value, int Count);

/// <summary>
/// The index over all cards, in memory or in a folder. Reading is free of locks; what is put becomes visible with <see cref="Publish"/>.
/// One process writes a folder's index; others read what was last saved.
/// </summary>
public sealed class CardIndex : IDisposable
{
    private static readonly IReadOnlyList<OrderKey> s_usualOrder = SearchOrder.Parse(null);

    private readonly Directory _directory;
    private readonly WordsAnalyzer _analyzer = new();
    private readonly IndexWriter? _writer;
    private readonly SearcherManager _searchers;
    private readonly ConditionalWeakTable<IndexReader, UsualOrder> _usual = [];
    private readonly OrderKey _last = new(SearchFields.Find("id")!, Descending: false);

    static CardIndex() => BooleanQuery.MaxClauseCount = 100_000; // A wildcard within a phrase becomes all the words it fits.

    /// <summary>An empty index in memory.</summary>
    /// <param name="idField">The field that tells what is indexed apart; it ends every order.</param>
    public CardIndex(string idField = "id")
        : this(new RAMDirectory()) => _last = new OrderKey(SearchFields.Find(idField)!, Descending: false);

    /// <exception cref="LockObtainFailedException">Another process writes it.</exception>
    internal CardIndex(Directory directory)
    {
        _directory = directory;
        _writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, _analyzer) { RAMBufferSizeMB = 64, WriteLockTimeout = 0 });
        _searchers = new SearcherManager(_writer, applyAllDeletes: true, null);
    }

    private CardIndex(Directory directory, SearcherManager searchers) => (_directory, _searchers) = (directory, searchers);

    /// <summary>What another process saved; null where it saved nothing.</summary>
    internal static CardIndex? OfAnother(Directory directory)
    {
        try
        {
            return new CardIndex(directory, new SearcherManager(directory, null));
        }
        catch (IndexNotFoundException)
        {
            return null;
        }
    }

    /// <summary>How many cards it holds.</summary>
    public int Count => With(searcher => searcher.IndexReader.NumDocs);

    /// <summary>Up to which rows the saved index has taken the catalogue in.</summary>
    internal IDictionary<string, string>? SavedMarks => With(searcher => ((DirectoryReader)searcher.IndexReader).IndexCommit.UserData);

    private IndexWriter Writer => _writer ?? throw new InvalidOperationException("This index is another process's to write.");

    /// <summary>Adds cards, or replaces those with their ids.</summary>
    public void Put(IEnumerable<ApiCard> cards)
    {
        foreach (var card in cards)
            Writer.UpdateDocument(TermOf(card.CardId), IndexedCard.Of(card));
    }

    public void Remove(IEnumerable<string> cardIds)
    {
        foreach (var id in cardIds)
            Writer.DeleteDocuments(TermOf(id));
    }

    /// <summary>Empties it.</summary>
    public void Clear() => Writer.DeleteAll();

    /// <summary>Keeps what was put and removed beyond the end of the process.</summary>
    internal void Save(IDictionary<string, string> marks)
    {
        Writer.SetCommitData(marks);
        Writer.Commit();
    }

    /// <summary>Lets searches see what was put and removed.</summary>
    public void Publish() => _searchers.MaybeRefreshBlocking();

    /// <param name="query">What to find.</param>
    /// <param name="order">In which order; ids decide where it does not.</param>
    /// <param name="skip">Cards to leave out at the beginning.</param>
    /// <param name="take">Cards to give at most.</param>
    public FoundCards Search(QueryNode query, IReadOnlyList<OrderKey> order, int skip, int take)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        return With(searcher =>
        {
            if (order.SequenceEqual(s_usualOrder))
            {
                var (total, documents) = _usual.GetValue(searcher.IndexReader, _ => UsualOrder.Of(searcher, Sort(order))).Search(searcher, IndexQuery.Current(query), skip, take);
                return new FoundCards(total, Cards(searcher, documents));
            }
            var wanted = (int)Math.Min((long)skip + take, Math.Max(1, searcher.IndexReader.NumDocs));
            var found = searcher.Search(IndexQuery.Current(query), filter: null, Math.Max(1, wanted), Sort(order));
            return new FoundCards(found.TotalHits, Cards(searcher, found.ScoreDocs.Skip(skip).Take(take).Select(hit => hit.Doc)));
        });
    }

    /// <summary>A page after a cursor, whatever has come and gone before it meanwhile.</summary>
    /// <param name="query">What to find.</param>
    /// <param name="order">In which order; ids decide where it does not.</param>
    /// <param name="after"><see cref="FoundCards.Next"/> of the page before, for the same order; null for the first.</param>
    /// <param name="take">Cards to give at most, from 1.</param>
    /// <exception cref="FormatException">The cursor is none of this order.</exception>
    public FoundCards Search(QueryNode query, IReadOnlyList<OrderKey> order, string? after, int take)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        var keys = order.Count + 1;
        return With(searcher =>
        {
            // The id is in every order, so no other card stands at the cursor's own place.
            var place = after is null ? null : new FieldDoc(int.MaxValue, float.NaN, PageCursor.Read(after, keys));
            // One more than is asked for tells whether there is a next page.
            var found = (TopFieldDocs)searcher.SearchAfter(place, IndexQuery.Current(query), filter: null, take + 1, Sort(order));
            var page = found.ScoreDocs.AsSpan(0, Math.Min(take, found.ScoreDocs.Length)).ToArray();
            return new FoundCards(found.TotalHits, Cards(searcher, page.Select(hit => hit.Doc)), found.ScoreDocs.Length > take ? PageCursor.Write(((FieldDoc)page[^1]).Fields) : null);
        });
    }

    /// <summary>The card with an id, whatever became of it; null where there is none.</summary>
    public FoundCard? Find(string cardId) =>
        With(searcher => searcher.Search(new TermQuery(TermOf(cardId)), 1).ScoreDocs is [var found, ..] ? Cards(searcher, [found.Doc])[0] : null);

    /// <summary>How many of the cards found have which values, by field; the commonest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets(QueryNode query) => With(searcher =>
    {
        var counter = new FacetCounter([.. SearchFields.All.Where(f => f.IsFacet).Select(f => f.Name)]);
        searcher.Search(IndexQuery.Current(query), counter);
        return counter.Counts();
    });

    public void Dispose()
    {
        _searchers.Dispose();
        try
        {
            // What is to be kept was saved; closing would save once more, which a full disk refuses.
            _writer?.Rollback();
        }
        catch (IOException)
        {
            // Its folder is gone, and with it what there was to tidy up.
        }
        _analyzer.Dispose();
        _directory.Dispose();
    }

    private static List<FoundCard> Cards(IndexSearcher searcher, IEnumerable<int> documents)
    {
        var shown = new ShownCards(searcher);
        return [.. documents.Select(shown.Of)];
    }

    private T With<T>(Func<IndexSearcher, T> search)
    {
        var searcher = _searchers.Acquire();
        try
        {
            return search(searcher);
        }
        finally
        {
            _searchers.Release(searcher);
        }
    }

    private static Term TermOf(string cardId) => new("id" + IndexedCard.Whole, Words.Id(cardId));

    private Sort Sort(IReadOnlyList<OrderKey> order) => new([.. order.Append(_last).Select(Key)]);

    private static SortField Key(OrderKey key)
    {
        var name = key.Field.Name.ToLowerInvariant() + IndexedCard.Order;
        var sort = new SortField(name, SortFieldType.STRING, key.Descending);
        // What has no value comes last, whichever way.
        sort.SetMissingValue(key.Descending ? SortField.STRING_FIRST : SortField.STRING_LAST);
        return sort;
    }
}

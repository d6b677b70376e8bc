using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace PokedexTop.Search.Indexing;

/// <summary>Reads what the index keeps of cards to be shown. For one search: its readers are no two threads' at once.</summary>
internal sealed class ShownCards(IndexSearcher searcher)
{
    private readonly IList<AtomicReaderContext> _leaves = searcher.IndexReader.Leaves;
    private readonly (BinaryDocValues Ids, BinaryDocValues? Json)?[] _values = new (BinaryDocValues, BinaryDocValues?)?[searcher.IndexReader.Leaves.Count];

    public FoundCard Of(int document)
    {
        var index = ReaderUtil.SubIndex(document, _leaves);
        var leaf = _leaves[index];
        // Opening them costs more than reading a card does.
        var (ids, texts) = _values[index] ??= (leaf.AtomicReader.GetBinaryDocValues(IndexedCard.Id), leaf.AtomicReader.GetBinaryDocValues(IndexedCard.Json));
        var (id, json) = (new BytesRef(), new BytesRef());
        ids.Get(document - leaf.DocBase, id);
        texts?.Get(document - leaf.DocBase, json);
        if (json.Length == 0)
            json = searcher.Doc(document).GetBinaryValue(IndexedCard.Json);
        return new FoundCard(id.Utf8ToString(), json.Bytes.AsMemory(json.Offset, json.Length));
    }
}

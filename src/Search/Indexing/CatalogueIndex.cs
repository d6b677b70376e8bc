using Lucene.Net.Index;
using Lucene.Net.Store;
using PokedexTop.Data;
using PokedexTop.Normalize.Export;
using IndexFolder = Lucene.Net.Store.FSDirectory;

namespace PokedexTop.Search.Indexing;

/// <summary>The sets as the API has them, as they were together at one time.</summary>
public sealed class IndexedSets(IReadOnlyDictionary<string, ApiSet> byId)
{
    // Made when somebody searches sets: a start need not wait for it, nor a sync that changes one. A failure is not kept.
    private readonly Lazy<CardIndex> _index = new(() => IndexOf(byId.Values), LazyThreadSafetyMode.PublicationOnly);

    public IReadOnlyDictionary<string, ApiSet> ById => byId;

    /// <summary>Finds them by the fields that cards name <c>set.…</c>. It is memory alone, so nobody need dispose of it.</summary>
    public CardIndex Index => _index.Value;

    private static CardIndex IndexOf(IEnumerable<ApiSet> sets)
    {
        var index = new CardIndex("set.id");
        index.Put(sets.Select(s => new ApiCard(s.SetId, (byte[])[.. "{\"set\":"u8, .. s.Json.Span, .. "}"u8], IsRetired: false, DateTime.UnixEpoch)));
        index.Publish();
        return index;
    }
}

/// <summary>
/// The index over silver, brought up to date by what changed since it last was. In a folder it outlives the process: the next one
/// begins where it ended, and a second one beside it reads what it saved.
/// </summary>
public sealed class CatalogueIndex : IDisposable
{
    // The module's id changes with every build, and with it what an index may look like.
    private static readonly string s_layout = $"{typeof(CatalogueIndex).Module.ModuleVersionId:N}{typeof(ApiCards).Module.ModuleVersionId:N}";

    private readonly ApiCards _cards;
    private readonly SqlDatabase _database;
    private readonly bool _isOurs;
    private CatalogueMarks? _marks;
    private volatile Dictionary<string, string> _becameOthers = [];
    private volatile IndexedSets _sets = new(new Dictionary<string, ApiSet>());
    private bool _hasReadSets;

    private CatalogueIndex(ApiCards cards, SqlDatabase database, CardIndex index, bool isOurs) =>
        (_cards, _database, Cards, _isOurs, _marks) = (cards, database, index, isOurs, CatalogueMarks.Saved(index.SavedMarks, s_layout));

    /// <summary>The cards.</summary>
    public CardIndex Cards { get; }

    /// <summary>The sets.</summary>
    public IndexedSets Sets => _sets;

    /// <summary>The card with an id, or the one that it became; null where there is none.</summary>
    public FoundCard? Find(string cardId) =>
        // The ids are a moment ahead of the cards.
        _becameOthers.TryGetValue(cardId, out var other) && Cards.Find(other) is { } card ? card : Cards.Find(cardId);

    /// <param name="cards">Reads the cards.</param>
    /// <param name="database">Where they are.</param>
    /// <param name="folder">Where the index is kept; null for one in memory.</param>
    public static CatalogueIndex Open(ApiCards cards, SqlDatabase database, string? folder)
    {
        if (folder is null)
            return new CatalogueIndex(cards, database, new CardIndex(), isOurs: true);
        try
        {
            return new CatalogueIndex(cards, database, Own(folder), isOurs: true);
        }
        catch (LockObtainFailedException)
        {
            return CardIndex.OfAnother(IndexFolder.Open(folder)) is { } index && CatalogueMarks.Saved(index.SavedMarks, s_layout) is not null
                ? new CatalogueIndex(cards, database, index, isOurs: false)
                : new CatalogueIndex(cards, database, new CardIndex(), isOurs: true);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // A folder that cannot be written is no reason not to search.
            return new CatalogueIndex(cards, database, new CardIndex(), isOurs: true);
        }
    }

    /// <summary>Takes in what changed. One caller at a time.</summary>
    /// <returns>Whether anything had.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        // Read first: what is committed while the rows are read is taken in once more.
        var now = await CatalogueMarks.ReadAsync(_database, cancellationToken);
        var isFirst = !_hasReadSets;
        if (now == _marks && !isFirst)
            return false;
        var renamed = await RefreshSetsAsync(now, cancellationToken);
        if (!_isOurs || now == _marks)
        {
            _becameOthers = await BecameOthersAsync(cancellationToken);
            return _isOurs;
        }
        var before = _marks;
        if (before is null || now.Cards < before.Cards || now.Change < before.Change)
        {
            Cards.Clear();
            await PutAsync(_sets.ById.Values, cancellationToken);
        }
        else
        {
            Cards.Remove(await ReadAsync("SELECT c.card_id FROM silver_changes h JOIN silver_tcg_cards c ON c.card_id = h.card_id WHERE h.id > @after AND c.merged_into IS NOT NULL", before.Change, cancellationToken));
            // Which sets were renamed while no process followed them nobody knows.
            var rewritten = !isFirst ? renamed : now.Sets == before.Sets ? [] : _sets.ById.Keys.ToList();
            var behind = (await BehindAsync(before, cancellationToken)).Concat(rewritten).Distinct(StringComparer.Ordinal);
            await PutAsync(behind.Where(_sets.ById.ContainsKey).Select(id => _sets.ById[id]), cancellationToken);
        }
        // After the cards that became others were looked for, and told before those are gone: no id is unknown in between.
        var becameOthers = await BecameOthersAsync(cancellationToken);
        Cards.Save(now.ToSave(s_layout));
        _becameOthers = becameOthers;
        Cards.Publish();
        _marks = now;
        return true;
    }

    public void Dispose() => Cards.Dispose();

    /// <summary>What another version of the program left, or a crash damaged, is made anew.</summary>
    private static CardIndex Own(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        try
        {
            var index = new CardIndex(IndexFolder.Open(folder));
            if (CatalogueMarks.Saved(index.SavedMarks, s_layout) is null)
                index.Clear();
            return index;
        }
        catch (Exception error) when (error is CorruptIndexException or IndexFormatTooOldException or IndexFormatTooNewException or EndOfStreamException or FileNotFoundException)
        {
            System.IO.Directory.Delete(folder, recursive: true);
            System.IO.Directory.CreateDirectory(folder);
            return new CardIndex(IndexFolder.Open(folder));
        }
    }

    // Reading a set takes half as long as indexing it, and both use one core.
    private Task PutAsync(IEnumerable<ApiSet> sets, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(sets, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken }, async (set, stop) => Cards.Put(await _cards.OfSetAsync(set, stop)));

    /// <returns>The sets whose own words changed: they stand in each of their cards.</returns>
    private async Task<List<string>> RefreshSetsAsync(CatalogueMarks now, CancellationToken cancellationToken)
    {
        if (_hasReadSets && now.Sets == _marks?.Sets)
            return [];
        var sets = (await _cards.SetsAsync(cancellationToken)).ToDictionary(s => s.SetId, StringComparer.Ordinal);
        var changed = sets.Values.Where(s => !_sets.ById.TryGetValue(s.SetId, out var before) || !before.Json.Span.SequenceEqual(s.Json.Span)).Select(s => s.SetId).ToList();
        (_sets, _hasReadSets) = (new IndexedSets(sets), true);
        return changed;
    }

    /// <summary>What each card became that was found to be another.</summary>
    private async Task<Dictionary<string, string>> BecameOthersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT card_id, merged_into FROM silver_tcg_cards WHERE merged_into IS NOT NULL");
        return (await select.ReadAsync(r => (Id: r.GetString(0), Into: r.GetString(1)), cancellationToken)).ToDictionary(c => c.Id, c => c.Into, StringComparer.Ordinal);
    }

    private async Task<List<string>> BehindAsync(CatalogueMarks before, CancellationToken cancellationToken) =>
    [
        .. await ReadAsync("SELECT DISTINCT c.set_id FROM silver_changes h JOIN silver_tcg_cards c ON c.card_id = h.card_id WHERE h.id > @after", before.Change, cancellationToken),
        .. await ReadAsync("SELECT DISTINCT c.set_id FROM bronze_tcg_prices p JOIN silver_card_identities i ON i.feed = p.feed AND i.feed_card_id = p.card_id JOIN silver_tcg_cards c ON c.card_id = i.card_id WHERE p.id > @after", before.Price, cancellationToken),
        .. await ReadAsync("SELECT DISTINCT c.set_id FROM silver_card_texts t JOIN silver_tcg_cards c ON c.card_id = t.card_id WHERE t.bronze_id > @after", before.Text, cancellationToken),
    ];

    private async Task<List<string>> ReadAsync(string sql, long after, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var select = connection.Command(sql, ("@after", after));
        return await select.ReadAsync(r => r.GetString(0), cancellationToken);
    }
}

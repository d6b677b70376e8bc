using System.Diagnostics;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources.Folder;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>
/// Reads a folder of TCGdex's data, one folder a language with <c>sets.json</c> and <c>cards.json</c> in the API's shapes; makes no
/// network call. All cards stand in one file, which is read once a sync.
/// </summary>
internal sealed class TcgdexFolderSource(string folder, string language, TcgdexOptions options, TimeProvider time) : ICardSource, IDisposable
{
    private const string SetFile = "sets.json";
    private const string CardFile = "cards.json";

    private readonly FolderFiles _files = new(Path.Combine(folder, language));
    private readonly SemaphoreSlim _reading = new(1);
    private (Guid SyncId, TcgdexFolderCards Cards)? _read;

    public string Name { get; } = SourceSelection.InLanguage(SourceSelection.TcgdexFolder, language);

    public string Feed { get; } = TcgdexFeed.Of(language);

    public string Location => _files.Location;

    public int Parallelism { get; } = Math.Max(2, Environment.ProcessorCount);

    // A file that does not parse now does not parse in a minute either; the next sync looks again.
    public int Attempts => 1;

    public string Advice => $"Expected is a folder of TCGdex's data, with {language}/{SetFile} and {language}/{CardFile}; given is {folder}.";

    public async Task<SourceAnswer> FetchSetsAsync(Guid syncId, CancellationToken cancellationToken)
    {
        var cards = await CardsAsync(syncId, cancellationToken);
        if (cards.Sets.Error is { } error)
            return new SourceAnswer([cards.Sets], Complete: false, null, error) { SetsCanBeAsked = cards.SetIds.Count > 0 };
        var items = cards.Sets.Items.Where(item => item.Id is null || options.Pocket || !TcgdexSet.Of(item).IsPocket).ToList();
        var call = cards.Sets with { Items = Renumbered(items) };
        var unidentified = items.Count(item => item.Id is null);
        var listed = cards.Sets.Items.Select(item => item.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return SourceAnswer.Whole([call], null, items.Count - unidentified, unidentified, ItemKind.Set) with { UnlistedSets = [.. cards.SetIds.Where(id => !listed.Contains(id))] };
    }

    public Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, CancellationToken cancellationToken) => FetchSetAsync(syncId, setId, known: null, received: null, cancellationToken);

    public async Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, KnownSet? known, IReadOnlySet<string>? received, CancellationToken cancellationToken)
    {
        var cards = await CardsAsync(syncId, cancellationToken);
        var call = cards.Cards with { Endpoint = $"{CardFile}?set={Uri.EscapeDataString(setId)}", SetId = setId };
        if (call.Error is { } error)
            return new SourceAnswer([call], Complete: false, null, error);
        var items = cards.Of(setId);
        var hash = TcgdexFolderCards.HashOf(items);
        if (hash is not null && hash == known?.ContentHash)
            return new SourceAnswer([call with { Items = [] }], Complete: true, Expected: null, Error: null) { ContentHash = hash, Unchanged = known };
        call = call with { Items = Renumbered(items) };
        var ids = items.Select(item => item.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var lacking = cards.ListedBy(setId).Where(id => !ids.Contains(id)).ToList();
        if (lacking.Count > 0)
            return new SourceAnswer([call], Complete: false, lacking.Count + ids.Count, $"{SetFile} lists {lacking.Count + ids.Count} cards, of which {CardFile} lacks {lacking.Count}, such as {lacking[0]}");
        var unidentified = items.Count(item => item.Id is null);
        return SourceAnswer.Whole([call], null, items.Count - unidentified, unidentified, ItemKind.Card) with { ContentHash = hash };
    }

    public async Task<SourceAnswer> FetchQueryAsync(Guid syncId, CardQuery query, CancellationToken cancellationToken)
    {
        var cards = (await CardsAsync(syncId, cancellationToken)).Cards;
        var match = new CardMatch(query, "dexId");
        var call = cards with { Endpoint = CardFile + "?query", Items = Renumbered([.. cards.Items.Where(match.Is)]) };
        return call.Error is { } error
            ? new SourceAnswer([call], Complete: false, null, error)
            : SourceAnswer.Whole([call], null, call.Items.Count, 0, ItemKind.Card);
    }

    public void Dispose() => _reading.Dispose();

    /// <summary>Items stand in <c>bronze_rejects</c> by their place in the call that brought them.</summary>
    private static List<BronzeItem> Renumbered(IReadOnlyList<BronzeItem> items) => [.. items.Select((item, position) => item with { Position = position })];

    private async Task<TcgdexFolderCards> CardsAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_read is not { } read || read.SyncId != syncId)
                _read = read = (syncId, await Task.Run(() => new TcgdexFolderCards(Read(SetFile, ItemKind.Set), Read(CardFile, ItemKind.Card)), cancellationToken));
            return read.Cards;
        }
        finally
        {
            _reading.Release();
        }
    }

    private SourceCall Read(string path, ItemKind kind)
    {
        var call = new SourceCall { Endpoint = path, RequestedAt = time.UtcNow() };
        var watch = Stopwatch.StartNew();
        try
        {
            var content = _files.Read(path);
            return call with { Bytes = content.Length, Items = BronzeItemReader.Read(content, kind), DurationMs = watch.Elapsed.TotalMilliseconds };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SourceFormatException or ArgumentException)
        {
            return call with { Error = $"{path}: {error.Message}", DurationMs = watch.Elapsed.TotalMilliseconds };
        }
    }
}

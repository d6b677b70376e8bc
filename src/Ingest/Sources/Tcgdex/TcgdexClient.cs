using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>TCGdex's lists and documents in one language, at a polite pace.</summary>
internal sealed class TcgdexClient(TcgdexOptions options, string language, ICallLog log, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SourceClient _client = new(SourceSelection.Tcgdex, new Uri($"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/{language}"), options, log, time, TcgdexSource.AdviceText, logger);
    private readonly SemaphoreSlim _slots = new(options.Parallelism);
    private readonly CallPace _pace = new(options.Quota.PerMinute, time);

    /// <summary>Every set in brief.</summary>
    public Task<ClientAnswer<List<BronzeItem>>> SetsAsync(Guid syncId, CancellationToken cancellationToken) =>
        GetAsync(syncId, "sets", body => BronzeItemReader.Read(body, ItemKind.Set), static _ => [], missing: null, cancellationToken);

    /// <summary>A set's document; without id where the answer is another set's.</summary>
    public Task<ClientAnswer<BronzeItem>> SetAsync(Guid syncId, string setId, CancellationToken cancellationToken) =>
        GetAsync(syncId, $"sets/{Uri.EscapeDataString(setId)}", body => Asked(BronzeItemReader.ReadDocument(body, ItemKind.Set), setId), static item => [item], missing: null, cancellationToken);

    /// <summary>A card's document; without id where the answer is another card's.</summary>
    public Task<ClientAnswer<BronzeItem>> CardAsync(Guid syncId, string cardId, CancellationToken cancellationToken) =>
        GetAsync(syncId, $"cards/{Uri.EscapeDataString(cardId)}", body => Asked(BronzeItemReader.ReadDocument(body, ItemKind.Card), cardId), static item => [item], missing: null, cancellationToken);

    /// <summary>Ids of the cards of a species; none where TCGdex knows none.</summary>
    public Task<ClientAnswer<List<string>>> CardsOfSpeciesAsync(Guid syncId, int number, CancellationToken cancellationToken) =>
        GetAsync(syncId, FormattableString.Invariant($"dex-ids/{number}"), static body => TcgdexSet.CardIds(BronzeItemReader.ReadDocument(body, ItemKind.Set)), static _ => [], missing: [], cancellationToken);

    public void Dispose()
    {
        _client.Dispose();
        _slots.Dispose();
    }

    private async Task<ClientAnswer<T>> GetAsync<T>(
        Guid syncId, string endpoint, Func<ReadOnlyMemory<byte>, T> read, Func<T, IReadOnlyList<BronzeItem>> items, T? missing, CancellationToken cancellationToken) where T : class
    {
        var request = new SourceRequest(syncId, endpoint, ApiKey: null, options.Quota);
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await _client.GetAsync(
                async token =>
                {
                    await _pace.WaitAsync(token);
                    return request;
                }, read, value => (items(value), []), missing, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>What is not found as an id is looked up as a name, in any case of letters, and answered with 200 all the same.</summary>
    private static BronzeItem Asked(BronzeItem item, string id) => item.Id is null || item.Id == id ? item : item with
    {
        Id = null,
        ContentHash = CanonicalJson.Sha256(item.Utf8Payload.Span),
        Prices = [],
        RejectReason = $"other-id: '{id}' was asked for, and '{item.Id}' was answered",
    };
}

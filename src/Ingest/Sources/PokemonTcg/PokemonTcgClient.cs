using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>Pages and single cards of pokemontcg.io, with the key where it helps.</summary>
internal sealed class PokemonTcgClient(PokemonTcgOptions options, ICallLog log, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SourceClient _client = new(PokemonTcgSource.SourceName, options.BaseUrl, options, log, time, PokemonTcgSource.AdviceText, logger);
    private readonly ApiKeyUse _key = new(options.ApiKey, time, logger);

    /// <summary>One page of a list.</summary>
    public Task<ClientAnswer<BronzePage>> GetPageAsync(Guid syncId, string endpoint, ItemKind kind, CancellationToken cancellationToken) =>
        GetAsync(syncId, endpoint, body => BronzeItemReader.ReadPage(body, kind), missing: null, cancellationToken);

    /// <summary>One card by its id; a page without items where there is none.</summary>
    public Task<ClientAnswer<BronzePage>> GetCardAsync(Guid syncId, string cardId, CancellationToken cancellationToken) =>
        GetAsync(syncId, $"cards/{Uri.EscapeDataString(cardId)}", ReadCard, missing: Page([]), cancellationToken);

    public void Dispose() => _client.Dispose();

    private Task<ClientAnswer<BronzePage>> GetAsync(
        Guid syncId, string endpoint, Func<ReadOnlyMemory<byte>, BronzePage> read, BronzePage? missing, CancellationToken cancellationToken) =>
        _client.GetAsync(
            _ =>
            {
                var key = _key.Next();
                return ValueTask.FromResult(new SourceRequest(syncId, endpoint, key, key is null ? options.KeylessQuota : options.KeyedQuota));
            },
            read, page => (page.Items, page.Findings), missing, cancellationToken, attempt => _key.Observe(attempt.Keyed, attempt.Failure));

    private static BronzePage ReadCard(ReadOnlyMemory<byte> body) => Page([BronzeItemReader.ReadSingle(body, ItemKind.Card)]);

    private static BronzePage Page(List<BronzeItem> items) => new(items, Page: 1, PageSize: null, items.Count, items.Count);
}

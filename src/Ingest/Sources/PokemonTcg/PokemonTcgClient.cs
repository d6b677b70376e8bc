using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources.Http;
using Polly;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>Pages and single cards of pokemontcg.io, each tried until it comes or is not worth another attempt.</summary>
internal sealed class PokemonTcgClient : IDisposable
{
    private readonly PokemonTcgOptions _options;
    private readonly SourceHttp _http;
    private readonly SourceCaller _caller;
    private readonly ApiKeyUse _key;
    private readonly ResiliencePipeline _retries;
    private readonly ILogger _logger;
    private int _unreachable;

    public PokemonTcgClient(PokemonTcgOptions options, ICallLog log, TimeProvider time, ILogger logger)
    {
        _options = options;
        _http = new SourceHttp(options.BaseUrl, new HttpLimits(options.ConnectTimeout, options.CallTimeout, options.MaxResponseBytes), time);
        _caller = new SourceCaller(PokemonTcgSource.SourceName, _http, log, options.PauseAfter429, time);
        _key = new ApiKeyUse(options.ApiKey, time, logger);
        _retries = RetryPolicy.Create(options.Attempts, options.Backoff, options.MaxBackoff, time);
        _logger = logger;
    }

    /// <summary>One page of a list.</summary>
    public Task<ClientAnswer> GetPageAsync(Guid syncId, string endpoint, ItemKind kind, CancellationToken cancellationToken) =>
        GetAsync(syncId, endpoint, body => BronzeItemReader.ReadPage(body, kind), missing: null, cancellationToken);

    /// <summary>One card by its id; a page without items where there is none.</summary>
    public Task<ClientAnswer> GetCardAsync(Guid syncId, string cardId, CancellationToken cancellationToken) =>
        GetAsync(syncId, $"cards/{Uri.EscapeDataString(cardId)}", ReadCard, missing: Page([]), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<ClientAnswer> GetAsync(
        Guid syncId, string endpoint, Func<ReadOnlyMemory<byte>, BronzePage> read, BronzePage? missing, CancellationToken cancellationToken)
    {
        var calls = new List<SourceCall>();
        var last = await _retries.ExecuteAsync(async token =>
        {
            var key = _key.Next();
            var request = new SourceRequest(syncId, endpoint, key, key is null ? _options.KeylessQuota : _options.KeyedQuota);
            var attempt = await _caller.CallAsync(request, read, page => (page.Items, page.Findings), missing, token);
            calls.Add(attempt.Call);
            _key.Observe(attempt.Keyed, attempt.Failure);
            Report(attempt);
            return attempt;
        }, cancellationToken);
        return new ClientAnswer(last.Value, calls, last.Failure, last.Call.Error);
    }

    /// <summary>An outage is told with its first failed attempt, once; the retries go on behind it.</summary>
    private void Report(Attempt attempt)
    {
        if (attempt.Failure == CallFailure.None)
            Volatile.Write(ref _unreachable, 0);
        else if (attempt.Failure == CallFailure.Unreachable && Interlocked.Exchange(ref _unreachable, 1) == 0)
            _logger.LogWarning("{Error}; trying again. {Advice}", attempt.Call.Error, PokemonTcgSource.AdviceText);
        else
            _logger.LogDebug("{Endpoint}: {Error}.", attempt.Call.Endpoint, attempt.Call.Error);
    }

    private static BronzePage ReadCard(ReadOnlyMemory<byte> body) => Page([BronzeItemReader.ReadSingle(body, ItemKind.Card)]);

    private static BronzePage Page(List<BronzeItem> items) => new(items, Page: 1, PageSize: null, items.Count, items.Count);
}

/// <summary>What came of a call with all its attempts.</summary>
/// <param name="Page">Null exactly where the last attempt failed.</param>
/// <param name="Calls">One for each attempt, in order.</param>
/// <param name="Failure">Of the last attempt.</param>
/// <param name="Error">Of the last attempt.</param>
internal sealed record ClientAnswer(BronzePage? Page, IReadOnlyList<SourceCall> Calls, CallFailure Failure, string? Error);

using PokedexTop.Catalogue.Species;
using PokedexTop.Ingest.Sources.Http;
using Polly;

namespace PokedexTop.Ingest.Sources.PokeApi;

/// <summary>PokéAPI's species and generations. Failures are answers; only cancellation throws.</summary>
internal sealed class PokeApiClient : IDisposable
{
    /// <summary>The source's name in the call log and in bronze.</summary>
    public const string SourceName = "pokeapi";

    private readonly PokeApiOptions _options;
    private readonly SourceHttp _http;
    private readonly SourceCaller _caller;
    private readonly ResiliencePipeline _retries;

    public PokeApiClient(PokeApiOptions options, ICallLog log, TimeProvider time)
    {
        _options = options;
        _http = new SourceHttp(options.BaseUrl, new HttpLimits(options.ConnectTimeout, options.CallTimeout, options.MaxResponseBytes), time);
        _caller = new SourceCaller(SourceName, _http, log, TimeSpan.FromMinutes(1), time);
        _retries = RetryPolicy.Create(options.Attempts, options.Backoff, TimeSpan.FromSeconds(30), time);
    }

    /// <summary>The path of a species below the base URL, as the call log keeps it.</summary>
    public static string SpeciesEndpoint(int number) => $"pokemon-species/{number}";

    /// <summary>One call for each generation, oldest first; stops at the first that finds nobody there.</summary>
    public async Task<IReadOnlyList<Attempt<GenerationList>>> FetchGenerationsAsync(CancellationToken cancellationToken)
    {
        var generations = new List<Attempt<GenerationList>>();
        foreach (var number in SpeciesList.Generations.Select(generation => generation.Number))
        {
            generations.Add(await GetAsync($"generation/{number}", body => PokeApiDocuments.ReadGeneration(body, number), cancellationToken));
            if (generations[^1].Failure == CallFailure.Unreachable)
                break;
        }
        return generations;
    }

    /// <summary>One species' own document.</summary>
    public Task<Attempt<SpeciesDocument>> FetchSpeciesAsync(int number, CancellationToken cancellationToken) =>
        GetAsync(SpeciesEndpoint(number), body => PokeApiDocuments.ReadSpecies(body, number), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<Attempt<T>> GetAsync<T>(string endpoint, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken) where T : class
    {
        var request = new SourceRequest(SyncId: null, endpoint, ApiKey: null, _options.Quota);
        return await _retries.ExecuteAsync(
            async token => await _caller.CallAsync(request, read, static _ => ([], []), missing: null, token), cancellationToken);
    }
}

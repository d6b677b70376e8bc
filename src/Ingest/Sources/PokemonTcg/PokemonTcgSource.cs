using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>The pokemontcg feed from its own API, pokemontcg.io v2.</summary>
/// <remarks>
/// The catalogue is read set by set, never in one paging: deep pages are refused, and repeat and skip cards.
/// </remarks>
internal sealed class PokemonTcgSource : ICardSource, IDisposable
{
    internal const string SourceName = "pokemontcg";

    internal const string AdviceText = "To work without it, use --source starter (a small catalogue that comes with the program) "
        + "or --source folder:PATH (a copy of pokemon-tcg-data).";

    private readonly PokemonTcgClient _client;
    private readonly CardList _lists;

    /// <param name="options">Address, key, limits and quotas.</param>
    /// <param name="log">Quota and record.</param>
    /// <param name="time">The clock of timeouts, backoff and Retry-After.</param>
    /// <param name="logger">Told of outages and of a key that is not used.</param>
    public PokemonTcgSource(PokemonTcgOptions options, ICallLog log, TimeProvider time, ILogger<PokemonTcgSource> logger)
    {
        _client = new PokemonTcgClient(options, log, time, logger);
        _lists = new CardList(_client, options.PageSize);
        Location = options.BaseUrl.AbsoluteUri;
        Parallelism = options.Parallelism;
    }

    /// <inheritdoc />
    public string Name => SourceName;

    /// <inheritdoc />
    public string Feed => SourceName;

    /// <inheritdoc />
    public string Location { get; }

    /// <inheritdoc />
    public int Parallelism { get; }

    /// <summary>Two: each call already has its own attempts, and some sets fail for weeks.</summary>
    public int Attempts => 2;

    /// <inheritdoc />
    public string Advice => AdviceText;

    /// <inheritdoc />
    public Task<SourceAnswer> FetchSetsAsync(Guid syncId, CancellationToken cancellationToken) =>
        _lists.FetchAsync(syncId, "sets", query: null, ItemKind.Set, cancellationToken);

    /// <inheritdoc />
    public async Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, CancellationToken cancellationToken)
    {
        var answer = await _lists.FetchAsync(syncId, "cards", QueryText.Set(setId), ItemKind.Card, cancellationToken);
        // A card whose set is missing, null or no object is of the set that was asked for.
        return answer with { Calls = [.. answer.Calls.Select(c => c with { SetId = setId })] };
    }

    /// <inheritdoc />
    public async Task<SourceAnswer> FetchQueryAsync(Guid syncId, CardQuery query, CancellationToken cancellationToken)
    {
        // An id of dots alone would be a path of its own; as a query it is what it is.
        if (query.CardIds is [var id] && id.Trim('.').Length > 0)
        {
            var answer = await _client.GetCardAsync(syncId, id, cancellationToken);
            return answer.Value is not { Items: var items }
                ? new SourceAnswer(answer.Calls, Complete: false, Expected: null, answer.Error)
                : SourceAnswer.Whole(answer.Calls, items.Count, items.Count(i => i.Id is not null), items.Count(i => i.Id is null), ItemKind.Card);
        }
        var calls = new List<SourceCall>();
        int? expected = 0;
        string? error = null;
        var received = true;
        foreach (var text in QueryText.Of(query))
        {
            var answer = await _lists.FetchAsync(syncId, "cards", text, ItemKind.Card, cancellationToken);
            calls.AddRange(answer.Calls);
            expected += answer.Expected;
            error ??= answer.Error;
            received &= answer.Received;
        }
        return new SourceAnswer(calls, Complete: error is null, expected, error) { Received = received };
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}

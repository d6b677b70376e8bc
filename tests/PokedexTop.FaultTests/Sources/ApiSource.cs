using System.Text.Json.Nodes;
using PokedexTop.FakeApi;

namespace PokedexTop.FaultTests.Sources;

/// <summary>The fake card API.</summary>
internal sealed class ApiSource : ITestSource
{
    private SourceState? _state;

    private ApiSource(FakeTcgApi api) => Api = api;

    public FakeTcgApi Api { get; }

    public IReadOnlyList<string> Arguments => ["--source", "pokemontcg"];

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["Source__PokemonTcg__BaseUrl"] = Api.BaseUrl,
        ["Source__PokemonTcg__ApiKey"] = "a-key",
        // Where calls with the key fail in a row, the program goes on without it; a minute for every thirty calls is longer than a run is waited for.
        ["Source__PokemonTcg__KeylessPerMinute"] = "0",
        ["Source__PokemonTcg__KeylessPerDay"] = "0",
        ["Source__PokemonTcg__BackoffSeconds"] = "0.05",
        ["Source__PokemonTcg__PauseAfter429Seconds"] = "1",
        ["Source__PokemonTcg__CallTimeoutSeconds"] = "5",
        ["Source__PokemonTcg__PageSize"] = "40", // More pages, more calls, more faults.
        ["Source__PokeApi__BaseUrl"] = Api.PokeApiUrl,
    };

    public static async Task<ApiSource> StartAsync(int seed, FakeRateLimit? limit, CancellationToken cancellationToken)
    {
        var source = new ApiSource(await FakeTcgApi.StartAsync(new FakeTcgApiOptions { Seed = seed, RateLimit = limit }, cancellationToken));
        // Species are another source; here only the cards are looked at.
        source.Api.Faults.PokeApiFails = true;
        return source;
    }

    public void Become(SourceState state)
    {
        // Before anything is added: a card may go from set to set with its id.
        foreach (var set in _state?.Sets ?? [])
        {
            var setId = SourceState.Id(set);
            foreach (var gone in _state!.Cards[setId].Select(SourceState.Id).Except(state.Cards.GetValueOrDefault(setId)?.Select(SourceState.Id) ?? [], StringComparer.Ordinal))
                Api.Catalogue.Remove(gone);
            if (!state.Cards.ContainsKey(setId))
                Api.Catalogue.RemoveSet(setId);
        }
        foreach (var set in state.Sets)
        {
            var setId = SourceState.Id(set);
            if (_state is null || !JsonNode.DeepEquals(set, _state.Sets.FirstOrDefault(s => SourceState.Id(s) == setId)))
                Api.Catalogue.PutSet(set.ToJsonString());
            var before = _state?.Cards.GetValueOrDefault(setId)?.ToDictionary(SourceState.Id, StringComparer.Ordinal) ?? [];
            foreach (var card in state.Cards[setId])
            {
                if (!before.TryGetValue(SourceState.Id(card), out var old))
                    Api.Catalogue.Add(setId, card.ToJsonString());
                else if (!JsonNode.DeepEquals(card, old))
                    Api.Catalogue.Replace(SourceState.Id(card), card.ToJsonString());
            }
        }
        _state = state;
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}

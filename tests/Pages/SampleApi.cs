using System.Text.Json;
using PokedexTop.FakeApi;

namespace PokedexTop.Pages.Tests;

/// <summary>The card API with a few cards of our own, whose answers a test can hold back.</summary>
internal sealed class SampleApi : IAsyncDisposable
{
    /// <summary>Cards of each set.</summary>
    public const int CardsPerSet = 12;

    private static readonly (string Name, string Type, int Number)[] s_species =
    [
        ("Bulbasaur", "Grass", 1), ("Charmander", "Fire", 4), ("Squirtle", "Water", 7), ("Pikachu", "Lightning", 25), ("Abra", "Psychic", 63), ("Machop", "Fighting", 66),
        ("Gastly", "Darkness", 92), ("Magnemite", "Metal", 81), ("Clefairy", "Fairy", 35), ("Dratini", "Dragon", 147), ("Eevee", "Colorless", 133), ("Snorlax", "Colorless", 143),
    ];

    private readonly FakeTcgApi _api;
    private volatile Held? _held;

    private SampleApi(FakeTcgApi api) => _api = api;

    public FakeApi.Catalogue Catalogue => _api.Catalogue;

    /// <summary>Scheme, host and port.</summary>
    public Uri Address => new(_api.BaseUrl);

    public FakeFaults Faults => _api.Faults;

    /// <summary>What has a program read it, and nothing else.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("Source:PokemonTcg:BaseUrl", _api.BaseUrl), ("Source:PokemonTcg:ApiKey", "a-key"), ("Source:PokemonTcg:BackoffSeconds", "0.05"), ("Source:PokemonTcg:Attempts", "2"),
        ("Source:PokeApi:BaseUrl", _api.PokeApiUrl), ("Source:Tcgdex:BaseUrl", _api.TcgdexUrl),
        // What is tried again is so soon.
        ("Ingest:ReconcileSeconds", "1"), ("Normalize:ReconcileSeconds", "1"),
    ];

    /// <param name="sets">Their ids, which are their names too; the last is the newest.</param>
    public static async Task<SampleApi> StartAsync(params string[] sets)
    {
        var sample = new SampleApi(await FakeTcgApi.StartAsync(new FakeTcgApiOptions { Day = DateOnly.FromDateTime(DateTime.UtcNow) }, TestContext.Current.CancellationToken));
        sample.Faults.Choose = sample.WaitFor;
        for (var i = 0; i < sets.Length; i++)
        {
            sample.Catalogue.PutSet(Json(new { id = sets[i], name = sets[i], series = "Samples", printedTotal = CardsPerSet, total = CardsPerSet, releaseDate = $"{2000 + i}/01/01" }));
            for (var number = 1; number <= CardsPerSet; number++)
                sample.Catalogue.Add(sets[i], Card(sets[i], number));
        }
        return sample;
    }

    /// <summary>A card as the API sends it.</summary>
    /// <param name="set">Its set.</param>
    /// <param name="number">From 1, which also says of which species it is.</param>
    /// <param name="more">Members beside the usual; null takes a usual one away.</param>
    public static string Card(string set, int number, params (string Name, object? Value)[] more)
    {
        var (name, type, species) = s_species[(number - 1) % s_species.Length];
        var card = new Dictionary<string, object?>
        {
            ["id"] = $"{set}-{number}",
            ["name"] = name,
            ["supertype"] = "Pokémon",
            ["subtypes"] = (string[])["Basic"],
            ["hp"] = $"{30 + (number * 10)}",
            ["types"] = (string[])[type],
            ["number"] = $"{number}",
            ["rarity"] = "Common",
            ["artist"] = "Somebody",
            ["nationalPokedexNumbers"] = (int[])[species],
        };
        foreach (var (member, value) in more)
            card[member] = value;
        return Json(card.Where(member => member.Value is not null).ToDictionary());
    }

    /// <summary>Holds back the list of sets until it is let go.</summary>
    public void HoldSets() => HoldAddress("/v2/sets");

    /// <summary>Holds back the cards of a set until they are let go.</summary>
    public void Hold(string set) => HoldAddress("%3A" + set);

    public void LetGo() => Interlocked.Exchange(ref _held, null)?.Release.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        LetGo();
        await _api.DisposeAsync();
    }

    private FakeFault WaitFor(FakeRequest request)
    {
        if (_held is { } held && (request.Path + request.QueryString).Contains(held.Part, StringComparison.Ordinal))
            held.Release.Task.Wait(TimeSpan.FromMinutes(2));
        return FakeFault.None;
    }

    private void HoldAddress(string part) => Interlocked.Exchange(ref _held, new Held(part, new TaskCompletionSource()))?.Release.TrySetResult();

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    /// <param name="Part">Of the addresses that wait.</param>
    /// <param name="Release">What they wait for.</param>
    private sealed record Held(string Part, TaskCompletionSource Release);
}

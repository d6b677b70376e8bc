using System.Globalization;
using PokedexTop.FakeApi.PokeApi;

namespace PokedexTop.FakeApi;

/// <summary>
/// The card API (pokemontcg.io v2), TCGdex and PokéAPI over a data folder, with the behaviour users reported of the real ones. It stands
/// for the outside, so it shares no code with the program.
/// </summary>
public sealed class FakeTcgApi : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Exchange exchange;

    private FakeTcgApi(FakeTcgApiOptions options)
    {
        Catalogue = new Catalogue(options.DataFolder);
        Tcgdex = new TcgdexCatalogue(options.DataFolder);
        Faults = options.Faults;
        Day = options.Day;
        exchange = new Exchange(options, Faults);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(options.Urls);
        application = builder.Build();
        MapCards(new CardApi(Catalogue, Faults, () => Day));
        MapSpecies(new SpeciesApi(new(() => Species.Read(options.DataFolder is null ? null : DataFolder.Species(options.DataFolder)))));
        MapTcgdex(new TcgdexApi(Tcgdex, Faults, () => Day));
        MapRequests();
    }

    /// <summary>The card API's base, such as <c>http://127.0.0.1:40123/v2</c>.</summary>
    public string BaseUrl => Root + "/v2";

    /// <summary>PokéAPI's base, such as <c>http://127.0.0.1:40123/pokeapi/api/v2</c>.</summary>
    public string PokeApiUrl => Root + "/pokeapi/api/v2";

    /// <summary>TCGdex's base, such as <c>http://127.0.0.1:40123/tcgdex/v2</c>, above the language.</summary>
    public string TcgdexUrl => Root + "/tcgdex/v2";

    /// <summary>What TCGdex serves.</summary>
    public TcgdexCatalogue Tcgdex { get; }

    /// <summary>What is served; edits take effect with the next request.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>What goes wrong; changes take effect with the next request.</summary>
    public FakeFaults Faults { get; }

    /// <summary>The day the prices are of; the next day has others.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Every request so far, oldest first.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. exchange.Requests];

    private string Root => application.Urls.First().TrimEnd('/');

    /// <summary>Starts it and returns when it answers.</summary>
    public static async Task<FakeTcgApi> StartAsync(FakeTcgApiOptions options, CancellationToken cancellationToken = default)
    {
        var fake = new FakeTcgApi(options);
        await fake.application.StartAsync(cancellationToken);
        return fake;
    }

    /// <summary>Forgets the requests so far; faults, quotas and edits stay.</summary>
    public void ForgetRequests() => exchange.Requests.Clear();

    /// <summary>Runs until a signal ends the process.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => application.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Open keep-alive connections would hold a graceful stop for its whole bound.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await application.StopAsync(now.Token);
        await application.DisposeAsync();
    }

    private void MapCards(CardApi cards)
    {
        application.MapGet("/v2/cards", context => exchange.AnswerAsync(context, cards.Cards));
        application.MapGet("/v2/cards/{id}", context => exchange.AnswerAsync(context, (_, _) => cards.Card(RouteValue(context))));
        application.MapGet("/v2/sets", context => exchange.AnswerAsync(context, cards.Sets));
        application.MapGet("/v2/sets/{id}", context => exchange.AnswerAsync(context, (_, _) => cards.Set(RouteValue(context))));
        application.MapFallback("/v2/{**rest}", context => exchange.AnswerAsync(context, (_, _) => Reply.Error(404)));
    }

    private void MapSpecies(SpeciesApi species)
    {
        application.MapGet("/pokeapi/api/v2/generation/{id:int}", context =>
            exchange.AnswerSpeciesAsync(context, () => species.Generation(RouteNumber(context), PokeApiUrl)));
        application.MapGet("/pokeapi/api/v2/pokemon-species/{id:int}", context =>
            exchange.AnswerSpeciesAsync(context, () => species.PokemonSpecies(RouteNumber(context), PokeApiUrl)));
    }

    private void MapTcgdex(TcgdexApi tcgdex)
    {
        application.MapGet("/tcgdex/v2/{language}/{list}", context => exchange.AnswerAsync(context, (request, _) => tcgdex.List(Part(context, "language"), Part(context, "list"), request)));
        application.MapGet("/tcgdex/v2/{language}/{list}/{id}", context =>
            exchange.AnswerAsync(context, (request, _) => tcgdex.Document(Part(context, "language"), Part(context, "list"), RouteValue(context), request)));
    }

    private void MapRequests()
    {
        application.MapGet("/__requests", () => Requests.Select(request => new
        {
            request.At,
            request.Path,
            request.QueryString,
            request.Status,
            Fault = request.Fault.ToString(),
            request.Headers,
        }));
        application.MapDelete("/__requests", ForgetRequests);
    }

    private static int RouteNumber(HttpContext context) => int.Parse(RouteValue(context), CultureInfo.InvariantCulture);

    private static string RouteValue(HttpContext context) => Part(context, "id");

    private static string Part(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}

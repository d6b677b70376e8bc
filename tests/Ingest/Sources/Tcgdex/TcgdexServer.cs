using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.FakeApi;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Tests.Syncs;

namespace PokedexTop.Ingest.Tests.Sources.Tcgdex;

/// <summary>The fake TCGdex and Ingest over it. The set <c>one</c> lists the cards one-1 to one-<see cref="Cards"/>, <c>two</c> two cards, <c>jumbo</c> none.</summary>
internal sealed class TcgdexServer(FakeTcgApi fake, IngestHost ingest) : IAsyncDisposable
{
    /// <summary>More than one part of a set.</summary>
    public const int Cards = 230;

    public FakeTcgApi Fake => fake;

    public IngestHost Ingest => ingest;

    public TcgdexLanguage English => fake.Tcgdex.Language("en");

    public static async Task<TcgdexServer> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var fake = await FakeTcgApi.StartAsync(new FakeTcgApiOptions(), TestContext.Current.CancellationToken);
        Fill(fake.Tcgdex.Language("en"));
        return new TcgdexServer(fake, await IngestHost.StartAsync(Source, time, Settings(fake, settings)));
    }

    /// <summary>Another process over the same database.</summary>
    public IngestHost Restart(params (string Key, string Value)[] settings) => ingest.Restart(Source, null, Settings(fake, settings));

    public static void Source(IServiceCollection services, IConfiguration configuration) => services.AddCardSource(configuration, new SourceSelection(SourceSelection.Tcgdex, null));

    public static (string, string)[] Settings(FakeTcgApi fake, params (string Key, string Value)[] more) =>
    [
        ("Source:Tcgdex:BaseUrl", fake.TcgdexUrl), ("Source:Tcgdex:PerMinute", "0"), ("Source:Tcgdex:BackoffSeconds", "0.001"), ("Source:Tcgdex:MaxBackoffSeconds", "0.005"),
        ("Source:Tcgdex:Attempts", "2"), .. more,
    ];

    /// <summary>Puts a set whose document lists these cards, and the cards.</summary>
    public static void Put(TcgdexLanguage language, string setId, IEnumerable<string> numbers, string series = "base")
    {
        var cards = numbers.Select(number => (Id: $"{setId}-{number}", Number: number)).ToList();
        foreach (var (id, number) in cards)
            language.PutCard($$"""{"id":"{{id}}","localId":"{{number}}","name":"Card {{number}}","category":"Pokemon","set":{"id":"{{setId}}"},"dexId":[25]}""");
        PutList(language, setId, cards.Select(card => card.Id), series);
    }

    /// <summary>Puts a set whose document lists these ids.</summary>
    public static void PutList(TcgdexLanguage language, string setId, IEnumerable<string> cardIds, string series = "base")
    {
        var briefs = cardIds.Select(id => $$"""{"id":"{{id}}","localId":"{{id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..]}}","name":"Card {{id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..]}}"}""").ToList();
        language.PutSet($$"""{"id":"{{setId}}","name":"Set {{setId}}","serie":{"id":"{{series}}","name":"S"},"cardCount":{"total":{{briefs.Count}},"official":{{briefs.Count}}},"cards":[{{string.Join(',', briefs)}}]}""");
    }

    /// <summary>How often documents of cards were asked for.</summary>
    public int CardRequests => fake.Requests.Count(request => request.Path.Contains("/cards/", StringComparison.Ordinal));

    public Task<List<(string SetId, int Received, bool Complete, string? Error)>> FetchesAsync(Guid syncId) => ingest.ReadAsync(
        "SELECT set_id, received, complete, error FROM bronze_set_fetches WHERE sync_id = @sync ORDER BY position",
        row => (row.GetString(0), row.GetInt32(1), row.GetBoolean(2), row.IsDBNull(3) ? null : row.GetString(3)), ("@sync", syncId.ToString()));

    public Task<long> VersionsAsync() => ingest.CountAsync("bronze_tcg_cards");

    public async ValueTask DisposeAsync()
    {
        await ingest.DisposeAsync();
        await fake.DisposeAsync();
    }

    private static void Fill(TcgdexLanguage language)
    {
        Put(language, "one", Enumerable.Range(1, Cards).Select(number => $"{number}"));
        Put(language, "two", ["!", "%3F"]);
        language.PutSet("""{"id":"jumbo","name":"Jumbo cards","serie":{"id":"misc"},"cardCount":{"total":160,"official":160},"cards":[]}""");
        Put(language, "A1", ["001"], series: "tcgp");
    }
}

using Microsoft.Extensions.Logging;
using PokedexTop.FakeApi;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.PokemonTcg;

namespace PokedexTop.Ingest.Tests.Sources.PokemonTcg;

/// <summary>The source over the fake API and a bronze file. Waits are short; the set <c>one</c> has the cards one-1 to one-120.</summary>
internal sealed class CardApi : IAsyncDisposable
{
    public const int Cards = 120;

    private readonly List<PokemonTcgSource> _sources = [];

    private CardApi(FakeTcgApi fake, BronzeLayer file)
    {
        (Fake, File) = (fake, file);
        Log = new CallLog(file.Open(), TimeProvider.System, new Notes<CallLog>(Notes));
    }

    public FakeTcgApi Fake { get; }

    public BronzeLayer File { get; }

    public CallLog Log { get; }

    /// <summary>What was logged at Warning.</summary>
    public List<string> Notes { get; } = [];

    public FakeFaults Faults => Fake.Faults;

    public PokemonTcgOptions Options => new()
    {
        BaseUrl = new Uri(Fake.BaseUrl),
        Attempts = 4,
        Backoff = TimeSpan.FromMilliseconds(1),
        MaxBackoff = TimeSpan.FromMilliseconds(5),
        PauseAfter429 = TimeSpan.FromMilliseconds(50),
        CallTimeout = TimeSpan.FromSeconds(20),
        KeylessQuota = new CallQuota(null, null),
        KeyedQuota = new CallQuota(null, null),
    };

    public static async Task<CardApi> StartAsync(FakeTcgApiOptions? options = null)
    {
        options ??= new FakeTcgApiOptions();
        var fake = await FakeTcgApi.StartAsync(options, TestContext.Current.CancellationToken);
        if (options.DataFolder is null)
        {
            fake.Catalogue.PutSet("""{"id":"one","name":"One"}""");
            for (var number = 1; number <= Cards; number++)
                fake.Catalogue.Add("one", $$"""{"id":"one-{{number}}","name":"Card {{number}}","number":"{{number}}"}""");
        }
        return new CardApi(fake, await BronzeLayer.CreateAsync());
    }

    public PokemonTcgSource Source(Func<PokemonTcgOptions, PokemonTcgOptions>? change = null, TimeProvider? time = null)
    {
        var source = new PokemonTcgSource(change?.Invoke(Options) ?? Options, Log, time ?? TimeProvider.System, new Notes<PokemonTcgSource>(Notes));
        _sources.Add(source);
        return source;
    }

    /// <summary>The set <c>one</c>, unless said otherwise.</summary>
    public Task<SourceAnswer> FetchAsync(Func<PokemonTcgOptions, PokemonTcgOptions>? change = null, string setId = "one") =>
        Source(change).FetchSetAsync(Guid.NewGuid(), setId, TestContext.Current.CancellationToken);

    /// <summary>Asserts that the set <c>one</c> came whole, and that each call, failed ones too, has its row.</summary>
    public async Task AssertWholeAsync(SourceAnswer answer)
    {
        Assert.Null(answer.Error);
        Assert.True(answer.Complete);
        Assert.Equal(Cards, answer.Expected);
        Assert.Equal(Cards, answer.Calls.SelectMany(call => call.Items).Select(item => item.Id).Distinct().Count());
        await AssertCallsAsync(answer);
    }

    /// <summary>Asserts that the answer's calls are the requests made and the rows written, in order.</summary>
    public async Task AssertCallsAsync(SourceAnswer answer)
    {
        var rows = await File.CallsAsync();
        Assert.Equal(rows.Select(row => (row.Id, row.Endpoint, row.RequestedAt)), answer.Calls.Select(call => (call.CallId!.Value, call.Endpoint, call.RequestedAt)));
        // Rows of successful calls are completed with the versions they brought, which is not the source's work.
        Assert.All(rows.Zip(answer.Calls), pair => Assert.Equal(pair.Second.Error is null ? CallOutcome.Reserved : CallOutcome.Failed, pair.First.Outcome));
        Assert.All(rows.Zip(answer.Calls), pair => Assert.Equal(pair.Second.Error, pair.First.Error));
        Assert.Equal(Fake.Requests.Select(request => request.Path["/v2/".Length..] + request.QueryString), answer.Calls.Select(call => call.Endpoint));
    }

    public async ValueTask DisposeAsync()
    {
        _sources.ForEach(source => source.Dispose());
        await Fake.DisposeAsync();
        await File.DisposeAsync();
    }
}

/// <summary>Keeps what is logged at a level and above.</summary>
internal sealed class Notes<T>(List<string> notes, LogLevel least = LogLevel.Warning) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (notes)
            if (logLevel >= least)
                notes.Add(formatter(state, exception));
    }
}

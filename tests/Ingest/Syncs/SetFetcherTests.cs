using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Syncs;

/// <summary>Which sets are committed together.</summary>
public sealed class SetFetcherTests
{
    private const string Commits = "SELECT COUNT(DISTINCT fetched_at) FROM bronze_tcg_cards";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sets_that_are_there_at_once_are_one_commit()
    {
        await using var ingest = await IngestHost.StartAsync((services, _) => services.AddSingleton<ICardSource>(new Sets(12, _ => Task.CompletedTask)));

        Assert.Equal(SyncStatus.Completed, (await ingest.SyncAsync()).Status);

        Assert.Equal(12, await ingest.CountAsync("bronze_tcg_cards"));
        Assert.Equal([1], await ingest.ReadAsync(Commits, row => row.GetInt64(0)));
    }

    [Fact]
    public async Task A_set_does_not_wait_for_one_that_takes_long()
    {
        IngestHost? ingest = null;
        // The second set comes only when the first one stands in the database.
        var source = new Sets(3, async set =>
        {
            if (set == "s1")
                await Eventually.ThatAsync(async _ => await ingest!.CountAsync("bronze_tcg_cards") == 1, TimeSpan.FromSeconds(30), "the first set is committed", Stop);
        });
        await using (ingest = await IngestHost.StartAsync((services, _) => services.AddSingleton<ICardSource>(source)))
        {
            Assert.Equal(SyncStatus.Completed, (await ingest.SyncAsync()).Status);

            Assert.Equal(3, await ingest.CountAsync("bronze_tcg_cards"));
            Assert.Equal([2], await ingest.ReadAsync(Commits, row => row.GetInt64(0)));
        }
    }

    [Fact]
    public async Task Sets_are_read_only_a_few_ahead_of_those_that_are_written()
    {
        IngestHost? ingest = null;
        var written = -1L;
        var source = new Sets(60, async set =>
        {
            if (set == "s50")
                written = await ingest!.CountAsync("bronze_tcg_cards");
        })
        { Parallelism = 2 };
        await using (ingest = await IngestHost.StartAsync((services, _) => services.AddSingleton<ICardSource>(source)))
        {
            Assert.Equal(SyncStatus.Completed, (await ingest.SyncAsync()).Status);

            Assert.NotEqual(0, written);
            Assert.Equal(60, await ingest.CountAsync("bronze_tcg_cards"));
        }
    }

    [Fact]
    public async Task A_set_that_comes_in_parts_goes_on_before_more_sets_are_begun()
    {
        var source = new Sets(40, _ => Task.CompletedTask) { Parallelism = 2, InParts = "s1" };
        await using var ingest = await IngestHost.StartAsync((services, _) => services.AddSingleton<ICardSource>(source));

        Assert.Equal(SyncStatus.Completed, (await ingest.SyncAsync()).Status);

        Assert.Equal(41, await ingest.CountAsync("bronze_tcg_cards"));
        var asked = source.Asked.ToList();
        Assert.Equal(2, asked.Count(set => set == "s1"));
        Assert.True(asked.LastIndexOf("s1") < asked.IndexOf("s20"), string.Join(" ", asked));
    }

    /// <summary>A source with sets of one card each.</summary>
    /// <param name="count">How many sets it has.</param>
    /// <param name="comes">When a set's answer comes.</param>
    private sealed class Sets(int count, Func<string, Task> comes) : ICardSource
    {
        /// <summary>The set that has a second card, which comes with a second answer.</summary>
        public string? InParts { get; init; }

        public ConcurrentQueue<string> Asked { get; } = [];

        public string Name => SourceSelection.PokemonTcg;
        public string Feed => SourceSelection.PokemonTcg;
        public string Location => "nowhere";
        public int Parallelism { get => field == 0 ? count : field; init; }
        public int Attempts => 1;
        public string Advice => "Wait.";

        public Task<SourceAnswer> FetchSetsAsync(Guid syncId, CancellationToken cancellationToken) =>
            Task.FromResult(Answer("sets", string.Join(",", Enumerable.Range(0, count).Select(n => $$"""{"id":"s{{n}}","name":"Set {{n}}","series":"S","total":1}""")), ItemKind.Set));

        public Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, CancellationToken cancellationToken) => FetchSetAsync(syncId, setId, known: null, received: null, cancellationToken);

        public async Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, KnownSet? known, IReadOnlySet<string>? received, CancellationToken cancellationToken)
        {
            Asked.Enqueue(setId);
            await comes(setId);
            var number = setId == InParts && received is { Count: > 0 } ? 2 : 1;
            var answer = Answer($"cards/{setId}", $$"""{"set":{"id":"{{setId}}"},"id":"{{setId}}-{{number}}","name":"A","supertype":"Trainer","number":"{{number}}"}""", ItemKind.Card);
            return setId == InParts ? answer with { PartOf = [$"{setId}-1", $"{setId}-2"], Complete = number == 2, HasMore = number == 1, Expected = 2 } : answer;
        }

        public Task<SourceAnswer> FetchQueryAsync(Guid syncId, CardQuery query, CancellationToken cancellationToken) => throw new InvalidOperationException("No query is asked.");

        private static SourceAnswer Answer(string endpoint, string items, ItemKind kind)
        {
            var read = BronzeItemReader.Read(Encoding.UTF8.GetBytes($"[{items}]"), kind);
            return SourceAnswer.Whole([new SourceCall { Endpoint = endpoint, RequestedAt = DateTime.UtcNow, StatusCode = 200, Items = read }], read.Count, read.Count, 0, kind);
        }
    }
}

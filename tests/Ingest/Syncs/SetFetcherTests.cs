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

    /// <summary>A source with sets of one card each.</summary>
    /// <param name="count">How many sets it has.</param>
    /// <param name="comes">When a set's answer comes.</param>
    private sealed class Sets(int count, Func<string, Task> comes) : ICardSource
    {
        public string Name => SourceSelection.PokemonTcg;
        public string Feed => SourceSelection.PokemonTcg;
        public string Location => "nowhere";
        public int Parallelism => count;
        public int Attempts => 1;
        public string Advice => "Wait.";

        public Task<SourceAnswer> FetchSetsAsync(Guid syncId, CancellationToken cancellationToken) =>
            Task.FromResult(Answer("sets", string.Join(",", Enumerable.Range(0, count).Select(n => $$"""{"id":"s{{n}}","name":"Set {{n}}","series":"S","total":1}""")), ItemKind.Set));

        public async Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, CancellationToken cancellationToken)
        {
            await comes(setId);
            return Answer($"cards/{setId}", $$"""{"set":{"id":"{{setId}}"},"id":"{{setId}}-1","name":"A","supertype":"Trainer","number":"1"}""", ItemKind.Card);
        }

        public Task<SourceAnswer> FetchQueryAsync(Guid syncId, CardQuery query, CancellationToken cancellationToken) => throw new InvalidOperationException("No query is asked.");

        private static SourceAnswer Answer(string endpoint, string items, ItemKind kind)
        {
            var read = BronzeItemReader.Read(Encoding.UTF8.GetBytes($"[{items}]"), kind);
            return SourceAnswer.Whole([new SourceCall { Endpoint = endpoint, RequestedAt = DateTime.UtcNow, StatusCode = 200, Items = read }], read.Count, read.Count, 0, kind);
        }
    }
}

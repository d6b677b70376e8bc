using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Quality;
using PokedexTop.Normalize.Verify;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>One id twice in a file.</summary>
public sealed class TwoHalvesTests
{
    [Theory]
    // Each copy lacks another field: an issue that names them.
    [InlineData(""","artist":"One" }""", ""","rarity":"Rare" }""", 0, "The id stands twice: only the first has /artist; only the second has /rarity. The first copy counts.")]
    [InlineData(""","legalities":{"unlimited":"Legal"} }""", ""","legalities":{"unlimited":"Legal","expanded":"Legal"} }""", 0, "The id stands twice: only the second has /legalities/expanded. The first copy counts.")]
    // What both have differs: a reject.
    [InlineData(""","artist":"One" }""", ""","artist":"Two","rarity":"Rare" }""", 1, null)]
    // Nothing to say.
    [InlineData(""","artist":"One" }""", ""","rarity":null,"artist":"One" }""", 0, null)]
    public async Task The_first_copy_counts_and_only_a_contradiction_is_refused(string first, string second, int rejected, string? issue)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        const string card = """{"id":"s1-9","name":"Twice","supertype":"Trainer","number":"9","images":{"small":"https://images.example/s1-9.png"}""";
        catalogue.Cards("s1").AddRange([card + first, card + second]);
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        for (var i = 0; i < 2; i++)
        {
            var run = await pipeline.SyncAsync();
            Assert.Equal(SyncStatus.Completed, run.Status);
            Assert.Equal(rejected, (await pipeline.Services.GetRequiredService<SyncOutcomes>().OfAsync(run.SyncId, 0, TestContext.Current.CancellationToken)).Rejected);
            Assert.Equal(first.Contains("artist", StringComparison.Ordinal) ? "One" : "", Assert.Single(await pipeline.RowsAsync("SELECT artist FROM silver_tcg_cards WHERE card_id = 's1-9'")));
            var issues = await pipeline.Services.GetRequiredService<QualityReport>().IssuesAsync("id-in-two-halves", TestContext.Current.CancellationToken);
            Assert.Equal(issue is null ? [] : [("s1-9", issue)], issues.Select(found => (found.CardId, found.Detail)));
        }
        var verified = await pipeline.Services.GetRequiredService<Verification>().VerifyAsync(null, _ => { }, null, TestContext.Current.CancellationToken);
        Assert.Equal(rejected, verified.Differences.GetValueOrDefault(DifferenceKind.DuplicateId));
        Assert.Equal(rejected, verified.Differences.Values.Sum());
        Assert.Equal(issue is null ? 0 : 1, verified.Halves);
    }
}

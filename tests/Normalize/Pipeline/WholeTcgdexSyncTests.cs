using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.Verify;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>TCGdex's whole English data through the pipeline, alone and then beside the first feed.</summary>
public sealed class WholeTcgdexSyncTests(ITestOutputHelper output)
{
    private const string Shared = "SELECT COUNT(*) FROM silver_card_identities p JOIN silver_card_identities t ON t.card_id = p.card_id AND t.feed = 'tcgdex/en' WHERE p.feed = 'pokemontcg'";

    [Fact]
    public async Task Alone_it_makes_the_catalogue_and_the_first_feed_finds_its_cards_there()
    {
        using var folder = new TemporaryFolder();
        await using (var alone = await TestPipeline.StartAsync(folder, "tcgdex-folder:" + TestData.TcgdexFolder))
        {
            await TimedAsync("sync", () => alone.SyncAsync());
            Assert.Empty(await alone.RowsAsync("SELECT \"key\", reason, detail FROM silver_rejects"));
            Assert.Equal(0, await alone.CountAsync("SELECT COUNT(*) FROM silver_schema_drift WHERE kind = 'unknown-field'"));
            var cards = await alone.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards");
            Assert.Equal(cards, await alone.CountAsync("SELECT COUNT(*) FROM silver_card_identities"));
            Assert.Equal(19_723, await alone.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE card_id NOT LIKE 'tcgdex-%'"));
            await TimedAsync($"replay of {cards} cards", alone.ReplayAsync);
            await TimedAsync("verify", () => AssertVerifiedAsync(alone));
            Assert.Equal(0, await alone.CountAsync("SELECT COUNT(*) FROM silver_changes WHERE kind <> 'appeared'"));
        }

        await using var both = await TestPipeline.StartAsync(folder, TestData.CardFolder);
        await TimedAsync("sync of the first feed", () => both.SyncAsync());
        Assert.Equal(19_723, await both.CountAsync(Shared));
        Assert.Equal(0, await both.CountAsync("SELECT COUNT(*) FROM silver_changes WHERE kind IN ('retired', 'merged')"));
        Assert.Empty(await both.RowsAsync("SELECT card_id FROM silver_quality_issues WHERE \"rule\" = 'another-card'"));
        await TimedAsync("verify of the first feed beside the second", () => AssertVerifiedAsync(both));
        await TimedAsync("export of both", () => AssertFirstFeedComesBackAsync(both));
        var changes = await both.CountAsync("SELECT COUNT(*) FROM silver_changes");
        await TimedAsync("replay of both", both.ReplayAsync);
        Assert.Equal(changes, await both.CountAsync("SELECT COUNT(*) FROM silver_changes"));
    }

    private static async Task AssertVerifiedAsync(TestPipeline pipeline)
    {
        var differences = new List<Difference>();
        var verified = await pipeline.Services.GetRequiredService<Verification>().VerifyAsync(null, differences.Add, null, TestContext.Current.CancellationToken);
        Assert.True(differences.Count == 0, $"{differences.Count}: {string.Join('\n', differences.Take(10))}");
        Assert.Equal((verified.Cards, true), (verified.Verified, verified.Complete));
    }

    /// <summary>Every set and card of the first feed as it gave them, in its order, whatever the second feed adds.</summary>
    private static async Task AssertFirstFeedComesBackAsync(TestPipeline pipeline)
    {
        using var exported = new TemporaryFolder();
        await pipeline.Services.GetRequiredService<CatalogueExport>().WriteAsync(exported.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken);
        await AssertBeginsWithAsync(Path.Combine("sets", "en.json"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestData.CardFolder, "cards", "en")))
            await AssertBeginsWithAsync(Path.Combine("cards", "en", Path.GetFileName(file)));

        async Task AssertBeginsWithAsync(string file)
        {
            using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(TestData.CardFolder, file), TestContext.Current.CancellationToken));
            using var actual = JsonDocument.Parse(await File.ReadAllBytesAsync(exported.Combine(file), TestContext.Current.CancellationToken));
            foreach (var (one, other) in expected.RootElement.EnumerateArray().Zip(actual.RootElement.EnumerateArray().Concat(new JsonElement[expected.RootElement.GetArrayLength()])))
                Assert.True(other.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(one, other), $"{file}: {one} came back as {other}");
        }
    }

    private async Task TimedAsync(string what, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        output.WriteLine($"{what}: {watch.Elapsed.TotalSeconds:0.0} s");
    }
}

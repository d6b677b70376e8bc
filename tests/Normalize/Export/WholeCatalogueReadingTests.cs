using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.Status;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Normalize.Verify;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Export;

/// <summary>The whole real catalogue in, once, and everything that reads it.</summary>
public sealed class WholeCatalogueReadingTests(ITestOutputHelper output)
{
    [Fact]
    public async Task All_real_sets_and_cards_come_back_equal_are_proved_complete_and_told_so()
    {
        using var folder = new TemporaryFolder();
        var source = TestData.CardFolder;
        await using var pipeline = await TestPipeline.StartAsync(folder, source);
        await pipeline.SyncAsync();

        using var exported = new TemporaryFolder();
        var watch = Stopwatch.StartNew();
        var export = await pipeline.Services.GetRequiredService<CatalogueExport>().WriteAsync(exported.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken);
        output.WriteLine($"export {watch.Elapsed}");
        Assert.Equal((170, 19_783, 0), (export.Sets, export.Cards, export.LeftOut.Count));
        Assert.Empty(export.Incomplete);
        var files = Directory.EnumerateFiles(Path.Combine(source, "cards", "en")).Select(f => Path.Combine("cards", "en", Path.GetFileName(f))).Append(Path.Combine("sets", "en.json")).ToList();
        // And the file that names the feed.
        Assert.Equal(files.Count + 1, Directory.EnumerateFiles(exported.Path, "*", SearchOption.AllDirectories).Count());
        foreach (var file in files)
        {
            using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(source, file), TestContext.Current.CancellationToken));
            using var actual = JsonDocument.Parse(await File.ReadAllBytesAsync(exported.Combine(file), TestContext.Current.CancellationToken));
            Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement), $"{file} differs");
        }

        watch.Restart();
        var differences = new List<Difference>();
        var verified = await pipeline.Services.GetRequiredService<Verification>().VerifyAsync(null, differences.Add, null, TestContext.Current.CancellationToken);
        output.WriteLine($"verify {watch.Elapsed}");
        Assert.Empty(differences);
        Assert.Equal((170, 19_783, 19_783, true), (verified.Sets, verified.Cards, verified.Verified, verified.Complete));

        watch.Restart();
        var status = await pipeline.Services.GetRequiredService<CatalogueStatus>().ReadAsync(TestContext.Current.CancellationToken);
        output.WriteLine($"status {watch.Elapsed}");
        Assert.Equal((19_783L, 170L, 0), (status.Silver.Cards, status.Silver.Sets, status.Normalize.Total));
        Assert.All(status.Sets, set => Assert.True(set.Complete, set.SetId));
    }
}

using System.Text.Json.Nodes;
using PokedexTop.Configuration;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.Quality;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Status;
using PokedexTop.Normalize.Verify;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests;

/// <summary>Everything that reads the catalogue.</summary>
public sealed class CatalogueReadingTests
{
    [Theory]
    [EveryDatabase]
    public async Task What_reads_the_catalogue_says_the_same_on_every_database(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var catalogue = await SmallCatalogue.StandardAsync(provider);
        catalogue.Cards("alpha")[0]!["supertype"] = "Spell";
        catalogue.Cards("alpha")[1]!["newField"] = new JsonObject { ["z"] = 1.50, ["a"] = null };
        catalogue.Cards("beta")[0]!["types"] = new JsonArray("lightning");
        catalogue.Cards("beta").Add("not a card");
        catalogue.Write();
        await catalogue.SyncAsync();

        var status = await catalogue.Reader<CatalogueStatus>().ReadAsync(stop);
        Assert.Equal((5L, 4L, 1L, 0), (status.Bronze.Cards, status.Silver.Cards, status.Silver.Rejects, status.Normalize.Total));
        Assert.Equal(["beta False", "alpha False"], status.Sets.Select(s => $"{s.SetId} {s.Complete}"));
        Assert.StartsWith("1 of 3 cards cannot be identified", status.Sets[0].LastError, StringComparison.Ordinal);

        var differences = new List<Difference>();
        var result = await catalogue.Reader<Verification>().VerifyAsync(null, differences.Add, null, stop);
        Assert.Equal(["in-quarantine alpha-10", "unusable-item "], differences.Select(d => $"{d.Kind} {d.CardId}").Order(StringComparer.Ordinal));
        Assert.Equal((5, 4), (result.Cards, result.Verified));

        Assert.Single(await catalogue.Reader<QualityReport>().RulesAsync(stop));
        Assert.Equal("/newField", Assert.Single(await catalogue.Reader<QualityReport>().DriftAsync(stop)).Path);
        Assert.Equal(["card", "bronze"], (await catalogue.Reader<Quarantine>().ListAsync(stop)).Select(i => i.Layer));
        Assert.Equal(new RetriedItems(1, 0), await catalogue.Reader<Quarantine>().RetryAsync(["alpha-10"], stop));
        Assert.Equal(1, await catalogue.Reader<NormalizeWork>().DrainAsync(stop));
        Assert.Equal(new ReplayedItems(3, 1), await catalogue.Reader<Replay>().MarkAsync(["alpha"], stop));
        Assert.Equal(3, await catalogue.Reader<NormalizeWork>().DrainAsync(stop));

        using var output = new TemporaryFolder();
        var export = await catalogue.Reader<CatalogueExport>().WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, stop);
        Assert.Equal((2, 4), (export.Sets, export.Cards));
        Assert.Equal(new LeftOutCard("alpha-10", "alpha", LeftOutCard.Quarantined), Assert.Single(export.LeftOut));
        var alpha = JsonNode.Parse(await File.ReadAllTextAsync(output.Combine("cards", "en", "alpha.json"), stop))!.AsArray();
        Assert.True(JsonNode.DeepEquals(catalogue.Cards("alpha")[1], alpha[0]));
    }
}

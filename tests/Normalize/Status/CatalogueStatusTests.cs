using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Status;

namespace PokedexTop.Normalize.Tests.Status;

public sealed class CatalogueStatusTests
{
    [Fact]
    public async Task Layers_backlogs_and_sets_are_told()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();

        var status = await ReadAsync(catalogue);

        Assert.Equal(new BronzeCounts(1, 2, 3, 5, 5, 2, 0, 0, 0), status.Bronze);
        Assert.Equal(new SilverCounts(2, 5, 0, 0, 0, 0, 0, 1025, 0, 5), status.Silver);
        Assert.Equal(new IngestBacklog(0, 0, 0, 0), status.Ingest);
        Assert.Equal(0, status.Normalize.Total);
        Assert.Equal(SyncStatus.Completed, Assert.Single(status.Syncs).Status);
        Assert.Equal(["beta", "alpha"], status.Sets.Select(s => s.SetId));
        Assert.All(status.Sets, set => Assert.True(set is { Complete: true, LastFetch: FetchStatus.Fetched, FetchedFrom: "folder", FetchedAt: not null }));
        Assert.Equal(("The alpha set", 3, 3L), (status.Sets[1].Name, status.Sets[1].Fetched, status.Sets[1].Current));
    }

    [Fact]
    public async Task What_is_missing_of_a_set_is_told()
    {
        await using var catalogue = SmallCatalogue.Standard();
        catalogue.AddSet("gamma", "1");
        catalogue.Cards("alpha")[0]!["supertype"] = "Spell";
        catalogue.Write();
        File.WriteAllText(catalogue.CardFile("gamma"), "[{");
        await catalogue.SyncAsync();

        var status = await ReadAsync(catalogue);

        Assert.Equal((4L, 1L), (status.Silver.Cards, status.Silver.Rejects));
        var alpha = status.Sets.Single(s => s.SetId == "alpha");
        Assert.Equal((3, 2L, 1L, false), (alpha.Fetched, alpha.Current, alpha.Quarantined, alpha.Complete));
        var gamma = status.Sets.Single(s => s.SetId == "gamma");
        Assert.Equal((null, FetchStatus.Failed, false), (gamma.FetchedAt, gamma.LastFetch, gamma.Complete));
        Assert.Contains("gamma.json", gamma.LastError, StringComparison.Ordinal);

        // A quarantined card that leaves its set is no longer missing from it.
        catalogue.Cards("alpha").RemoveAt(0);
        catalogue.Write();
        await catalogue.SyncAsync();
        alpha = (await ReadAsync(catalogue)).Sets.Single(s => s.SetId == "alpha");
        Assert.Equal((2, 0L, true), (alpha.Fetched, alpha.Quarantined, alpha.Complete));
    }

    [Fact]
    public async Task A_set_that_announces_cards_and_lists_none_is_not_complete_and_another_total_is_told()
    {
        await using var catalogue = SmallCatalogue.Standard();
        catalogue.AddSet("soon");
        catalogue.Sets[2]!["total"] = 100;
        catalogue.Sets[1]!["total"] = 2;
        catalogue.AddSet("nothing");
        catalogue.Write();
        await catalogue.SyncAsync();

        var sets = (await ReadAsync(catalogue)).Sets.ToDictionary(s => s.SetId, s => (s.Complete, s.TotalDiffers, s.Current, s.Total), StringComparer.Ordinal);

        Assert.Equal((false, true, 0L, 100), sets["soon"]);
        Assert.Equal((true, true, 3L, 2), sets["alpha"]);
        Assert.Equal((true, false, 2L, 2), sets["beta"]);
        Assert.Equal((true, false, 0L, 0), sets["nothing"]);
    }

    private static Task<StatusReport> ReadAsync(SmallCatalogue catalogue) => catalogue.Reader<CatalogueStatus>().ReadAsync(TestContext.Current.CancellationToken);
}

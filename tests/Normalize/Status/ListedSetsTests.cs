using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Normalize.Status;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Telemetry;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Status;

public sealed class ListedSetsTests
{
    [Fact]
    public async Task A_set_that_the_source_no_longer_lists_grows_old_without_being_told_stale()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue();
        string[] sets = [.. Enumerable.Range(1, 12).Select(n => $"listed{n:00}")];
        foreach (var set in sets)
            catalogue.WithSet(set, 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Equal(sets, await AgedAsync(pipeline));

        // A sync of one set says nothing about the others.
        await pipeline.SyncAsync(new() { Sets = ["listed01"] });
        Assert.Equal(sets, await AgedAsync(pipeline));

        catalogue.RemoveFromList("listed12");
        await pipeline.SyncAsync();
        Assert.Equal(sets[..^1], await AgedAsync(pipeline));
        var status = await pipeline.Services.GetRequiredService<CatalogueStatus>().ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["listed12"], status.Sets.Where(s => !s.Listed).Select(s => s.SetId));
        Assert.Equal(1, status.Sets.Single(s => s.SetId == "listed12").Current);

        // Had the list lost more than it may, it would say nothing about what it lacks.
        await pipeline.ExecuteAsync("UPDATE bronze_sync_runs SET status = 'partial', reason = 'lost-sets' WHERE requested_at = (SELECT MAX(requested_at) FROM bronze_sync_runs)");
        Assert.Equal(sets, await AgedAsync(pipeline));

        catalogue.WithSet("listed12", 1);
        await pipeline.SyncAsync();
        Assert.Equal(sets, await AgedAsync(pipeline));
    }

    [Fact]
    public async Task The_starter_catalogue_grows_old_without_being_told_stale_once_a_real_feed_is_there()
    {
        using var folder = new TemporaryFolder();
        await using (var starter = await TestPipeline.StartAsync(folder, "starter"))
        {
            await starter.SyncAsync();
            Assert.Equal(3, (await AgedAsync(starter, "starter")).Count);
        }
        using var catalogue = new SampleCatalogue().WithSet("listedreal", 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Empty(await AgedAsync(pipeline, "starter"));
        Assert.Equal(["listedreal"], await AgedAsync(pipeline));
    }

    /// <summary>The sets of a feed whose age is measured.</summary>
    private static async Task<List<string>> AgedAsync(TestPipeline pipeline, string feed = "pokemontcg")
    {
        foreach (var measurements in pipeline.Services.GetServices<ITableMeasurements>())
            await measurements.MeasureAsync(TestContext.Current.CancellationToken);
        var aged = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "pokedextop.ingest.set.age")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var of = tags.ToArray().ToDictionary(t => t.Key, t => (string)t.Value!, StringComparer.Ordinal);
            if (of[PipelineAttributes.Feed] == feed)
                aged.Add(of[PipelineAttributes.SetId]);
        });
        listener.Start();
        listener.RecordObservableInstruments();
        aged.Sort(StringComparer.Ordinal);
        return aged;
    }
}

using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Normalize.Assignments;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>A person's word on which card is which.</summary>
public sealed class AssignmentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_doubt_is_listed_until_a_person_settles_it_and_can_be_unsettled(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("ecard2", "Aquapolis", 4, "1", "50", "50a", "50b").Remove("ecard2-50");
        using var catalogue = new SampleCatalogue().WithSet("ecard2", 1);
        catalogue.Cards("ecard2").Add(SampleCatalogue.Card("ecard2-50", "50"));
        catalogue.Save();
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using (var first = await TestPipeline.StartAsync(folder, catalogue.Path, database))
            await first.SyncAsync();
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, database);
        await pipeline.SyncAsync();
        var assignments = pipeline.Services.GetRequiredService<CardAssignments>();

        Assert.Equal(["ecard2-50a tcgdex-ecard2-50a ecard2-50 Sample 50", "ecard2-50b tcgdex-ecard2-50b ecard2-50 Sample 50"], (await assignments.ListAsync(true, Stop)).Select(a => $"{a.Id} {a.CardId} {a.Candidate} {a.CandidateName}"));
        Assert.Equal(5, (await assignments.ListAsync(false, Stop)).Count);

        await assignments.SetAsync("tcgdex/en", "ecard2-50a", "ecard2-50", Stop);
        await pipeline.DrainAsync();
        await pipeline.ReplayAsync();
        Assert.Equal(["ecard2-50b"], (await assignments.ListAsync(true, Stop)).Select(a => a.Id));
        Assert.Equal(["tcgdex-ecard2-50a|ecard2-50"], await pipeline.RowsAsync("SELECT card_id, merged_into FROM silver_tcg_cards WHERE merged_into IS NOT NULL"));
        Assert.Equal(["tcgdex-ecard2-50a"], await pipeline.RowsAsync("SELECT card_id FROM silver_changes WHERE kind = 'merged'"));
        Assert.Equal(["Nobody"], await pipeline.RowsAsync("SELECT artist FROM silver_tcg_cards WHERE card_id = 'ecard2-50'"));
        Assert.Equal(2, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_finishes WHERE card_id = 'ecard2-50'"));

        await assignments.SetAsync("tcgdex/en", "ecard2-50a", "tcgdex-ecard2-50a", Stop);
        await pipeline.DrainAsync();
        Assert.Empty(await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE merged_into IS NOT NULL"));
        Assert.Equal([""], await pipeline.RowsAsync("SELECT artist FROM silver_tcg_cards WHERE card_id = 'ecard2-50'"));
        Assert.Equal(0, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_finishes WHERE card_id = 'ecard2-50'"));
        Assert.Equal(2, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_finishes WHERE card_id = 'tcgdex-ecard2-50a'"));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_said()
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Base Set", 1, "1");
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source);
        await pipeline.SyncAsync();
        var assignments = pipeline.Services.GetRequiredService<CardAssignments>();

        Assert.Contains("has no card 'base1-9'", (await Assert.ThrowsAsync<ConfigurationException>(() => assignments.SetAsync("tcgdex/en", "base1-9", "base1-1", Stop))).Message, StringComparison.Ordinal);
        Assert.Contains("no card 'base1-9'", (await Assert.ThrowsAsync<ConfigurationException>(() => assignments.SetAsync("tcgdex/en", "base1-1", "base1-9", Stop))).Message, StringComparison.Ordinal);
    }
}

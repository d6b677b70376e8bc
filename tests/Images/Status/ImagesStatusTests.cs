using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Status;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Images.Upkeep;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Status;

public sealed class ImagesStatusTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Pictures_are_counted_by_state_and_by_set(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider, ("Images:Attempts", "1"));
        var status = catalogue.Get<ImagesStatus>();
        await catalogue.FillAsync("stored", "lowres", "missing", "refused", "failed");
        Assert.False((await status.ReadAsync(bySet: true, Stop)).IsDeployed);
        Assert.Equal("not deployed", (await status.CurrentCardsAsync(Stop)).Words);
        catalogue.Gallery.Remove(CardCatalogue.Large("lowres"));
        catalogue.Gallery.Remove(CardCatalogue.Large("missing"));
        catalogue.Gallery.Remove(CardCatalogue.Small("missing"));
        catalogue.Gallery.Answer(CardCatalogue.Large("refused"), new ImageAnswer(ImageOutcome.Refused, Reason: "no"));
        catalogue.Gallery.Remove(CardCatalogue.Small("refused"));
        catalogue.Gallery.Answer(CardCatalogue.Large("failed"), new ImageAnswer(ImageOutcome.Failed, Reason: "500"));
        catalogue.Gallery.Answer(CardCatalogue.Small("failed"), new ImageAnswer(ImageOutcome.Failed, Reason: "500"));
        await catalogue.DrainAsync();
        await catalogue.AddCardAsync("new", CardCatalogue.Large("new"), null);

        var report = await status.ReadAsync(bySet: true, Stop);
        Assert.Equal(new ImageCounts(Pending: 0, Stored: 1, Lowres: 1, Missing: 1, Refused: 1, Failed: 1), report.Cards);
        Assert.Equal(report.Cards, Assert.Single(report.BySet).Value);
        Assert.Equal(new ImageCounts(0, 0, 0, Missing: 2, 0, 0), report.Sets);
        Assert.Equal(new ImageBacklogCounts(1, 0, 0), report.Backlog);
        Assert.Equal([new ImageReason("failed", "500", 1, "failed"), new ImageReason("refused", "no", 1, "refused")], report.Reasons);
        Assert.Equal("2 of 5 here, 1 of them in low resolution; 1 missing, 1 refused, 1 failed", report.Cards.Summary);
        Assert.Equal("2 images could not be fetched, 1 of them because: 500 (such as failed).", report.Trouble!.Words);
        var current = await status.CurrentCardsAsync(Stop);
        Assert.Equal("not complete, 2 of 5 here, 1 of them in low resolution; 1 missing, 1 refused, 1 failed, 1 not looked at", current.Words);
    }

    /// <summary>What <c>sync --images</c> waits for.</summary>
    [Fact]
    public async Task What_was_never_tried_is_waited_for_and_what_was_tried_once_is_not()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync("c1", "c2");
        catalogue.Gallery.Answer(CardCatalogue.Large("c1"), new ImageAnswer(ImageOutcome.Failed, Reason: "500"));
        var asOf = catalogue.Time.GetUtcNow().UtcDateTime;
        var backlog = catalogue.Get<ImageBacklog>();
        catalogue.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, (await backlog.CountUntriedAsync(asOf, Stop)).Total);
        await catalogue.Get<ImagePlanner>().PlanBehindAsync(Stop);
        Assert.Equal(2, (await backlog.CountUntriedAsync(asOf, Stop)).Total);
        await catalogue.DrainAsync();
        Assert.Equal(0, (await backlog.CountUntriedAsync(asOf, Stop)).Total);

        Assert.Equal(1, await catalogue.Get<ImageRetries>().RetryFailedAsync(Stop));
        Assert.Equal(1, (await backlog.CountUntriedAsync(catalogue.Time.GetUtcNow().UtcDateTime, Stop)).Total);
    }
}

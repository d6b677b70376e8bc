using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Issues;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Status;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Images.Upkeep;
using PokedexTop.Testing;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>Images, and what is told of it, in all their cases.</summary>
internal static class ImagesStatements
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task RunAsync(RecordingDatabase database)
    {
        await using var catalogue = await CardCatalogue.StartAsync(database);
        await WorkAsync(catalogue);
        await RareStatements.RunAsync(catalogue);
    }

    /// <summary>New, missing, failing, changed, shared and damaged pictures, other settings, a sweep, and everything that is told of them.</summary>
    private static async Task WorkAsync(CardCatalogue catalogue)
    {
        await catalogue.FillAsync("c1", "c2", "c3", "c4");
        await catalogue.AddSetAsync("s2", "https://images.example/symbol.png");
        catalogue.Gallery.Show("https://images.example/symbol.png", "symbol");
        catalogue.Gallery.Show(CardCatalogue.Large("c2"), "large c1");
        catalogue.Gallery.Remove(CardCatalogue.Large("c3"));
        catalogue.Gallery.Answer(CardCatalogue.Large("c4"), new ImageAnswer(ImageOutcome.Failed, Reason: "500"));
        // c1 and c2 are cards of one picture now.
        await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET number = '2' WHERE card_id = 'c2'");
        await catalogue.DrainAsync();
        await catalogue.ChangeCardAsync("c1", "https://images.example/other.png", null);
        await catalogue.ExecuteAsync("UPDATE silver_tcg_sets SET symbol_url = NULL WHERE set_id = 's2'");
        await catalogue.DrainAsync();
        catalogue.Renderer.SettingsVersion = "v2";
        await catalogue.DrainAsync();
        catalogue.Store.Broken = "away";
        await catalogue.ChangeCardAsync("c2", "https://images.example/c1.png", null);
        await Assert.ThrowsAnyAsync<Exception>(catalogue.DrainAsync);
        catalogue.Store.Broken = null;
        await PictureRows.OfCards(catalogue.Database).EndLeasesAsync(Stop);
        await catalogue.Get<ImageRetries>().RetryFailedAsync(Stop);
        await catalogue.Get<ImageRetries>().RetryUnsettledAsync(Stop);
        foreach (var key in catalogue.Store.Objects.Keys)
            catalogue.Store.Objects.TryRemove(key, out _);
        var verification = catalogue.Get<ImageVerification>();
        await catalogue.Get<ImageRepair>().MarkAsync((await verification.VerifyAsync(null, Stop)).Differences, Stop);
        await catalogue.DrainAsync();
        await catalogue.Store.PutAsync($"originals/ab/{new string('a', 64)}.png", "image/png", "nobody's"u8.ToArray(), Stop);
        catalogue.Time.Advance(TimeSpan.FromDays(2));
        await catalogue.Get<ImageSweep>().SweepAsync(TimeSpan.FromHours(24), dryRun: false, Stop);
        catalogue.Store.Address = "https://elsewhere.example/";
        await catalogue.Get<ImageAddresses>().RefreshAsync(Stop);
        await new StoredPictures(catalogue.Database).ReadAsync(Stop);
        var status = catalogue.Get<ImagesStatus>();
        await status.ReadAsync(bySet: true, Stop);
        await catalogue.Get<ImageIssues>().RulesAsync(Stop);
        await catalogue.Get<ImageIssues>().OfRuleAsync(ImageRules.ImageShared, Stop);
        await status.CurrentCardsAsync(Stop);
        await catalogue.Get<ImageBacklog>().CountUntriedAsync(DateTime.UtcNow, Stop);
    }
}

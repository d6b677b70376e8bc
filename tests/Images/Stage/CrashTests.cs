using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Images.Upkeep;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Stage;

public sealed class CrashTests
{
    private const string Card = "c1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_is_full_counts_against_no_picture_and_is_used_again_when_it_can()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card, "c2", "c3");
        catalogue.Store.Broken = "No space left on device";
        var error = await Assert.ThrowsAsync<ImageStoreException>(catalogue.DrainAsync);
        Assert.Equal("No space left on device", error.Message);
        // Handed back: another process need not wait for the lease.
        Assert.Equal(["pending|0|"], await catalogue.RowsAsync("SELECT DISTINCT status, attempts, lease_token FROM silver_card_images"));

        catalogue.Store.Broken = null;
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
    }

    [Theory]
    [EveryDatabase]
    public async Task Between_object_and_row_nothing_is_lost_but_time(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync(Card);
        // As a killed process leaves it: objects without rows, and a claim that runs out.
        using var killed = new CancellationTokenSource();
        catalogue.Store.Writing = key => key.Contains("thumb", StringComparison.Ordinal) ? killed.CancelAsync() : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => catalogue.Get<ImageWork>().DrainAsync(killed.Token));
        catalogue.Store.Writing = null;
        Assert.Equal("pending|4|0", await catalogue.StateAsync(Card));
        Assert.NotEmpty(catalogue.Store.Objects);
        await catalogue.ExecuteAsync("UPDATE silver_card_images SET lease_token = 'a process that died', lease_until = @until WHERE rendition = 'original'", ("@until", catalogue.Time.GetUtcNow().UtcDateTime.AddMinutes(10)));
        Assert.Equal(0, await catalogue.DrainAsync());

        catalogue.Time.Advance(TimeSpan.FromMinutes(10));
        // Another build of the codec: the rows tell of what is there, not of what was rendered now.
        catalogue.Renderer.Build = " again";
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        Assert.Equal(4, catalogue.Store.Objects.Count);
        Assert.True((await catalogue.Get<ImageVerification>().VerifyAsync(null, Stop)).Sound);
    }

    [Theory]
    [EveryDatabase]
    public async Task Two_processes_share_the_work_and_do_no_picture_twice(DatabaseProvider provider)
    {
        await using var first = await CardCatalogue.StartAsync(provider);
        await first.FillAsync([.. Enumerable.Range(1, 60).Select(n => $"c{n}")]);
        await using var second = first.AnotherProcess();
        var done = await Task.WhenAll(first.DrainAsync(), second.DrainAsync());
        Assert.Equal(60, done.Sum());
        Assert.Equal(60, first.Gallery.TakeRequests().Count);
        Assert.Equal(60, first.Renderer.Renders + second.Renderer.Renders);
        Assert.Equal(["stored|240"], await first.RowsAsync("SELECT status, COUNT(*) FROM silver_card_images GROUP BY status"));
    }

    [Theory]
    [EveryDatabase(ImageOutcome.Received)]
    [EveryDatabase(ImageOutcome.Failed)]
    [EveryDatabase(ImageOutcome.Refused)]
    public async Task A_process_that_slept_past_its_lease_saves_nothing(ImageOutcome answer, DatabaseProvider provider)
    {
        await using var slow = await CardCatalogue.StartAsync(provider);
        await slow.FillAsync(Card);
        await using var quick = slow.AnotherProcess();
        var asleep = true;
        slow.Gallery.Asked = async _ =>
        {
            if (!asleep)
                return;
            asleep = false;
            // Meanwhile the other process takes the picture over, and it has another face.
            slow.Time.Advance(TimeSpan.FromMinutes(11));
            slow.Gallery.Show(CardCatalogue.Large(Card), "newer");
            await quick.DrainAsync();
            if (answer == ImageOutcome.Received)
                slow.Gallery.Show(CardCatalogue.Large(Card), "older");
            else
                slow.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(answer, Reason: "older"));
        };
        await slow.DrainAsync();
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Gallery.Picture("newer"))), await slow.ControlAsync(Card, "sha256"));
        Assert.Equal("stored|4|4", await slow.StateAsync(Card));
        Assert.Equal("0|", await slow.ControlAsync(Card, "attempts, reason"));
    }

    [Fact]
    public async Task A_card_that_changes_while_it_is_fetched_ends_with_its_new_picture()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        const string other = "https://images.example/other.png";
        catalogue.Gallery.Show(other, "other");
        var changed = false;
        catalogue.Gallery.Asked = async _ =>
        {
            if (changed)
                return;
            changed = true;
            await catalogue.ChangeCardAsync(Card, other, null);
            await catalogue.Get<ImagePlanner>().PlanCardsAsync([Card], Stop);
        };
        await catalogue.DrainAsync();
        Assert.Equal($"stored|{other}|", await catalogue.ControlAsync(Card, "status, source_url, lease_token"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sketch 245x")]
    public async Task A_rendition_that_was_left_damaged_in_the_store_is_written_again(string content)
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        // A store that lost its last writes, below a database that has none of them.
        var key = catalogue.Store.Objects.Keys.Single(k => k.EndsWith("-small.webp", StringComparison.Ordinal));
        catalogue.Store.Objects[key] = (System.Text.Encoding.UTF8.GetBytes(content), "image/webp", catalogue.Time.GetUtcNow().UtcDateTime);
        await catalogue.ExecuteAsync("DELETE FROM silver_card_images");

        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        Assert.True((await catalogue.Get<ImageVerification>().VerifyAsync(null, Stop)).Sound);
    }

    [Fact]
    public async Task A_picture_that_is_lost_while_its_source_says_that_nothing_changed_is_fetched_again()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        var original = catalogue.Store.Objects.Keys.Single(k => k.StartsWith("originals/", StringComparison.Ordinal));
        catalogue.Time.Advance(TimeSpan.FromDays(30));
        var repaired = false;
        catalogue.Gallery.Asked = async _ =>
        {
            if (repaired)
                return;
            repaired = true;
            await catalogue.Get<ImageRepair>().MarkAsync([new ImageDifference(ImageDifferenceKind.HashDiffers, original, Card, "")], Stop);
        };
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        Assert.True((await catalogue.Get<ImageVerification>().VerifyAsync(null, Stop)).Sound);
    }

    [Fact]
    public async Task Validators_no_column_takes_are_left_out()
    {
        await using var catalogue = await CardCatalogue.StartAsync(DatabaseProvider.Sqlite);
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(ImageOutcome.Received, Gallery.Picture("x"), ETag: new string('e', 5_000), LastModified: "a\0b", Reason: new string('r', 5_000)));
        await catalogue.DrainAsync();
        Assert.Equal("stored||", await catalogue.ControlAsync(Card, "status, etag, last_modified"));
    }
}

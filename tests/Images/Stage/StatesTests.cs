using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Images.Upkeep;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Stage;

public sealed class StatesTests
{
    private const string Card = "c1";

    [Theory]
    [EveryDatabase]
    public async Task Without_its_high_resolution_a_card_is_lowres_until_the_source_has_it(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Remove(CardCatalogue.Large(Card));
        await catalogue.DrainAsync();
        Assert.Equal("lowres|4|4", await catalogue.StateAsync(Card));
        Assert.Equal(CardCatalogue.Small(Card), await catalogue.ControlAsync(Card, "source_url"));

        catalogue.Gallery.TakeRequests();
        catalogue.Time.Advance(TimeSpan.FromDays(6));
        await catalogue.DrainAsync();
        Assert.Empty(catalogue.Gallery.TakeRequests());
        catalogue.Time.Advance(TimeSpan.FromDays(1));
        await catalogue.DrainAsync();
        // What is held is asked for by its validator.
        Assert.Equal([$"{CardCatalogue.Small(Card)} if not \"small c1\"", CardCatalogue.Large(Card)], catalogue.Gallery.TakeRequests());
        Assert.Equal("lowres|4|4", await catalogue.StateAsync(Card));

        catalogue.Gallery.Show(CardCatalogue.Large(Card), "at last");
        catalogue.Time.Advance(TimeSpan.FromDays(7));
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        Assert.Equal(CardCatalogue.Large(Card), await catalogue.ControlAsync(Card, "source_url"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_picture_the_source_does_not_have_is_missing_and_asked_for_again_slowly(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Remove(CardCatalogue.Large(Card));
        catalogue.Gallery.Remove(CardCatalogue.Small(Card));
        await catalogue.DrainAsync();
        Assert.Equal("missing|4|0", await catalogue.StateAsync(Card));
        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);

        catalogue.Gallery.Show(CardCatalogue.Large(Card), "found");
        catalogue.Time.Advance(TimeSpan.FromDays(6.9));
        await catalogue.DrainAsync();
        Assert.Equal("missing|4|0", await catalogue.StateAsync(Card));
        catalogue.Time.Advance(TimeSpan.FromDays(0.1));
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
    }

    [Fact]
    public async Task A_missing_picture_is_asked_for_at_once_when_somebody_asks_for_it()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Remove(CardCatalogue.Large(Card));
        catalogue.Gallery.Remove(CardCatalogue.Small(Card));
        await catalogue.DrainAsync();
        catalogue.Gallery.Show(CardCatalogue.Large(Card), "found");
        Assert.Equal(0, await catalogue.Get<ImageRetries>().RetryFailedAsync(TestContext.Current.CancellationToken));
        Assert.True(await catalogue.Get<ImageRetries>().RetryUnsettledAsync(TestContext.Current.CancellationToken) > 0);
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
    }

    [Fact]
    public async Task A_card_without_any_address_is_missing_for_that_reason_and_never_asked_for()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync();
        await catalogue.AddCardAsync(Card, null, "");
        await catalogue.AddCardAsync("only-small", null, CardCatalogue.Small("only-small"));
        catalogue.Gallery.Show(CardCatalogue.Small("only-small"), "small");
        await catalogue.DrainAsync();
        Assert.Equal("missing|The catalogue gives no address.|", await catalogue.ControlAsync(Card, "status, reason, next_attempt_at"));
        Assert.Equal("lowres|4|4", await catalogue.StateAsync("only-small"));
        Assert.Equal([CardCatalogue.Small("only-small")], catalogue.Gallery.TakeRequests());
    }

    [Theory]
    [EveryDatabase]
    public async Task A_source_that_does_not_answer_is_asked_ever_later_and_ends_failed_with_its_reason(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider, ("Images:Attempts", "3"));
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(ImageOutcome.Failed, Reason: "503 Service Unavailable"));
        catalogue.Gallery.Answer(CardCatalogue.Small(Card), new ImageAnswer(ImageOutcome.Failed, Reason: "503 Service Unavailable"));
        await catalogue.DrainAsync();
        Assert.Equal("pending|1|503 Service Unavailable", await catalogue.ControlAsync(Card, "status, attempts, reason"));
        foreach (var minutes in new[] { 1, 2 })
        {
            catalogue.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            await catalogue.DrainAsync();
            catalogue.Gallery.TakeRequests();
            catalogue.Time.Advance(TimeSpan.FromSeconds(1));
            await catalogue.DrainAsync();
            // No low resolution before the last attempt: that the other one is missing was not said.
            Assert.Equal(minutes == 1 ? [CardCatalogue.Large(Card)] : [CardCatalogue.Small(Card), CardCatalogue.Large(Card)], catalogue.Gallery.TakeRequests());
        }
        Assert.Equal("failed|3|503 Service Unavailable", await catalogue.ControlAsync(Card, "status, attempts, reason"));
        Assert.Equal("failed|4|0", await catalogue.StateAsync(Card));
        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);

        Assert.Equal(1, await catalogue.Get<ImageRetries>().RetryFailedAsync(TestContext.Current.CancellationToken));
        catalogue.Gallery.Show(CardCatalogue.Large(Card), "back");
        await catalogue.DrainAsync();
        Assert.Equal("stored|0|", await catalogue.ControlAsync(Card, "status, attempts, reason"));
    }

    [Fact]
    public async Task A_source_that_asks_to_be_left_alone_is_left_alone()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(ImageOutcome.Failed, Reason: "429", RetryAfter: TimeSpan.FromMinutes(10)));
        await catalogue.DrainAsync();
        catalogue.Gallery.TakeRequests();
        catalogue.Time.Advance(TimeSpan.FromMinutes(9));
        await catalogue.DrainAsync();
        Assert.Empty(catalogue.Gallery.TakeRequests());
        catalogue.Time.Advance(TimeSpan.FromMinutes(1));
        await catalogue.DrainAsync();
        Assert.Single(catalogue.Gallery.TakeRequests());
    }

    [Fact]
    public async Task A_picture_that_was_not_asked_for_because_its_source_wants_to_be_left_alone_never_fails_for_that()
    {
        await using var catalogue = await CardCatalogue.StartAsync(settings: ("Images:Attempts", "3"));
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(ImageOutcome.Failed, Reason: "asked to be left alone", RetryAfter: TimeSpan.FromHours(1), NotAsked: true));
        for (var hour = 0; hour < 5; hour++)
        {
            await catalogue.DrainAsync();
            Assert.Equal("pending|1|asked to be left alone", await catalogue.ControlAsync(Card, "status, attempts, reason"));
            Assert.Equal(0, (await catalogue.BacklogAsync()).Total);
            catalogue.Time.Advance(TimeSpan.FromHours(1));
        }
        catalogue.Gallery.Show(CardCatalogue.Large(Card), "at last");
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
    }

    [Fact]
    public async Task What_was_refused_is_asked_for_again_when_somebody_asks_for_it()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(ImageOutcome.Refused, Reason: "its origin is not allowed"));
        catalogue.Gallery.Remove(CardCatalogue.Small(Card));
        await catalogue.DrainAsync();
        // The owner allows the origin.
        catalogue.Gallery.Show(CardCatalogue.Large(Card), "allowed");

        Assert.Equal(1, await catalogue.Get<ImageRetries>().RetryFailedAsync(TestContext.Current.CancellationToken));
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
    }

    [Theory]
    [EveryDatabase]
    public async Task What_is_refused_is_not_asked_for_again_before_its_address_changes(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync(Card, "undecodable");
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(ImageOutcome.Refused, Reason: "its host is not allowed"));
        catalogue.Gallery.Answer(CardCatalogue.Large("undecodable"), new ImageAnswer(ImageOutcome.Received, "GIF89a"u8.ToArray()));
        catalogue.Gallery.Remove(CardCatalogue.Small(Card));
        catalogue.Gallery.Remove(CardCatalogue.Small("undecodable"));
        await catalogue.DrainAsync();
        Assert.Equal("refused|its host is not allowed", await catalogue.ControlAsync(Card, "status, reason"));
        Assert.Equal("refused|no sketch", await catalogue.ControlAsync("undecodable", "status, reason"));
        Assert.Empty(catalogue.Store.Objects);

        catalogue.Gallery.TakeRequests();
        catalogue.Time.Advance(TimeSpan.FromDays(29));
        await catalogue.DrainAsync();
        Assert.Empty(catalogue.Gallery.TakeRequests());
        catalogue.Gallery.Show("https://images.example/other.png", "other");
        await catalogue.ChangeCardAsync(Card, "https://images.example/other.png", null);
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
    }

    [Fact]
    public async Task One_picture_that_breaks_the_renderer_harms_only_itself()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        catalogue.Renderer.Fails = new InvalidOperationException("the codec\0 gave up");
        await catalogue.DrainAsync();
        Assert.Equal("pending|1|InvalidOperationException: the codec  gave up", await catalogue.ControlAsync(Card, "status, attempts, reason"));
        catalogue.Renderer.Fails = new ImageRefusedException("truncated");
        catalogue.Time.Advance(TimeSpan.FromMinutes(1));
        await catalogue.DrainAsync();
        Assert.Equal("refused|0|truncated", await catalogue.ControlAsync(Card, "status, attempts, reason"));
    }
}

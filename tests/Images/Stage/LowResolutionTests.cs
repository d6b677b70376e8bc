using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Status;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Images.Upkeep;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Stage;

/// <summary>The low resolution takes the place of a high one that cannot be had, for whatever reason.</summary>
public sealed class LowResolutionTests
{
    private const string Card = "c1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase("forbidden", "images.example answered 403")]
    [EveryDatabase("foreign", "its origin is not allowed")]
    [EveryDatabase("another format", "no sketch")]
    public async Task Whatever_keeps_the_high_resolution_away_the_low_one_is_here_with_the_reason(string obstacle, string reason, DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), Obstacle(obstacle));

        await catalogue.DrainAsync();

        Assert.Equal("lowres|4|4", await catalogue.StateAsync(Card));
        Assert.Equal($"{CardCatalogue.Small(Card)}|Only the low resolution is here: {reason}", await catalogue.ControlAsync(Card, "source_url, reason"));
        Assert.Equal([new ImageReason("lowres", $"Only the low resolution is here: {reason}", 1, Card)], (await catalogue.Get<ImagesStatus>().ReadAsync(bySet: false, Stop)).Reasons);
    }

    [Theory]
    [EveryDatabase("forbidden")]
    [EveryDatabase("foreign")]
    [EveryDatabase("another format")]
    public async Task The_high_resolution_is_asked_for_once_more_when_somebody_asks_for_it(string obstacle, DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync(Card, "low only");
        catalogue.Gallery.Remove(CardCatalogue.Large("low only"));
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), Obstacle(obstacle));
        await catalogue.DrainAsync();
        catalogue.Gallery.Show(CardCatalogue.Large(Card), "to be had");

        // Not that one whose source said that it has no other.
        Assert.Equal(1, await catalogue.Get<ImageRetries>().RetryFailedAsync(Stop));
        await catalogue.DrainAsync();

        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        Assert.Equal("stored|0|", await catalogue.ControlAsync(Card, "status, attempts, reason"));
    }

    [Fact]
    public async Task A_high_resolution_that_failed_is_tried_as_often_as_any_while_the_low_one_is_here()
    {
        await using var catalogue = await CardCatalogue.StartAsync(settings: ("Images:Attempts", "3"));
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), Obstacle("forbidden"));
        await catalogue.DrainAsync();
        Assert.Equal("lowres|1", await catalogue.ControlAsync(Card, "status, attempts"));
        catalogue.Gallery.TakeRequests();
        foreach (var minutes in new[] { 1, 2 })
        {
            catalogue.Time.Advance(TimeSpan.FromMinutes(minutes));
            await catalogue.DrainAsync();
            // The low one is here already.
            Assert.Equal([CardCatalogue.Large(Card)], catalogue.Gallery.TakeRequests());
        }
        Assert.Equal("lowres|3|Only the low resolution is here: images.example answered 403", await catalogue.ControlAsync(Card, "status, attempts, reason"));

        catalogue.Time.Advance(TimeSpan.FromDays(6));
        await catalogue.DrainAsync();
        Assert.Empty(catalogue.Gallery.TakeRequests());
        catalogue.Gallery.Show(CardCatalogue.Large(Card), "at last");
        catalogue.Time.Advance(TimeSpan.FromDays(1));
        await catalogue.DrainAsync();
        Assert.Equal("stored|0|", await catalogue.ControlAsync(Card, "status, attempts, reason"));
    }

    [Fact]
    public async Task An_origin_that_never_answers_for_the_high_resolution_leaves_no_card_without_a_picture()
    {
        await using var catalogue = await CardCatalogue.StartAsync(settings: ("Images:Attempts", "2"));
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(ImageOutcome.Failed, Reason: "images.example answered 500"));
        await catalogue.DrainAsync();
        Assert.Equal("pending|4|0", await catalogue.StateAsync(Card));

        catalogue.Time.Advance(TimeSpan.FromMinutes(1));
        await catalogue.DrainAsync();

        Assert.Equal("lowres|4|4", await catalogue.StateAsync(Card));
        Assert.Equal("Only the low resolution is here: images.example answered 500", await catalogue.ControlAsync(Card, "reason"));
    }

    [Theory]
    [InlineData("forbidden", ImageOutcome.Missing, "pending", "images.example answered 403")]
    [InlineData("foreign", ImageOutcome.Missing, "refused", "its origin is not allowed")]
    [InlineData("foreign", ImageOutcome.Failed, "pending", "of the low one")]
    [InlineData("missing", ImageOutcome.Refused, "refused", "of the low one")]
    public async Task Without_either_the_more_hopeful_answer_tells_what_becomes_of_the_picture(string high, ImageOutcome low, string status, string reason)
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), Obstacle(high));
        catalogue.Gallery.Answer(CardCatalogue.Small(Card), new ImageAnswer(low, Reason: "of the low one"));

        await catalogue.DrainAsync();

        Assert.Equal($"{status}|{reason}", await catalogue.ControlAsync(Card, "status, reason"));
        Assert.Empty(catalogue.Store.Objects);
    }

    [Fact]
    public async Task A_high_resolution_that_is_held_is_never_given_up_for_the_low_one()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        foreach (var obstacle in new[] { "forbidden", "foreign", "another format", "missing" })
        {
            catalogue.Gallery.TakeRequests();
            catalogue.Gallery.Answer(CardCatalogue.Large(Card), Obstacle(obstacle));
            catalogue.Time.Advance(TimeSpan.FromDays(31));
            await catalogue.DrainAsync();
            Assert.DoesNotContain(CardCatalogue.Small(Card), catalogue.Gallery.TakeRequests());
            Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        }
    }

    [Fact]
    public async Task Rendering_anew_keeps_the_reason_of_a_low_resolution()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), Obstacle("foreign"));
        await catalogue.DrainAsync();

        catalogue.Renderer.SettingsVersion = "v2";
        await catalogue.DrainAsync();

        Assert.Equal("v2|Only the low resolution is here: its origin is not allowed", await catalogue.ControlAsync(Card, "settings, reason"));
    }

    private static ImageAnswer Obstacle(string obstacle) => obstacle switch
    {
        "forbidden" => new ImageAnswer(ImageOutcome.Failed, Reason: "images.example answered 403", IsOfAddress: true),
        "foreign" => new ImageAnswer(ImageOutcome.Refused, Reason: "its origin is not allowed"),
        "missing" => new ImageAnswer(ImageOutcome.Missing, Reason: "images.example answered 404"),
        _ => new ImageAnswer(ImageOutcome.Received, "GIF89a"u8.ToArray()),
    };
}

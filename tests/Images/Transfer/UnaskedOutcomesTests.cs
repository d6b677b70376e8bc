using PokedexTop.Images.Rows;
using PokedexTop.Images.Transfer;
using static PokedexTop.Images.Tests.Transfer.SamplePicture;

namespace PokedexTop.Images.Tests.Transfer;

/// <summary>What becomes of a picture without asking its source.</summary>
public sealed class UnaskedOutcomesTests
{
    [Fact]
    public void Renditions_made_again_replace_the_old_ones_and_leave_the_original()
    {
        var picture = Held();
        ImageOutcomes.Rerender(picture, [new ImageObject("small", "small-b", "at small-b", "sha", 4, 5, 6), new ImageObject("huge", "x", "x", "x", 1, 1, 1)], "new settings", null, Now);

        Assert.Equal(["original-a|at original-a|sha original-a|1|2|3", "small-b|at small-b|sha|4|5|6", "|||||"], picture.Select(Object));
        Assert.Equal([Before, Now, null], picture.Select(row => row.StoredAt));
        Assert.Equal("new settings", picture[0].Settings);
    }

    [Fact]
    public void An_original_that_cannot_be_rendered_again_says_why_on_every_row()
    {
        var picture = Held();
        ImageOutcomes.Rerender(picture, [], "new settings", "It is damaged.", Now);
        Assert.All(picture, row => Assert.Equal("It is damaged.", row.Reason));
        Assert.Equal("small-a|at small-a|sha small-a|1|2|3", Object(picture[1]));
    }

    [Theory]
    [InlineData(ImageStatus.Stored, Large, Large, Small, false)]
    [InlineData(ImageStatus.Stored, Large, Large, "https://images.example/other.png", false)]
    [InlineData(ImageStatus.Stored, Large, "https://images.example/other.png", Small, true)]
    [InlineData(ImageStatus.Lowres, Small, Large, Small, false)]
    [InlineData(ImageStatus.Lowres, Small, Large, "https://images.example/other.png", true)]
    [InlineData(ImageStatus.Lowres, Small, "https://images.example/other.png", Small, true)]
    [InlineData(ImageStatus.Missing, Small, Large, Small, true)]
    public void A_picture_is_fetched_again_unless_what_is_held_came_from_the_address_that_counts(string status, string source, string wanted, string fallback, bool fetched)
    {
        var picture = Held();
        (picture[0].Status, picture[0].SourceUrl, picture[0].Attempts, picture[0].Reason, picture[0].NextAttemptAt) = (status, source, 4, "old", Before);

        Assert.Equal(fetched, ImageOutcomes.Readdress(picture, wanted, fallback, Now));

        var control = picture[0];
        Assert.Equal((wanted, fallback), (control.WantedUrl, control.FallbackUrl));
        Assert.Equal("original-a|at original-a|sha original-a|1|2|3", Object(control));
        Assert.Equal(fetched ? (ImageStatus.Pending, 0, Now, null) : (status, 4, Before, "old"), (control.Status, control.Attempts, control.NextAttemptAt, control.Reason));
        Assert.Equal(fetched ? (null, null) : ("\"tag\"", "yesterday"), (control.Etag, control.LastModified));
        Assert.Equal(fetched ? ImageStatus.Pending : ImageStatus.Stored, picture[1].Status);
    }

    [Fact]
    public void A_card_whose_addresses_are_gone_is_missing_and_not_asked_for()
    {
        var picture = Held();
        Assert.True(ImageOutcomes.Readdress(picture, null, null, Now));
        Assert.All(picture, row => Assert.Equal((ImageStatus.Missing, "The catalogue gives no address."), (row.Status, row.Reason)));
        Assert.Null(picture[0].NextAttemptAt);
    }

    [Theory]
    [InlineData(Large, null)]
    [InlineData(null, Small)]
    public void One_address_is_enough_to_ask(string? wanted, string? fallback)
    {
        var picture = Planned();
        Assert.True(ImageOutcomes.Readdress(picture, wanted, fallback, Now));
        Assert.Equal((ImageStatus.Pending, Now), (picture[0].Status, picture[0].NextAttemptAt));
    }

    [Fact]
    public void An_original_the_store_lost_is_fetched_again_and_its_renditions_stay()
    {
        var picture = Held();
        picture[0].Attempts = 5;
        ImageOutcomes.Lose(picture, Now);

        var control = picture[0];
        Assert.Equal(("|||||", null), (Object(control), control.StoredAt));
        Assert.Equal((null, null, null), (control.Etag, control.LastModified, control.Settings));
        Assert.Equal((0, Now), (control.Attempts, control.NextAttemptAt));
        Assert.Equal(("small-a|at small-a|sha small-a|1|2|3", Before), (Object(picture[1]), picture[1].StoredAt));
        Assert.All(picture, row => Assert.Equal((ImageStatus.Pending, "The store no longer had the original."), (row.Status, row.Reason)));
    }
}

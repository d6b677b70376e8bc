using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Transfer;
using static PokedexTop.Images.Tests.Transfer.SamplePicture;

namespace PokedexTop.Images.Tests.Transfer;

public sealed class ImageOutcomesTests
{
    [Fact]
    public void A_picture_that_was_received_is_described_by_its_rows()
    {
        var picture = Planned();
        picture[0].Attempts = 3;
        Apply(picture, Received("a"));

        var control = picture[0];
        Assert.Equal((ImageStatus.Stored, Large, 0, Now), (control.Status, control.SourceUrl, control.Attempts, control.CheckedAt));
        Assert.Equal((Now.AddDays(30), null), (control.NextAttemptAt, control.Reason));
        Assert.Equal(("\"tag\"", "yesterday", "settings"), (control.Etag, control.LastModified, control.Settings));
        Assert.Equal(["original-a|at original-a|sha original-a|1|2|3", "small-a|at small-a|sha small-a|1|2|3", "|||||"], picture.Select(Object));
        Assert.Equal([Now, Now, null], picture.Select(row => row.StoredAt));
        Assert.All(picture, row => Assert.Equal((ImageStatus.Stored, Large, null), (row.Status, row.SourceUrl, row.Reason)));
    }

    [Theory]
    [InlineData(Large, 7)]
    [InlineData(null, 30)]
    public void The_low_resolution_is_a_state_and_the_high_one_is_asked_for_again_where_there_is_an_address(string? wanted, int days)
    {
        var picture = Planned();
        picture[0].WantedUrl = wanted;
        Apply(picture, Received("a", fallback: true));

        Assert.All(picture, row => Assert.Equal((ImageStatus.Lowres, Small, "The source has only the low resolution."), (row.Status, row.SourceUrl, row.Reason)));
        Assert.Equal(Now.AddDays(days), picture[0].NextAttemptAt);
        Apply(picture, Received("a", fallback: true) with { Outcome = ImageOutcome.NotModified, Picture = null }, Now.AddDays(1));
        Assert.Equal((ImageStatus.Lowres, "The source has only the low resolution."), (picture[0].Status, picture[0].Reason));
        Assert.Equal(Now.AddDays(days + 1), picture[0].NextAttemptAt);
    }

    [Theory]
    [InlineData("same key", "same sha", false)]
    [InlineData("other key", "same sha", true)]
    [InlineData("same key", "other sha", true)]
    public void The_time_of_storing_is_that_of_the_object(string key, string sha, bool isNew)
    {
        var picture = Planned();
        Apply(picture, Received("a", new ImageObject("original", "same key", "u", "same sha", 1, 2, 3)), Before);
        Apply(picture, Received("a", new ImageObject("original", key, "u", sha, 1, 2, 3)));
        Assert.Equal(isNew ? Now : Before, picture[0].StoredAt);
    }

    [Fact]
    public void A_picture_that_is_still_the_same_is_looked_at_again_after_a_while()
    {
        var picture = Held();
        (picture[0].Attempts, picture[0].Reason) = (2, "It failed.");
        Apply(picture, new ImageAttempt(ImageOutcome.NotModified, Large, IsFallback: false));

        Assert.Equal((ImageStatus.Stored, 0, Now, Now.AddDays(30)), (picture[0].Status, picture[0].Attempts, picture[0].CheckedAt, picture[0].NextAttemptAt));
        Assert.Equal((Before, "original-a|at original-a|sha original-a|1|2|3"), (picture[0].StoredAt, Object(picture[0])));
        Assert.All(picture, row => Assert.Null(row.Reason));
    }

    [Fact]
    public void A_picture_received_as_it_is_held_keeps_its_object()
    {
        var picture = Held();
        Apply(picture, Received("a") with { Picture = null, Etag = "\"new\"" });
        Assert.Equal((Before, "\"new\"", "settings"), (picture[0].StoredAt, picture[0].Etag, picture[0].Settings));
        Assert.Equal("original-a|at original-a|sha original-a|1|2|3", Object(picture[0]));
    }

    [Theory]
    [InlineData(ImageOutcome.NotModified)]
    [InlineData(ImageOutcome.Received)]
    public void No_change_says_nothing_of_what_was_lost_meanwhile(ImageOutcome outcome)
    {
        var picture = Held();
        ImageOutcomes.Lose(picture, Before);
        picture[0].Attempts = 1;
        Apply(picture, new ImageAttempt(outcome, Large, IsFallback: false));
        Assert.Equal((ImageStatus.Pending, 1, Before), (picture[0].Status, picture[0].Attempts, picture[0].NextAttemptAt));
        Assert.NotEqual(Now, picture[0].CheckedAt);
    }

    [Theory]
    [InlineData(ImageOutcome.Missing, null, "The source has it no longer.")]
    [InlineData(ImageOutcome.Missing, "404", "The source has it no longer.")]
    [InlineData(ImageOutcome.Refused, null, "No reason was given.")]
    [InlineData(ImageOutcome.Refused, "It is a film.", "It is a film.")]
    public void The_copy_outlives_its_source(ImageOutcome outcome, string? said, string reason)
    {
        var picture = Held();
        Apply(picture, new ImageAttempt(outcome, Small, IsFallback: true, Reason: said));

        Assert.All(picture, row => Assert.Equal((ImageStatus.Stored, Large, reason), (row.Status, row.SourceUrl, row.Reason)));
        Assert.Equal((Now.AddDays(30), Now), (picture[0].NextAttemptAt, picture[0].CheckedAt));
    }

    [Theory]
    [InlineData(ImageOutcome.Missing, Small, null, ImageStatus.Missing, 7, "The source has none.")]
    [InlineData(ImageOutcome.Missing, Small, "404", ImageStatus.Missing, 7, "404")]
    [InlineData(ImageOutcome.Missing, null, null, ImageStatus.Missing, null, "The source has none.")]
    [InlineData(ImageOutcome.Refused, Small, null, ImageStatus.Refused, 30, "No reason was given.")]
    [InlineData(ImageOutcome.Refused, Small, "It is a film.", ImageStatus.Refused, 30, "It is a film.")]
    public void What_never_came_is_missing_or_refused(ImageOutcome outcome, string? url, string? said, string status, int? days, string reason)
    {
        var picture = Planned();
        picture[0].Attempts = 3;
        Apply(picture, new ImageAttempt(outcome, url, IsFallback: true, Reason: said));

        Assert.All(picture, row => Assert.Equal((status, url, reason), (row.Status, row.SourceUrl, row.Reason)));
        Assert.Equal(days is { } later ? Now.AddDays(later) : null, picture[0].NextAttemptAt);
        Assert.Equal((0, Now), (picture[0].Attempts, picture[0].CheckedAt));
    }

    [Fact]
    public void Failures_are_repeated_after_one_two_four_minutes_up_to_six_hours_and_in_the_end_slowly()
    {
        var picture = Planned();
        var waits = new List<double>();
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            Apply(picture, Failed());
            Assert.Equal((attempt, attempt < 20 ? ImageStatus.Pending : ImageStatus.Failed), (picture[0].Attempts, picture[0].Status));
            waits.Add((picture[0].NextAttemptAt!.Value - Now).TotalMinutes);
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, .. Enumerable.Repeat(360.0, 10), 7 * 24 * 60], waits);
        Assert.All(picture, row => Assert.Equal((ImageStatus.Failed, Large, "Nobody there."), (row.Status, row.SourceUrl, row.Reason)));
        Assert.Null(picture[0].CheckedAt);
    }

    [Fact]
    public void A_failure_says_nothing_about_a_picture_that_is_held()
    {
        var picture = Held();
        for (var attempt = 1; attempt <= 25; attempt++)
            Apply(picture, Failed() with { Url = Small });
        Assert.All(picture, row => Assert.Equal((ImageStatus.Stored, Large, "Nobody there."), (row.Status, row.SourceUrl, row.Reason)));
        Assert.Equal((Now.AddDays(7), Before), (picture[0].NextAttemptAt, picture[0].CheckedAt));
    }

    [Fact]
    public void A_picture_that_was_not_asked_for_has_had_its_attempt_but_never_fails_for_it()
    {
        var picture = Planned();
        for (var i = 0; i < 25; i++)
            Apply(picture, Failed() with { NotAsked = true });
        Assert.Equal((ImageStatus.Pending, 1, Now.AddMinutes(1)), (picture[0].Status, picture[0].Attempts, picture[0].NextAttemptAt));

        picture[0].Attempts = 30;
        Apply(picture, Failed() with { NotAsked = true });
        Assert.Equal((ImageStatus.Pending, 30, Now.AddHours(6)), (picture[0].Status, picture[0].Attempts, picture[0].NextAttemptAt));
    }

    [Theory]
    [InlineData(59, 60)]
    [InlineData(60, 60)]
    [InlineData(61, 61)]
    [InlineData(86_399, 86_399)]
    [InlineData(86_400, 86_400)]
    [InlineData(200_000, 86_400)]
    public void A_pause_the_source_asks_for_counts_where_it_is_longer_and_up_to_a_day(int asked, int waited)
    {
        var picture = Planned();
        Apply(picture, Failed() with { RetryAfter = TimeSpan.FromSeconds(asked) });
        Assert.Equal(Now.AddSeconds(waited), picture[0].NextAttemptAt);
    }

    [Theory]
    [InlineData("It is a film.", "Only the low resolution is here: It is a film.")]
    [InlineData(null, "Only the low resolution is here: no reason was given")]
    public void The_low_resolution_says_what_keeps_the_high_one_away(string? said, string reason)
    {
        var picture = Planned();
        Apply(picture, Received("a", fallback: true) with { Preferred = new ImageAttempt(ImageOutcome.Refused, Large, IsFallback: false, Reason: said) });
        Assert.All(picture, row => Assert.Equal((ImageStatus.Lowres, reason), (row.Status, row.Reason)));

        Apply(picture, Received("a", fallback: true) with { Preferred = new ImageAttempt(ImageOutcome.Missing, Large, IsFallback: false, Reason: said) });
        Assert.All(picture, row => Assert.Equal("The source has only the low resolution.", row.Reason));
    }

    private static void Apply(List<ImageRow> picture, ImageAttempt attempt, DateTime? now = null) => ImageOutcomes.Apply(picture, attempt, Schedule, now ?? Now);

    private static ImageAttempt Failed() => new(ImageOutcome.Failed, Large, IsFallback: false, Reason: "Nobody there.");
}

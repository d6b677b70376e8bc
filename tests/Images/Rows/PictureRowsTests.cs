using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Rows;

public sealed class PictureRowsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Whoever_lost_a_picture_neither_notes_nor_hands_back_what_is_anothers(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync("c1");
        await catalogue.Get<ImagePlanner>().PlanBehindAsync(Stop);
        var rows = PictureRows.OfCards(catalogue.Database);
        var now = catalogue.Time.GetUtcNow().UtcDateTime;
        var lost = Assert.Single(await rows.ClaimPicturesAsync(4, now, now.AddMinutes(1), Stop));
        Assert.Empty(await rows.ClaimPicturesAsync(4, now.AddSeconds(59), now.AddMinutes(2), Stop));
        var mine = Assert.Single(await rows.ClaimPicturesAsync(4, now.AddMinutes(1), now.AddMinutes(2), Stop));
        Assert.True(await rows.NoteWritingAsync(mine, "mine", Stop));

        Assert.False(await rows.NoteWritingAsync(lost, "lost", Stop));
        await rows.ReleasePicturesAsync([lost], Stop);

        Assert.Equal($"{mine.LeaseToken}|mine", await catalogue.ControlAsync("c1", "lease_token, writing_sha256"));
        await rows.ReleasePicturesAsync([mine], Stop);
        Assert.Equal("|", await catalogue.ControlAsync("c1", "lease_token, writing_sha256"));
    }
}

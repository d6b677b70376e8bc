using System.Security.Cryptography;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Images.Transfer;
using PokedexTop.Images.Upkeep;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Upkeep;

public sealed class ImageSweepTests
{
    private static readonly TimeSpan s_day = TimeSpan.FromHours(24);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Only_old_objects_that_no_row_names_are_removed(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync("c1", "c2");
        await catalogue.DrainAsync();
        catalogue.Time.Advance(TimeSpan.FromDays(2));
        const string other = "https://images.example/other.png";
        catalogue.Gallery.Show(other, "other");
        await catalogue.ChangeCardAsync("c1", other, null);
        await catalogue.DrainAsync();
        await catalogue.Store.PutAsync("notes/readme.txt", "text/plain", "not ours"u8.ToArray(), Stop);
        var young = ImageKeys.Original(new string('a', 64), "png");
        catalogue.Time.Advance(TimeSpan.FromDays(2));
        await catalogue.Store.PutAsync(young, "image/png", "young"u8.ToArray(), Stop);
        var sweep = catalogue.Get<ImageSweep>();

        var looked = await sweep.SweepAsync(s_day, dryRun: true, Stop);
        Assert.Equal((13, 4, 1, 1, 0), (looked.Objects, looked.Orphans.Count, looked.Young, looked.Foreign, looked.Removed));
        Assert.Equal(14, catalogue.Store.Objects.Count);

        Assert.Equal(4, (await sweep.SweepAsync(s_day, dryRun: false, Stop)).Removed);
        var named = await catalogue.RowsAsync("SELECT object_key FROM silver_card_images");
        Assert.Equal([.. named.Append("notes/readme.txt").Append(young).Order(StringComparer.Ordinal)], catalogue.Store.Objects.Keys.Order(StringComparer.Ordinal));
        Assert.True((await catalogue.Get<ImageVerification>().VerifyAsync(null, Stop)).Sound);
    }

    /// <summary>An orphan of long ago is the very picture a worker is about to name: it found the objects there, and no row yet.</summary>
    [Theory]
    [EveryDatabase]
    public async Task A_sweep_while_an_old_orphan_becomes_a_cards_picture_leaves_it(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync("c0");
        await catalogue.DrainAsync();
        await catalogue.AddCardAsync("c1", CardCatalogue.Large("c1"), null);
        catalogue.Gallery.Show(CardCatalogue.Large("c1"), "large c1");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Gallery.Picture("large c1")));
        await catalogue.Store.PutAsync(ImageKeys.Original(sha256, "png"), "image/png", Gallery.Picture("large c1"), Stop);
        catalogue.Time.Advance(TimeSpan.FromDays(2));
        SweepResult? swept = null;
        catalogue.Store.Writing = async key =>
        {
            if (key.Contains("thumb", StringComparison.Ordinal))
                swept = await catalogue.Get<ImageSweep>().SweepAsync(s_day, dryRun: false, Stop);
        };
        await catalogue.DrainAsync();
        Assert.Equal((1, 0), (swept!.Orphans.Count, swept.Removed));
        Assert.True((await catalogue.Get<ImageVerification>().VerifyAsync(null, Stop)).Sound);
    }

    [Fact]
    public async Task Over_a_database_that_knows_nothing_of_the_store_nothing_is_removed()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync("c1");
        await catalogue.DrainAsync();
        await catalogue.ExecuteAsync("DELETE FROM silver_card_images");
        catalogue.Time.Advance(TimeSpan.FromDays(2));
        var sweep = catalogue.Get<ImageSweep>();

        Assert.Equal(4, (await sweep.SweepAsync(s_day, dryRun: true, Stop)).Orphans.Count);
        await Assert.ThrowsAsync<ImageSweepRefusedException>(() => sweep.SweepAsync(s_day, dryRun: false, Stop));
        Assert.Equal(4, catalogue.Store.Objects.Count);
    }

    [Fact]
    public void A_key_tells_its_picture_and_other_names_none()
    {
        var sha256 = new string('0', 63) + "f";
        Assert.Equal(sha256, ImageKeys.PictureOf(ImageKeys.Original(sha256, "png")));
        Assert.Equal(sha256, ImageKeys.PictureOf(ImageKeys.Rendition("v1", sha256, "small")));
        Assert.Null(ImageKeys.PictureOf("originals/ab/short.png"));
        Assert.Null(ImageKeys.PictureOf(sha256));
        Assert.Null(ImageKeys.PictureOf($"originals/AB/{new string('A', 64)}.png"));
    }
}

using NetVips;
using PokedexTop.Images.Rendering;
using PokedexTop.Testing.Pictures;

namespace PokedexTop.Images.Tests.Rendering;

/// <summary>Renditions look like their originals.</summary>
public sealed class VipsRendererTests
{
    [Fact]
    public void A_card_gets_its_three_sizes_in_the_order_asked_for()
    {
        var images = Pictures.Renderer.Render(Pictures.Card, Rendition.OfCards);

        Assert.Equal([("small", 245, 342), ("large", 734, 1024), ("thumb", 120, 167)], images.Select(i => (i.Rendition.Name, i.Width, i.Height)));
        foreach (var image in images)
        {
            var header = Pictures.Renderer.Inspect(image.WebP);
            Assert.Equal(("image/webp", image.Width, image.Height), (header.ContentType, header.Width, header.Height));
        }
    }

    [Fact]
    public void Renditions_show_the_card_and_keep_its_round_corners()
    {
        using var original = Image.PngloadBuffer(Pictures.Card);
        foreach (var image in Pictures.Renderer.Render(Pictures.Card, Rendition.OfCards))
        {
            using var rendered = Pictures.Decoded(image);
            using var expected = original.Resize((double)image.Width / original.Width);
            Assert.Equal(4, rendered.Bands);
            Assert.InRange(Alpha(rendered, 0, 0), 0, 5);
            Assert.Equal(255, Alpha(rendered, image.Width / 2, image.Height / 2));
            Assert.InRange(Difference(expected, rendered), 0, 8);
        }
    }

    [Theory]
    [InlineData("image/png", "png")]
    [InlineData("image/jpeg", "jpg")]
    [InlineData("image/webp", "webp")]
    public void Each_format_is_told_by_its_bytes_and_rendered(string contentType, string extension)
    {
        var original = extension switch { "png" => Pictures.Card, "jpg" => Pictures.Jpeg(), _ => Pictures.WebP() };

        Assert.Equal(new ImageHeader(contentType, extension, 734, 1024), Pictures.Renderer.Inspect(original));
        Assert.Equal(3, Pictures.Renderer.Render(original, Rendition.OfCards).Count);
    }

    [Fact]
    public void Every_kind_of_jpeg_and_webp_says_its_size()
    {
        Assert.All([Pictures.Jpeg(progressive: true), Pictures.WebP(lossless: true), Pictures.Renderer.Render(Pictures.Card, Rendition.OfCards).Named("large").WebP],
            file => Assert.Equal((734, 1024), (Pictures.Renderer.Inspect(file).Width, Pictures.Renderer.Inspect(file).Height)));
    }

    [Fact]
    public void A_narrow_picture_is_never_made_wider()
    {
        var images = Pictures.Renderer.Render(CardPicture.Png(3, width: 200, height: 280), Rendition.OfCards);

        Assert.Equal([(200, 280), (200, 280), (120, 168)], images.Select(i => (i.Width, i.Height)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_large_picture_is_shrunk(bool jpeg)
    {
        var images = Pictures.Renderer.Render(jpeg ? Pictures.Jpeg(2_000, 2_800) : CardPicture.Png(4, 2_000, 2_800), Rendition.OfCards);

        Assert.Equal([(245, 343), (734, 1028), (120, 168)], images.Select(i => (i.Width, i.Height)));
    }

    [Fact]
    public void Colours_of_another_profile_become_those_of_srgb()
    {
        using var red = (Image.Black(300, 300) + new[] { 250.0, 30, 30 }).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var wide = red.IccTransform("p3", inputProfile: "srgb");
        Assert.InRange(wide[150, 150][0], 200, 240);

        var images = Pictures.Renderer.Render(wide.PngsaveBuffer(), Rendition.OfCards);

        using var rendered = Pictures.Decoded(images.Named("large"));
        Assert.InRange(Difference(red, rendered), 0, 3);
        Assert.DoesNotContain("icc-profile-data", rendered.GetFields());
    }

    [Fact]
    public void A_turned_photograph_stands_upright_and_loses_its_metadata()
    {
        using var picture = Pictures.Opaque(400, 300);
        using var turned = picture.Mutate(image =>
        {
            image.Set(GValue.GIntType, "orientation", 6);
            image.Set(GValue.GStrType, "exif-ifd0-ImageDescription", "where it was taken");
        });
        var image = Pictures.Renderer.Render(turned.JpegsaveBuffer(), Rendition.OfCards).Named("large");

        Assert.Equal((300, 400), (image.Width, image.Height));
        using var rendered = Pictures.Decoded(image);
        Assert.DoesNotContain(rendered.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field == "orientation");
    }

    [Fact]
    public void Grey_and_sixteen_bit_pictures_are_rendered()
    {
        using var picture = Pictures.Opaque();
        using var grey = picture.Colourspace(Enums.Interpretation.Bw);
        using var deep = picture.Colourspace(Enums.Interpretation.Rgb16);
        foreach (var (original, expected) in new[] { (grey, grey.Colourspace(Enums.Interpretation.Srgb)), (deep, picture) })
        {
            using var rendered = Pictures.Decoded(Pictures.Renderer.Render(original.PngsaveBuffer(), Rendition.OfCards).Named("large"));
            Assert.InRange(Difference(expected, rendered), 0, 8);
        }
    }

    [Fact]
    public void The_version_names_what_decides_how_renditions_look()
    {
        Assert.Equal("r1-q85-e2", Pictures.Renderer.SettingsVersion);
        Assert.Equal("r1-q70-e4", new VipsRenderer(new RenderingOptions { Quality = 70, Effort = 4 }).SettingsVersion);
        // Other sizes are other renditions: who changes one raises the revision with it.
        Assert.Equal([245, 734, 120], Rendition.OfCards.Select(r => r.Width));
    }

    private static double Alpha(Image image, int x, int y) => image[x, y][3];

    /// <summary>The mean difference of a colour sample, 0 to 255, where both are opaque.</summary>
    private static double Difference(Image one, Image other)
    {
        using var first = one.HasAlpha() ? one.Flatten() : one.Copy();
        using var second = other.HasAlpha() ? other.Flatten() : other.Copy();
        using var cropped = first.Crop(0, 0, second.Width, Math.Min(first.Height, second.Height));
        using var same = second.Crop(0, 0, second.Width, cropped.Height);
        return (cropped - same).Abs().Avg();
    }
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using PokedexTop.Images.Rendering;
using PokedexTop.Testing.Pictures;

namespace PokedexTop.Images.Tests.Rendering;

/// <summary>Files made to harm whoever decodes them.</summary>
public sealed class HostileFileTests
{
    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(8_193, 10)]
    [InlineData(8_000, 1_001)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, -1)]
    [InlineData(0, 0)]
    public void Declared_dimensions_are_refused_before_anything_is_decoded(int width, int height) =>
        AssertRefused(new PngWriter(width, height).Chunk("IDAT", PngWriter.DeflatedZeros(1_000_000)).End(), decoding: false);

    [Fact]
    public void A_picture_of_exactly_the_allowed_pixels_is_taken() =>
        Assert.Equal((8_000, 1_000), Size(Pictures.Renderer.Inspect(new PngWriter(8_000, 1_000).Chunk("IDAT", PngWriter.DeflatedZeros(32_001_000)).End())));

    [Fact]
    public void A_colour_profile_that_inflates_to_gigabytes_is_refused() =>
        AssertRefused(Pictures.CardWith("iCCP", [(byte)'a', 0, 0, .. PngWriter.DeflatedZeros(1_000_000_000)]), "decompression bomb", decoding: false);

    [Fact]
    public void An_animated_png_is_refused() => AssertRefused(Pictures.CardWith("acTL", [0, 0, 0, 2, 0, 0, 0, 0]), "animated", decoding: false);

    [Fact]
    public void An_animated_webp_is_refused() => AssertRefused(Pictures.AnimatedWebP(), "animated", decoding: false);

    [Fact]
    public void An_animated_webp_that_hides_its_flag_is_refused()
    {
        var file = Pictures.AnimatedWebP();
        file[20] = (byte)(file[20] & ~0x02);

        AssertRefused(file, "animated", decoding: false);
    }

    [Fact]
    public void A_webp_with_two_sizes_is_refused()
    {
        var card = Pictures.Renderer.Render(Pictures.Card, Rendition.OfCards).Named("large").WebP;
        Assert.Equal("VP8X", Encoding.ASCII.GetString(card, 12, 4));
        card[24] = 10;

        AssertRefused(card, "two sizes", decoding: false);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("progressive jpg")]
    [InlineData("webp")]
    public void A_file_that_is_cut_off_anywhere_is_refused(string format)
    {
        var file = format switch { "png" => Pictures.Card, "jpg" => Pictures.Jpeg(), "progressive jpg" => Pictures.Jpeg(progressive: true), _ => Pictures.WebP() };

        // The very last bytes of a JPEG say no more than that it ends.
        foreach (var length in new[] { 12, 40, 700, file.Length / 4, file.Length / 2, file.Length * 9 / 10, file.Length - 100 })
            AssertRefused(file[..length]);
    }

    [Fact]
    public void A_png_whose_data_ends_early_is_refused()
    {
        // Every chunk is whole, the compressed rows are not.
        var whole = PngWriter.Deflate(new byte[(4 * 500 + 1) * 500]);
        AssertRefused(new PngWriter(500, 500).Chunk("IDAT", whole.AsSpan(0, whole.Length / 2)).End());
    }

    [Fact]
    public void A_png_with_a_flipped_bit_is_refused()
    {
        var file = (byte[])Pictures.Card.Clone();
        file[file.Length / 2] ^= 0x10;

        AssertRefused(file);
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>")]
    [InlineData("GIF89a\u0001\0\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\0;")]
    [InlineData("%PDF-1.4\n%EOF")]
    [InlineData("<!doctype html><title>card</title>")]
    [InlineData("push graphic-context\nviewbox 0 0 1 1\nfill 'url(https://127.0.0.1/x)'\npop graphic-context")]
    [InlineData("RIFF\u0004\0\0\0WAVE")]
    [InlineData("BM")]
    [InlineData("")]
    public void Other_formats_are_refused(string content) => AssertRefused(Encoding.Latin1.GetBytes(content), "neither PNG nor JPEG nor WebP", decoding: false);

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"></svg>")]
    [InlineData("GIF89a\u0001\0\u0001\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff,\0\0\0\0\u0001\0\u0001\0\0\u0002\u0002D\u0001\0;")]
    public void Libvips_itself_reads_no_other_format_in_this_process(string content)
    {
        Assert.NotNull(Pictures.Renderer);
        Assert.Throws<NetVips.VipsException>(() => NetVips.Image.NewFromBuffer(Encoding.Latin1.GetBytes(content)));
    }

    [Fact]
    public void A_file_above_the_cap_is_refused()
    {
        var renderer = new VipsRenderer(new RenderingOptions { MaxBytes = 100_000 });

        Assert.Contains("100,000 are allowed", Assert.Throws<ImageRefusedException>(() => renderer.Inspect(Pictures.Card)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_hangs_on_to_a_picture_is_not_in_its_renditions()
    {
        var payload = "<script>alert(document.domain)</script>PK\u0003\u0004"u8;
        byte[][] files = [[.. Pictures.Card, .. payload], Pictures.CardWith("tEXt", [(byte)'a', 0, .. payload]), [.. Pictures.Jpeg(), .. payload], [.. Pictures.WebP(), .. payload]];
        foreach (var file in files)
            Assert.All(Pictures.Renderer.Render(file, Rendition.OfCards), image => Assert.Equal(-1, image.WebP.AsSpan().IndexOf("<script>"u8)));
    }

    [Fact]
    public void A_jpeg_of_thousands_of_scans_is_refused_in_no_time()
    {
        var jpeg = Pictures.Jpeg(2_000, 2_800, progressive: true);
        var last = jpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var scan = jpeg[last..^2];
        var many = new MemoryStream();
        many.Write(jpeg.AsSpan(0, jpeg.Length - 2));
        while (many.Length + scan.Length < 10_000_000 && many.Length < jpeg.Length + (5_000L * scan.Length))
            many.Write(scan);
        many.Write([0xFF, 0xD9]);
        var watch = Stopwatch.StartNew();

        AssertRefused(many.ToArray());

        TestContext.Current.TestOutputHelper!.WriteLine($"{many.Length:N0} bytes in {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void A_jpeg_that_hides_another_frame_is_refused() => AssertRefused(Pictures.JpegWithHiddenFrame(16_000, 16_000), "damaged", decoding: false);

    [Fact]
    public void A_png_of_thousands_of_colour_profiles_costs_the_time_of_one()
    {
        byte[] profile = [(byte)'a', 0, 0, .. PngWriter.DeflatedZeros(1_000_000)];
        var file = new PngWriter(100, 100);
        for (var i = 0; i < 9_000; i++)
            file.Chunk("iCCP", profile);
        var watch = Stopwatch.StartNew();

        Pictures.Renderer.Inspect(file.Chunk("IDAT", PngWriter.DeflatedZeros(40_100)).End());

        Assert.InRange(watch.ElapsedMilliseconds, 0, 600);
    }

    [Fact]
    public void A_jpeg_whose_height_comes_after_it_is_refused()
    {
        var jpeg = Pictures.Jpeg();
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 0);

        AssertRefused(jpeg, decoding: false);
    }

    private static void AssertRefused(byte[] file, string because = "", bool decoding = true)
    {
        if (!decoding)
            Assert.Contains(because, Assert.Throws<ImageRefusedException>(() => Pictures.Renderer.Inspect(file)).Message, StringComparison.Ordinal);
        var refused = Assert.Throws<ImageRefusedException>(() => Pictures.Renderer.Render(file, Rendition.OfCards));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static (int Width, int Height) Size(ImageHeader header) => (header.Width, header.Height);
}

using System.Globalization;
using PokedexTop.Images.Rendering;
using PokedexTop.Testing.Pictures;

namespace PokedexTop.Images.Tests.Rendering;

/// <summary>Files made to fill memory. The whole process is measured, so nothing else runs beside these.</summary>
[Collection(Alone.Name)]
public sealed class DecodingMemoryTests
{
    [Fact]
    public void A_small_picture_with_gigabytes_of_data_costs_no_memory()
    {
        var bomb = new PngWriter(100, 100).Chunk("IDAT", PngWriter.DeflatedZeros(1_000_000_000)).End();

        var grown = Growth(() =>
        {
            // Whether the decoder stops at the last row or complains is its own affair.
            try
            {
                Pictures.Renderer.Render(bomb, Rendition.OfCards);
            }
            catch (ImageRefusedException)
            {
            }
        });

        Assert.InRange(grown, 0, 100);
    }

    [Theory]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    public void Text_that_inflates_to_gigabytes_never_reaches_the_decoder(string type)
    {
        byte[] start = type == "zTXt" ? [(byte)'a', 0, 0] : [(byte)'a', 0, 1, 0, 0, 0];
        var bomb = Pictures.CardWith(type, [.. start, .. PngWriter.DeflatedZeros(1_000_000_000)]);

        Assert.InRange(Growth(() => Assert.Equal(3, Pictures.Renderer.Render(bomb, Rendition.OfCards).Count)), 0, 100);
    }

    [Fact]
    public void However_many_large_pictures_are_in_flight_they_take_the_memory_of_one()
    {
        // A progressive JPEG has all its coefficients in memory until the last scan.
        var large = Pictures.Jpeg(2_600, 3_000, progressive: true);

        var grown = Growth(() => Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Pictures.Renderer.Render(large, Rendition.OfCards)));

        Assert.InRange(grown, 1, 250);
    }

    [Fact]
    public void A_small_jpeg_that_hides_a_huge_frame_costs_no_memory()
    {
        var bomb = Pictures.JpegWithHiddenFrame(16_000, 16_000);

        Assert.InRange(Growth(() => Assert.Throws<ImageRefusedException>(() => Pictures.Renderer.Render(bomb, Rendition.OfCards))), 0, 100);
    }

    /// <summary>By how many MB the process grew at most while this ran.</summary>
    private static long Growth(Action action)
    {
        GC.Collect();
        var before = HighWater(reset: true);
        action();
        var grown = (HighWater(reset: false) - before) / 1_000_000;
        TestContext.Current.TestOutputHelper!.WriteLine($"{grown} MB");
        return grown;
    }

    /// <summary>The most memory the process had since the last reset, as the kernel counts it.</summary>
    private static long HighWater(bool reset)
    {
        if (reset)
            File.WriteAllText("/proc/self/clear_refs", "5");
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}

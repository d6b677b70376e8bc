namespace PokedexTop.Testing.Pictures;

/// <summary>
/// Pictures that ask of a decoder and an encoder what a card's scan does: a frame with a gradient and round transparent
/// corners, an illustration with hard edges, a rainbow foil and grain, and lines of small print. The same number gives the same picture.
/// </summary>
public static class CardPicture
{
    /// <summary>A PNG with alpha of the size the card API's large pictures have, about 1 MB.</summary>
    public static byte[] Png(int number, int width = 734, int height = 1024) => PngWriter.Encode(width, height, alpha: true, Samples(number, width, height));

    /// <summary>Red, green, blue and alpha of every pixel, row by row.</summary>
    public static byte[] Samples(int number, int width, int height)
    {
        var random = new Random(number);
        var waves = Enumerable.Range(0, 6).Select(_ => (X: (random.NextDouble() - 0.5) * 50, Y: (random.NextDouble() - 0.5) * 50, Phase: random.NextDouble() * 6)).ToArray();
        var samples = new byte[width * height * 4];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (u, v) = ((double)x / width, (double)y / height);
                var (red, green, blue) = u is > 0.08 and < 0.92 && v is > 0.09 and < 0.51 ? Illustration(u, v, waves, random)
                    : u is > 0.06 and < 0.94 && v is > 0.53 and < 0.94 ? Print(x, y, width, number)
                    : (240 - (20 * v), 200 + (15 * v), 70 + (20 * u));
                var at = ((y * width) + x) * 4;
                samples[at] = Sample(red);
                samples[at + 1] = Sample(green);
                samples[at + 2] = Sample(blue);
                samples[at + 3] = Corner(x, y, width, height);
            }
        }
        return samples;
    }

    private static (double, double, double) Illustration(double u, double v, (double X, double Y, double Phase)[] waves, Random random)
    {
        var shape = waves.Sum(w => Math.Sin((u * w.X) + (v * w.Y) + w.Phase));
        var light = shape > 0.4 ? 1 : 0.5;
        var foil = (u * 40) + (v * 70);
        var grain = ((random.NextDouble() + random.NextDouble() + random.NextDouble()) * 14) - 21;
        return (
            (((128 + (30 * shape)) + (30 * Math.Sin(foil))) * light) + grain,
            (((120 - (25 * shape)) + (30 * Math.Sin(foil + 2.1))) * light) + grain,
            (((130 + (20 * Math.Sin(shape * 3))) + (30 * Math.Sin(foil + 4.2))) * light) + grain);
    }

    /// <summary>Lines of marks as wide and as far apart as letters of small print.</summary>
    private static (double, double, double) Print(int x, int y, int width, int number)
    {
        var size = Math.Max(1, width / 367);
        var (column, line) = (x / (size * 6), y / (size * 11));
        var (dx, dy) = (x / size % 6, y / size % 11);
        var letter = unchecked((uint)((column * 2_654_435_761) ^ (line * 40_503) ^ (number * 97)));
        var ink = dx < 5 && dy < 7 && letter % 7 != 0 && ((letter >> ((dx + (dy * 5)) % 29)) & 1) == 1;
        return !ink ? (245, 240, 220) : line % 5 == 0 ? (190, 25, 25) : (25, 25, 25);
    }

    private static byte Corner(int x, int y, int width, int height)
    {
        var radius = width * 0.05;
        var (dx, dy) = (Math.Max(0, Math.Abs(x - (width / 2.0)) - (width / 2.0) + radius), Math.Max(0, Math.Abs(y - (height / 2.0)) - (height / 2.0) + radius));
        return Sample((radius - Math.Sqrt((dx * dx) + (dy * dy))) * 255);
    }

    private static byte Sample(double value) => (byte)Math.Clamp(value, 0, 255);
}

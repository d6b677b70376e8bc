using System.Diagnostics;
using NetVips;
using PokedexTop.Images.Rendering;
using PokedexTop.Testing.Pictures;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>The program's renderer beside libvips alone: the same pictures, settings and cores, turn by turn in one run.</summary>
internal static class RenderFigure
{
    private const int Pictures = 8;

    /// <summary>Of both, one after the other; a busy moment meets both alike.</summary>
    private const int Turns = 6;

    private static readonly RenderingOptions s_options = new();

    public static Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var cards = Enumerable.Range(1, Pictures).Select(number => CardPicture.Png(number)).ToList();
        var cores = Environment.ProcessorCount;
        var renderer = new VipsRenderer(s_options);
        // The first of each compiles and loads; it does not count.
        Rate(card => renderer.Render(card, Rendition.OfCards), cards, cores);
        Rate(LibvipsOnce, cards, cores);
        Rate(LibvipsEach, cards, cores);

        var ratios = new List<double>();
        var notes = new List<string>();
        for (var run = 0; run < bench.Repeat; run++)
        {
            var (program, once, each) = (0.0, 0.0, 0.0);
            for (var turn = 0; turn < Turns; turn++)
            {
                program += Rate(card => renderer.Render(card, Rendition.OfCards), cards, cores);
                once += Rate(LibvipsOnce, cards, cores);
                each += Rate(LibvipsEach, cards, cores);
            }
            ratios.Add(program / Math.Max(once, each));
            notes.Add(FormattableString.Invariant($"run {run + 1}: {program / Turns:0.0} cards/s; libvips alone {once / Turns:0.0} (decoded once), {each / Turns:0.0} (decoded for each size)"));
            Bench.Say("  " + notes[^1]);
        }
        var bytes = renderer.Render(cards[0], Rendition.OfCards).Select(r => $"{r.Rendition.Name} {r.WebP.Length / 1000} kB");
        notes.Add($"settings {renderer.SettingsVersion}; of {cards[0].Length / 1000} kB: {string.Join(", ", bytes)}");
        return Task.FromResult<IEnumerable<Figure>>(
        [
            new Figure("rendering against libvips alone", ratios, "× its rate", 0.9, AtLeast: true,
                $"{Pictures} card-like PNGs of 734 × 1024 to 3 renditions on {cores} threads; the faster of two ways to ask libvips for the same, {Turns} turns each.") { Notes = notes },
        ]);
    }

    /// <summary>Pictures in a second, each thread with every one of them.</summary>
    private static double Rate(Action<byte[]> render, List<byte[]> cards, int threads)
    {
        var watch = Stopwatch.StartNew();
        Parallel.For(0, cards.Count * threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => render(cards[i % cards.Count]));
        return cards.Count * threads / watch.Elapsed.TotalSeconds;
    }

    /// <summary>No checks: decode, then shrink and encode three times.</summary>
    private static void LibvipsOnce(byte[] png)
    {
        using var lazily = Image.ThumbnailBuffer(png, 734, height: 10_000_000, size: Enums.Size.Down, outputProfile: "srgb");
        using var picture = lazily.CopyMemory();
        foreach (var rendition in Rendition.OfCards)
        {
            using var resized = picture.Width > rendition.Width ? picture.ThumbnailImage(rendition.Width, height: 10_000_000, size: Enums.Size.Down) : picture.Copy();
            Encode(resized, rendition);
        }
    }

    /// <summary>No checks: the way libvips' own documentation makes a thumbnail, three times.</summary>
    private static void LibvipsEach(byte[] png)
    {
        foreach (var rendition in Rendition.OfCards)
        {
            using var resized = Image.ThumbnailBuffer(png, rendition.Width, height: 10_000_000, size: Enums.Size.Down, outputProfile: "srgb");
            Encode(resized, rendition);
        }
    }

    private static void Encode(Image image, Rendition rendition) =>
        image.WebpsaveBuffer(q: s_options.Quality, effort: s_options.Effort, smartSubsample: rendition.Width < 400, keep: Enums.ForeignKeep.None);
}

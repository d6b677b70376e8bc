using System.Globalization;
using NetVips;
using Npgsql;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Testing;
using PokedexTop.Testing.Pictures;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>What image processes do on the same cores: one and two of them on one queue, and the memory of one with four pictures in flight.</summary>
internal static class ImagesFigure
{
    private const int Pictures = 8;

    private const string Waiting = "SELECT COUNT(*) FROM silver_tcg_cards c WHERE NOT EXISTS (SELECT 1 FROM silver_card_images i WHERE i.card_id = c.card_id AND i.rendition = 'original' AND i.status <> 'pending')";

    private const string Stored = "SELECT stored_at FROM silver_card_images WHERE rendition = 'original' AND status = 'stored' ORDER BY stored_at";

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var postgreSql = await PostgreSqlServer.StartedAsync();
        var rabbitMq = await RabbitMqServer.StartedAsync();
        var cards = Enumerable.Range(1, Pictures).Select(number => CardPicture.Png(number)).ToList();
        var large = LargeJpeg();
        await using var origin = await PictureOrigin.StartAsync(cards, "image/png");
        await using var largeOrigin = await PictureOrigin.StartAsync([large], "image/jpeg");
        var speedups = new List<double>();
        var peaks = new List<double>();
        var largePeaks = new List<double>();
        var notes = new List<string> { $"PostgreSQL: {postgreSql.Origin}; RabbitMQ: {rabbitMq.Origin}; a card's PNG has {cards[0].Length / 1000} kB, the large JPEG {large.Length / 1000} kB" };
        for (var run = 0; run < bench.Repeat; run++)
        {
            var one = await RenderAsync(origin, workers: 1, inFlight: 1);
            var two = await RenderAsync(origin, workers: 2, inFlight: 1);
            var four = await RenderAsync(origin, workers: 1, inFlight: 4);
            var largeFour = await RenderAsync(largeOrigin, workers: 1, inFlight: 4);
            speedups.Add(two.Rate / one.Rate);
            peaks.Add(four.Peak);
            largePeaks.Add(largeFour.Peak);
            notes.Add(FormattableString.Invariant(
                $"run {run + 1}: one {one.Rate:0.00} cards/s, two {two.Rate:0.00}, one with four in flight {four.Rate:0.00}, of large ones {largeFour.Rate:0.00}; peaks {one.Peak:0}, {two.Peak:0}, {four.Peak:0} and {largeFour.Peak:0} MB"));
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure("two image processes against one, on two cores", speedups, "× its rate", 1.8, AtLeast: true,
                "`run images` once and twice on one RabbitMQ and PostgreSQL, one picture in flight and one libvips thread each; 102 card-like PNGs from a local origin, all different; pictures stored a second by their stored_at, without the first and last sixth.") { Notes = notes },
            new Figure("peak memory of an images process, four in flight", peaks, "MB", 400, AtLeast: false, "VmHWM of one process over the same cards."),
            new Figure("peak memory of an images process, four large pictures in flight", largePeaks, "MB", 400, AtLeast: false, "The same with progressive JPEGs of 8 million pixels, the most that is decoded."),
        ];

        async Task<(double Rate, double Peak)> RenderAsync(PictureOrigin from, int workers, int inFlight)
        {
            var folder = bench.NewFolder();
            var count = PictureFolder.Create(bench.Data, folder, from.Address);
            var program = await DistributedProgram.CreateAsync(bench, postgreSql, rabbitMq);
            program.Environment["Images__AllowedOrigins"] = from.Address;
            program.Environment["Images__Concurrency"] = inFlight.ToString(CultureInfo.InvariantCulture);
            program.Environment["Images__Rendering__Threads"] = "1";
            // The origin is the benchmark's own: nothing is to be spared.
            program.Environment["Images__Fetch__PerSecond"] = "1000";
            var images = new List<MeasuredProcess>();
            try
            {
                for (var worker = 0; worker < workers; worker++)
                    images.Add(await program.StartAsync("images"));
                await using (var normalize = await program.StartAsync("normalize"))
                await using (var ingest = await program.StartAsync("ingest", "--source", "folder:" + folder))
                {
                    await program.RunAsync("sync", "--json");
                    await ingest.StopAsync();
                    await normalize.StopAsync();
                }
                var times = await StoredAsync(program.Database, count, images);
                var ended = new List<ProcessResult>();
                foreach (var process in images)
                    ended.Add((await process.StopAsync()).Succeeded());
                // Without the beginning, while other processes still end, and the end, when one worker may have nothing left.
                var skipped = count / 6;
                var rate = (count - (2 * skipped) - 1) / (times[^(skipped + 1)] - times[skipped]).TotalSeconds;
                return (rate, ended.Max(e => e.PeakMegabytes));
            }
            finally
            {
                foreach (var process in images)
                    await process.DisposeAsync();
            }
        }
    }

    /// <summary>When each picture was stored; waits until all are.</summary>
    private static async Task<List<DateTime>> StoredAsync(string database, int count, List<MeasuredProcess> images)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var waiting = new NpgsqlCommand(Waiting, connection);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while ((long)(await waiting.ExecuteScalarAsync())! > 0)
        {
            if (images.Exists(process => process.HasExited || process.Elapsed > TimeSpan.FromMinutes(3)))
                throw new InvalidOperationException("The images do not come forward.");
            await timer.WaitForNextTickAsync();
        }
        await using var stored = new NpgsqlCommand(Stored, connection);
        await using var reader = await stored.ExecuteReaderAsync();
        var times = new List<DateTime>();
        while (await reader.ReadAsync())
            times.Add(reader.GetDateTime(0));
        return times.Count == count ? times : throw new InvalidOperationException($"{times.Count} of {count} pictures were stored.");
    }

    /// <summary>What takes most memory to decode of all that is taken: every scan of it is held until the last one has come.</summary>
    private static byte[] LargeJpeg()
    {
        const int width = 2_400, height = 3_300;
        using var picture = Image.NewFromMemory(CardPicture.Samples(1, width, height), width, height, 4, Enums.BandFormat.Uchar);
        using var opaque = picture.Flatten();
        return opaque.JpegsaveBuffer(q: 90, interlace: true);
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Pages.Tests;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>A wall of some 250 cards: how soon it begins, how much comes, how many a second, and what paging through everything leaves in memory.</summary>
internal static partial class PagesFigure
{
    /// <summary>271 cards.</summary>
    private const string Wall = "/sets/sm12";

    private const int Askings = 15;

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var (begun, painted, rates, growth, notes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<string>());
        var bytes = 0L;
        var folder = await bench.SyncedFolderAsync();
        for (var run = 0; run < bench.Repeat; run++)
        {
            var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
            await using var host = MeasuredProcess.Start(bench.Program, ["run", "--source", bench.Source, "--urls", url, $"--Data:Directory={folder}"]);
            await StartFigure.ReadyAsync(host, url);
            using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(url) };
            client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
            var page = await client.GetByteArrayAsync(new Uri(Wall, UriKind.Relative));
            using var plain = new HttpClient { BaseAddress = client.BaseAddress };
            bytes = page.Length;
            foreach (Match asset in Asset().Matches(await plain.GetStringAsync(new Uri(Wall, UriKind.Relative))))
                bytes += (await client.GetByteArrayAsync(new Uri(asset.Value, UriKind.Relative))).Length;

            await SearchFigure.AskAsync(url, "", $"\"{Wall}\"", seconds: 3); // Compiled once.
            var first = new List<double>();
            for (var asking = 0; asking < Askings; asking++)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await client.GetAsync(new Uri(Wall, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
                first.Add(watch.Elapsed.TotalMilliseconds);
                await answer.Content.ReadAsByteArrayAsync();
            }
            begun.Add(Figure.Median(first));
            painted.Add(await LargestPaintAsync(url));
            rates.Add((await SearchFigure.AskAsync(url, "", $"\"{Wall}\"", seconds: 8)).Rate);
            var before = await ThroughAllAsync(plain, host);
            growth.Add(await ThroughAllAsync(plain, host) / before);
            await host.StopAsync();
            notes.Add(FormattableString.Invariant($"run {run + 1}: first byte {begun[^1]:0.0} ms, largest paint after {painted[^1]:0} ms, {rates[^1]:N0} pages/s, {bytes / 1024.0:0.0} KB; {before:0} MB after all cards once, × {growth[^1]:0.00} after them again"));
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure("first byte of a wall of 271 cards", begun, "ms", 80, AtLeast: false, $"GET {Wall} of `run` with every stage, compressed; the median of {Askings} askings.") { Notes = notes },
            new Figure("the same with its style and script, compressed", [bytes / 1024.0], "KB", 150, AtLeast: false, "What comes before pictures."),
            new Figure("its largest paint", painted, "ms", 1_000, AtLeast: false, "Headless Chromium, 1280 × 900, nothing in its cache, on the same cores."),
            new Figure("walls of 271 cards", rates, "pages/s", 200, AtLeast: true, "`wrk`, 8 connections, 8 s, without compression; wrk shares the two cores."),
            new Figure("memory after paging through every card again", growth, "×", 1.1, AtLeast: false, "Resident memory after a second walk through the search's pages, over that after the first."),
        ];
    }

    /// <returns>Milliseconds from the request to the largest thing that is painted.</returns>
    private static async Task<double> LargestPaintAsync(string url)
    {
        await using var context = await (await Chromium.BrowserAsync()).NewContextAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 1280, Height = 900 } });
        await context.AddInitScriptAsync("window.largest = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) window.largest = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });");
        var page = await context.NewPageAsync();
        await page.GotoAsync(url + Wall);
        // The page's policy forbids the waiting that Playwright does within it.
        for (var looked = 0; looked < 100; looked++)
        {
            if (await page.EvaluateAsync<double>("window.largest") is > 0 and var at)
                return at;
            await Task.Delay(50);
        }
        throw new InvalidOperationException($"{Wall} painted nothing within 5 s.");
    }

    /// <returns>Resident megabytes afterwards.</returns>
    private static async Task<double> ThroughAllAsync(HttpClient client, MeasuredProcess host)
    {
        for (var page = 1; page <= 198; page++)
            await client.GetByteArrayAsync(new Uri($"/search?page={page}", UriKind.Relative));
        return host.ResidentMegabytes;
    }

    [GeneratedRegex("/assets/site[^\"]+")]
    private static partial Regex Asset();
}

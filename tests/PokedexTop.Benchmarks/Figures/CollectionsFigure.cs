using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PokedexTop.Benchmarks.Processes;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>What a collector waits for: a file's preview, how complete the sets are, everything in one file; asked of a running program.</summary>
internal static class CollectionsFigure
{
    private const int Rows = 5_000;
    private const int Lots = 2_000;
    private const int Askings = 9;

    private static readonly MediaTypeHeaderValue s_csv = new("text/csv");

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var (previews, completions, exports, notes) = (new List<double>(), new List<double>(), new List<double>(), new List<string>());
        var folder = bench.NewFolder();
        await bench.SyncAsync(folder);
        var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
        await using var host = MeasuredProcess.Start(bench.Program, ["run", "--source", bench.Source, "--urls", url, $"--Data:Directory={folder}"]);
        await StartFigure.ReadyAsync(host, url);
        using var client = new HttpClient { BaseAddress = new Uri(url + "/api/collection/") };
        var cards = (await CardsAsync(bench.Data)).ToList();
        // What is owned meanwhile, and everything compiled once.
        using var owned = JsonDocument.Parse(await PostAsync(client, "imports", File(cards.Take(Lots), "owned")));
        await PostAsync(client, $"imports/{owned.RootElement.GetProperty("id").GetString()}/commit", "", "application/json");
        for (var run = 0; run < Math.Max(3, bench.Repeat); run++)
        {
            // A file that was seen before would be another thing.
            var file = File(cards.Take(Rows), $"run {run}");
            var answer = "";
            previews.Add(await SecondsAsync(async () => answer = await PostAsync(client, "imports", file)));
            using var report = JsonDocument.Parse(answer);
            if (report.RootElement.GetProperty("counts").GetProperty("added").GetInt32() < Rows * 0.99)
                throw new InvalidOperationException($"Too few rows of the preview are matched: {report.RootElement.GetProperty("counts")}.");
            completions.Add(1_000 * await UsualSecondsAsync(() => client.GetStringAsync(new Uri("completion?by=set&limit=250", UriKind.Relative))));
            exports.Add(1_000 * await UsualSecondsAsync(() => client.GetStringAsync(new Uri("export?format=json", UriKind.Relative))));
            notes.Add(FormattableString.Invariant($"run {run + 1}: preview {previews[^1]:0.00} s, completion {completions[^1]:0.0} ms, export {exports[^1]:0.0} ms"));
            Bench.Say("  " + notes[^1]);
        }
        await host.StopAsync();
        return
        [
            new Figure("import preview of 5,000 rows of another program", previews, "s", 2, AtLeast: false, "POST /api/collection/imports of a file as Collectr writes it, each run another one: read, matched, decided, kept.") { Notes = notes },
            new Figure("completion by set, one user with 2,000 lots", completions, "ms", 30, AtLeast: false, FormattableString.Invariant($"GET /api/collection/completion?by=set over a synced catalogue; the median of {Askings} askings.")),
            new Figure("export of 2,000 lots", exports, "ms", 200, AtLeast: false, "GET /api/collection/export?format=json, likewise."),
        ];
    }

    /// <summary>The median of several askings, one of which may wait for a collection of memory.</summary>
    private static async Task<double> UsualSecondsAsync(Func<Task> ask)
    {
        var seconds = new List<double>();
        for (var time = 0; time < Askings; time++)
            seconds.Add(await SecondsAsync(ask));
        return Figure.Median(seconds);
    }

    private static async Task<double> SecondsAsync(Func<Task> ask)
    {
        var watch = Stopwatch.StartNew();
        await ask();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<string> PostAsync(HttpClient client, string path, string body, string type = "text/csv")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = type == "text/csv" ? s_csv : new MediaTypeHeaderValue(type) } };
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static string File(IEnumerable<(string Set, string Name, string Number)> cards, string notes)
    {
        var text = new StringBuilder("Portfolio Name,Category,Set,Product Name,Card Number,Rarity,Variance,Grade,Card Condition,Average Cost Paid,Quantity,Market Price (As of 2026-11-28),Price Override,Watchlist,Date Added,Notes\n");
        foreach (var (set, name, number) in cards)
            text.Append(FormattableString.Invariant($"Main,Pokemon,{Cell(set)},{Cell(name)},{Cell(number)},Common,Normal,Ungraded,Near Mint,$1.00,1,$1.50,0,false,2025-01-02,{notes}\n"));
        return text.ToString();
    }

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>From every set some, so that no part of the index is left out.</summary>
    private static async Task<IEnumerable<(string Set, string Name, string Number)>> CardsAsync(string data)
    {
        using var sets = JsonDocument.Parse(await System.IO.File.ReadAllBytesAsync(Path.Combine(data, "sets", "en.json")));
        var cards = new List<(int Place, string Set, string Name, string Number)>();
        foreach (var set in sets.RootElement.EnumerateArray())
        {
            using var ofSet = JsonDocument.Parse(await System.IO.File.ReadAllBytesAsync(Path.Combine(data, "cards", "en", $"{set.GetProperty("id").GetString()}.json")));
            cards.AddRange(ofSet.RootElement.EnumerateArray().Select((card, place) => (place, set.GetProperty("name").GetString()!, card.GetProperty("name").GetString()!, card.GetProperty("number").GetString()!)));
        }
        return cards.OrderBy(card => card.Place).Select(card => (card.Set, card.Name, card.Number));
    }
}

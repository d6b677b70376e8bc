using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>
/// What a collector waits for, among a thousand collectors with two thousand lots each: a file's preview, how complete the sets are,
/// everything in one file; asked of a running program over SQLite and over PostgreSQL.
/// </summary>
internal static class CollectionsFigure
{
    private const int Rows = 5_000;
    private const int Lots = 2_000;
    private const int Collectors = 1_000;
    private const int Askings = 9;

    private const string Columns =
        "id, card_id, list, finish, condition, language, quantity, grade_company, grade, certificate, location, notes, acquired_on, price_paid, currency, source, version, created_at, updated_at, moved_from, moved_at";

    private static readonly MediaTypeHeaderValue s_csv = new("text/csv");

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var cards = (await CardsAsync(bench.Data)).ToList();
        var postgreSql = await PostgreSqlServer.StartedAsync();
        var folder = bench.NewFolder();
        return
        [
            .. await MeasureAsync(bench, cards, DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "pokedextop.db")}", folder, null),
            .. await MeasureAsync(bench, cards, DatabaseProvider.PostgreSql, await postgreSql.CreateDatabaseAsync(), bench.NewFolder(), await (await RabbitMqServer.StartedAsync()).CreateVirtualHostAsync()),
        ];
    }

    private static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench, List<(string Set, string Name, string Number)> cards, DatabaseProvider provider, string database, string folder, Uri? broker)
    {
        var environment = new Dictionary<string, string> { ["Database__Provider"] = $"{provider}", ["ConnectionStrings__Database"] = database, ["Data__Directory"] = folder, ["Web__RequestsPerMinute"] = "0" };
        await RunAsync(bench, environment, "migrate");
        await RunAsync(bench, environment, "sync", "--source", bench.Source, "--json");
        // Beside a server the web stage is a process of its own.
        if (broker is not null)
            (environment["Messaging__Transport"], environment["ConnectionStrings__RabbitMq"]) = ("RabbitMq", broker.ToString());
        await using (var first = await StartAsync(bench, environment))
        {
            using var owned = JsonDocument.Parse(await PostAsync(first.Client, "imports", File(cards.Take(Lots), "owned")));
            await PostAsync(first.Client, $"imports/{owned.RootElement.GetProperty("id").GetString()}/commit", "", "application/json");
            await first.Host.StopAsync();
        }
        await OthersAsync(provider, database);

        var (previews, completions, exports, notes) = (new List<double>(), new List<double>(), new List<double>(), new List<string>());
        await using var program = await StartAsync(bench, environment);
        for (var run = 0; run < Math.Max(3, bench.Repeat); run++)
        {
            // A file that was seen before would be another thing.
            var file = File(cards.Take(Rows), $"run {run}");
            var answer = "";
            previews.Add(await SecondsAsync(async () => answer = await PostAsync(program.Client, "imports", file)));
            using var report = JsonDocument.Parse(answer);
            if (report.RootElement.GetProperty("counts").GetProperty("added").GetInt32() < Rows * 0.99)
                throw new InvalidOperationException($"Too few rows of the preview are matched: {report.RootElement.GetProperty("counts")}.");
            completions.Add(1_000 * await UsualSecondsAsync(() => program.Client.GetStringAsync(new Uri("completion?by=set&limit=250", UriKind.Relative))));
            exports.Add(1_000 * await UsualSecondsAsync(() => program.Client.GetStringAsync(new Uri("export?format=json", UriKind.Relative))));
            notes.Add(FormattableString.Invariant($"run {run + 1}: preview {previews[^1]:0.00} s, completion {completions[^1]:0.0} ms, export {exports[^1]:0.0} ms"));
            Bench.Say($"  {provider} {notes[^1]}");
        }
        var peak = (await program.Host.StopAsync()).PeakMegabytes;
        notes.Add(FormattableString.Invariant($"peak memory of the process, which hosts {(broker is null ? "every stage" : "the web stage")}: {peak:0} MB"));
        Bench.Say($"  {provider} {notes[^1]}");
        return
        [
            new Figure($"{provider}: import preview of 5,000 rows of another program", previews, "s", 2, AtLeast: false, "POST /api/collection/imports of a file as Collectr writes it, each run another one: read, matched, decided, kept.") { Notes = notes },
            new Figure($"{provider}: completion by set, one of 1,000 users with 2,000 lots each", completions, "ms", 30, AtLeast: false, FormattableString.Invariant($"GET /api/collection/completion?by=set over a synced catalogue; the median of {Askings} askings.")),
            new Figure($"{provider}: export of 2,000 lots", exports, "ms", 200, AtLeast: false, "GET /api/collection/export?format=json, likewise."),
            new Figure($"{provider}: peak memory", [peak], "MB", 350, AtLeast: false, broker is null ? "VmHWM of the process that answered, with every stage in it." : "VmHWM of `run web`."),
        ];
    }

    private static async Task RunAsync(Bench bench, Dictionary<string, string> environment, params string[] arguments)
    {
        await using var process = MeasuredProcess.Start(bench.Program, arguments, environment);
        (await process.WaitForExitAsync()).Succeeded();
    }

    private static async Task<Asked> StartAsync(Bench bench, Dictionary<string, string> environment)
    {
        var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
        string[] stages = environment.ContainsKey("Messaging__Transport") ? ["web"] : ["--source", bench.Source];
        var host = MeasuredProcess.Start(bench.Program, ["run", .. stages, "--urls", url], environment);
        await StartFigure.ReadyAsync(host, url);
        return new Asked(host, new HttpClient { BaseAddress = new Uri(url + "/api/collection/") });
    }

    /// <summary>Everybody else has what the one user has.</summary>
    private static async Task OthersAsync(DatabaseProvider provider, string database)
    {
        var numbers = provider == DatabaseProvider.Sqlite
            ? $"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Collectors - 1}) SELECT i FROM n)"
            : $"(SELECT i FROM generate_series(1, {Collectors - 1}) AS g(i))";
        await using var sql = SqlDatabase.Create(provider, database);
        await using var connection = await sql.OpenAsync(CancellationToken.None);
        await using var copy = connection.Command($"INSERT INTO gold_user_collections (user_id, {Columns}) SELECT 'user-' || n.i, {Columns} FROM {numbers} AS n CROSS JOIN gold_user_collections l WHERE l.user_id = 'local'");
        copy.CommandTimeout = 600;
        await copy.ExecuteNonQueryAsync();
        await using var users = connection.Command($"INSERT INTO gold_users (id, issuer, subject, role, created_at) SELECT 'user-' || n.i, 'benchmark', 'user-' || n.i, 'user', u.created_at FROM {numbers} AS n CROSS JOIN gold_users u WHERE u.id = 'local'");
        await users.ExecuteNonQueryAsync();
        // As a server does by itself when so much has changed, a minute later.
        await using var analyze = connection.Command("ANALYZE gold_user_collections");
        await analyze.ExecuteNonQueryAsync();
    }

    private sealed record Asked(MeasuredProcess Host, HttpClient Client) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Host.DisposeAsync();
        }
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

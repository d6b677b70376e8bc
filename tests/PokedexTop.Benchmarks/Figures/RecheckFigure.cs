using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Hosting.Data;
using PokedexTop.Images;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>What stored images cost when nothing changed: a look at the tables, and every card announced once more.</summary>
internal static class RecheckFigure
{
    private const int Cards = 20_000;

    /// <summary>As many as messages come at once.</summary>
    private const int Batch = 250;

    private const string Settings = "r1-q85-e2";

    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var folder = bench.NewFolder();
        await bench.SyncAsync(folder);
        var sqlite = await MeasureAsync(bench, SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "pokedextop.db")}"));
        var postgreSql = await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync();
        await using (var sync = MeasuredProcess.Start(bench.Program, ["sync", "--source", bench.Source, "--json"],
            new Dictionary<string, string> { ["Database__Provider"] = "PostgreSql", ["ConnectionStrings__Database"] = postgreSql, ["Data__Directory"] = bench.NewFolder() }))
            (await sync.WaitForExitAsync()).Succeeded();
        return [.. sqlite, .. await MeasureAsync(bench, SqlDatabase.Create(DatabaseProvider.PostgreSql, postgreSql))];
    }

    private static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench, SqlDatabase database)
    {
        await using var owned = database;
        await using var services = new ServiceCollection()
            .AddSingleton(database).AddSingleton(TimeProvider.System).AddSingleton<ImagePlanner>().AddImages().BuildServiceProvider();
        var (planner, backlog) = (services.GetRequiredService<ImagePlanner>(), services.GetRequiredService<ImageBacklog>());
        await planner.PlanBehindAsync(CancellationToken.None);
        await StoreAllAsync(database);
        var cards = await CardsAsync(database);

        var (looks, announced, notes) = (new List<double>(), new List<double>(), new List<string>());
        for (var run = 0; run < bench.Repeat; run++)
        {
            var began = Stopwatch.GetTimestamp();
            await planner.PlanBehindAsync(CancellationToken.None);
            await planner.PlanRenditionsAsync(Settings, CancellationToken.None);
            if ((await backlog.CountAsync(CancellationToken.None)).Total != 0)
                throw new InvalidOperationException("What is stored was taken for a backlog.");
            var look = Stopwatch.GetElapsedTime(began);
            foreach (var batch in cards.Chunk(Batch))
                await planner.PlanCardsAsync(batch, CancellationToken.None);
            var both = Stopwatch.GetElapsedTime(began);
            looks.Add(look.TotalSeconds * Cards / cards.Count);
            announced.Add(both.TotalSeconds * Cards / cards.Count);
            notes.Add(FormattableString.Invariant($"run {run + 1}: {cards.Count:N0} cards, the look {look.TotalMilliseconds:0} ms, the messages {(both - look).TotalMilliseconds:0} ms"));
            Bench.Say("  " + notes[^1]);
        }
        return
        [
            new Figure($"{Cards:N0} stored cards re-checked, {database.Provider}", announced, "s", 3, AtLeast: false,
                $"In one process: what the stage does at every look (cards without rows, changed cards and sets, other settings, what is due), and then every card planned again in batches of {Batch}, as after a replay; taken for {Cards:N0} cards.") { Notes = notes },
            Figure.Informs($"of it the look, {database.Provider}", looks, "s", "The same without the messages: what a sync of unchanged cards costs, since it sends none."),
        ];
    }

    /// <summary>As if every picture were here: rows as long as real ones.</summary>
    private static async Task StoreAllAsync(SqlDatabase database)
    {
        const string hash = "substr(card_id || '-' || rendition || '-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 1, 64)";
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var cards = connection.Command(
            $"""
            UPDATE silver_card_images SET status = 'stored', source_url = wanted_url, sha256 = {hash}, width = 734, height = 1024, bytes = 900000,
            object_key = 'originals/ab/' || {hash} || '.png', url = 'https://cdn.example/originals/ab/' || {hash} || '.png', stored_at = @now,
            next_attempt_at = CASE WHEN rendition = 'original' THEN @later END, etag = CASE WHEN rendition = 'original' THEN {hash} END,
            settings = CASE WHEN rendition = 'original' THEN @settings END
            """, ("@now", DateTime.UtcNow), ("@later", DateTime.UtcNow.AddDays(30)), ("@settings", Settings));
        await cards.ExecuteNonQueryAsync();
        await using var sets = connection.Command("UPDATE silver_set_images SET status = 'stored', next_attempt_at = @later", ("@later", DateTime.UtcNow.AddDays(30)));
        await sets.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> CardsAsync(SqlDatabase database)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var select = connection.Command("SELECT card_id FROM silver_tcg_cards ORDER BY card_id");
        return await select.ReadAsync(r => r.GetString(0), CancellationToken.None);
    }
}

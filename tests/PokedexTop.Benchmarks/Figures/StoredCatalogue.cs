using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images;
using PokedexTop.Ingest;
using PokedexTop.Normalize;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>A catalogue that is fetched, normalised and has every picture: nothing is left to do, and looking for it costs what it costs.</summary>
internal static class StoredCatalogue
{
    /// <summary>For how many cards limits are told; measured times are taken for so many.</summary>
    public const int Cards = 20_000;

    /// <summary>What the renditions were made with.</summary>
    public const string Settings = "r1-q85-e2";

    /// <summary>Measures over SQLite and over PostgreSQL.</summary>
    public static async Task<IEnumerable<Figure>> OnEachDatabaseAsync(Bench bench, Func<SqlDatabase, IServiceProvider, Task<IEnumerable<Figure>>> measure)
    {
        var folder = bench.NewFolder();
        await bench.SyncAsync(folder);
        var sqlite = await OnAsync(SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "pokedextop.db")}"), measure);
        var postgreSql = await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync();
        await using (var sync = MeasuredProcess.Start(bench.Program, ["sync", "--source", bench.Source, "--json"],
            new Dictionary<string, string> { ["Database__Provider"] = "PostgreSql", ["ConnectionStrings__Database"] = postgreSql, ["Data__Directory"] = bench.NewFolder() }))
            (await sync.WaitForExitAsync()).Succeeded();
        return [.. sqlite, .. await OnAsync(SqlDatabase.Create(DatabaseProvider.PostgreSql, postgreSql), measure)];
    }

    private static async Task<IEnumerable<Figure>> OnAsync(SqlDatabase database, Func<SqlDatabase, IServiceProvider, Task<IEnumerable<Figure>>> measure)
    {
        await using var owned = database;
        await using var services = new ServiceCollection()
            .AddLogging().AddSingleton(database).AddSingleton(TimeProvider.System).AddSingleton<ImagePlanner>().AddBronze().AddSilver(new ConfigurationBuilder().Build()).AddImages().BuildServiceProvider();
        await services.GetRequiredService<ImagePlanner>().PlanBehindAsync(CancellationToken.None);
        await StoreAllAsync(database);
        return await measure(database, services);
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
}

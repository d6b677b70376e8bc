using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Species that come after the program, as a new generation's do.</summary>
public sealed class LateSpeciesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_of_a_species_that_comes_later_gets_its_link_then()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).Replace("s1", "s1-2", card => card["nationalPokedexNumbers"] = new System.Text.Json.Nodes.JsonArray(1026));
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Equal(["s1-2"], await pipeline.RowsAsync("SELECT card_id FROM silver_quality_issues WHERE \"rule\" = 'unknown-species'"));

        await BringAsync(pipeline, 1026, Payload);
        await pipeline.DrainAsync();

        Assert.Equal(["s1-1|4", "s1-2|1026"], await pipeline.RowsAsync("SELECT card_id, pokedex_number FROM silver_tcg_card_pokemon ORDER BY card_id"));
        Assert.Empty(await pipeline.RowsAsync("SELECT card_id FROM silver_quality_issues WHERE \"rule\" = 'unknown-species'"));
        Assert.Equal(["s1-2|[\"extra\",\"pokemon\"]"], await pipeline.RowsAsync("SELECT card_id, fields FROM silver_changes WHERE kind = 'changed' AND fields LIKE '%pokemon%'"));
    }

    [Fact]
    public async Task A_species_that_another_process_brought_is_known_when_a_card_is_written()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1).Replace("s1", "s1-1", card => card["nationalPokedexNumbers"] = new System.Text.Json.Nodes.JsonArray(1026));
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.ExecuteAsync("INSERT INTO silver_pokemon_master (pokedex_number, name, generation, source) VALUES (1026, 'Newmon', 10, 'pokeapi')");
        await pipeline.SyncAsync();
        Assert.Equal(["s1-1|1026"], await pipeline.RowsAsync("SELECT card_id, pokedex_number FROM silver_tcg_card_pokemon"));
    }

    [Fact]
    public async Task What_cannot_be_read_of_a_species_is_told_once_and_leaves_what_was_known()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1);
        using var told = new CountingLogger();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, services => services.AddSingleton<ILoggerProvider>(told));
        await BringAsync(pipeline, 4, "{\"names\":7");
        for (var look = 0; look < 3; look++)
            await pipeline.DrainAsync();
        Assert.Equal(["Charmander"], await pipeline.RowsAsync("SELECT name FROM silver_pokemon_master WHERE pokedex_number = 4"));
        Assert.Single(told.Lines, line => line.Contains("species 4 cannot be read", StringComparison.Ordinal));

        await BringAsync(pipeline, 4, Payload, version: 2);
        await pipeline.DrainAsync();
        Assert.Equal(["Newmon"], await pipeline.RowsAsync("SELECT name FROM silver_pokemon_master WHERE pokedex_number = 4"));
    }

    private const string Payload = """{"names":[{"name":"Newmon","language":{"name":"en"}}],"generation":{"url":"https://pokeapi.example/generation/10/"}}""";

    private static async Task BringAsync(TestPipeline pipeline, int number, string payload, int version = 1)
    {
        await using var connection = await pipeline.Database.OpenAsync(Stop);
        await using var insert = PokedexTop.Data.DbConnectionExtensions.Command(connection,
            "INSERT INTO bronze_pokemon_species (id, pokedex_number, version, content_hash, source, requested_at, fetched_at, api_call_id, payload) VALUES (@id, @number, @version, @id, 'pokeapi', @now, @now, 1, @payload)",
            ("@id", number * 10 + version), ("@number", number), ("@version", version), ("@now", DateTime.UtcNow), ("@payload", payload));
        await insert.ExecuteNonQueryAsync(Stop);
    }

    private sealed class CountingLogger : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources;

/// <summary>A bronze layer in a database of its own.</summary>
internal sealed class BronzeLayer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqlDatabase> _databases = [];
    private readonly DatabaseProvider _provider;
    private string _connectionString;

    private BronzeLayer(DatabaseProvider provider)
    {
        _provider = provider;
        _connectionString = $"Data Source={_folder.Combine("bronze.db")}";
    }

    public static async Task<BronzeLayer> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var layer = new BronzeLayer(provider);
        if (provider == DatabaseProvider.PostgreSql)
            layer._connectionString = await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await using var context = new BronzeContextFactory(layer.Open()).Create();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return layer;
    }

    /// <summary>The database as one more process would open it: with a writer lock and connections of its own.</summary>
    public SqlDatabase Open()
    {
        var database = SqlDatabase.Create(_provider, _connectionString);
        _databases.Add(database);
        return database;
    }

    public async Task<List<ApiCall>> CallsAsync()
    {
        await using var context = new BronzeContextFactory(_databases[0]).Create();
        return await context.ApiCalls.OrderBy(call => call.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<List<BronzeSpecies>> SpeciesAsync()
    {
        await using var context = new BronzeContextFactory(_databases[0]).Create();
        return await context.Species.OrderBy(species => species.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
            await database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}

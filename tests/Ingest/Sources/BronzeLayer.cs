using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources;

/// <summary>A bronze layer in a database of its own.</summary>
internal sealed class BronzeLayer : IAsyncDisposable
{
    private readonly List<SqlDatabase> _databases = [];
    private readonly TemporaryFolder _folder;
    private readonly TestDatabase _database;

    private BronzeLayer(TemporaryFolder folder, TestDatabase database) => (_folder, _database) = (folder, database);

    public static async Task<BronzeLayer> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var folder = new TemporaryFolder();
        var layer = new BronzeLayer(folder, await TestDatabase.CreateAsync(provider, folder));
        await using var context = new BronzeContextFactory(layer.Open()).Create();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return layer;
    }

    /// <summary>The database as one more process would open it: with a writer lock and connections of its own.</summary>
    public SqlDatabase Open()
    {
        var database = _database.Open();
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

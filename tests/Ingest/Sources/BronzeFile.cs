using Microsoft.EntityFrameworkCore;
using PokedexTop.Hosting.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources;

/// <summary>A bronze layer in a SQLite file of its own.</summary>
internal sealed class BronzeFile : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqlDatabase> _databases = [];

    private BronzeFile()
    {
    }

    public static async Task<BronzeFile> CreateAsync()
    {
        var file = new BronzeFile();
        await using var context = new BronzeContextFactory(file.Open()).Create();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return file;
    }

    /// <summary>The file as one more process would open it: with a writer lock of its own.</summary>
    public SqlDatabase Open()
    {
        var database = SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={_folder.Combine("bronze.db")}");
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

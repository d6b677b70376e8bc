using Npgsql;
using PokedexTop.Configuration;

namespace PokedexTop.Testing;

/// <summary>Databases that begin with the same tables. PostgreSQL copies the first one, which is faster than making the tables each time.</summary>
/// <param name="fill">Makes them in an empty database, and leaves no connection behind.</param>
public sealed class DatabaseTemplate(Func<TestDatabase, Task> fill)
{
    private static readonly SemaphoreSlim Copying = new(1, 1);

    private string? template;

    /// <summary>One of them. Skips the calling test where its server is missing.</summary>
    public async Task<TestDatabase> CopyAsync(DatabaseProvider provider, TemporaryFolder folder)
    {
        if (provider != DatabaseProvider.PostgreSql)
        {
            var database = await TestDatabase.CreateAsync(provider, folder);
            await fill(database);
            return database;
        }
        var stop = TestContext.Current.CancellationToken;
        var server = await PostgreSqlServer.StartedAsync();
        await Copying.WaitAsync(stop);
        try
        {
            if (template is null)
            {
                var first = await TestDatabase.CreateAsync(provider, folder);
                await fill(first);
                template = new NpgsqlConnectionStringBuilder(first.ConnectionString).Database;
            }
            return new TestDatabase(provider, await server.CreateDatabaseAsync(template, stop));
        }
        finally
        {
            Copying.Release();
        }
    }
}

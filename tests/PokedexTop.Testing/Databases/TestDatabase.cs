using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Testing;

/// <summary>A database of a test's own, on whichever server it asks for.</summary>
public sealed record TestDatabase(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>What points a process at it.</summary>
    public Dictionary<string, string?> Settings => new() { ["Database:Provider"] = $"{Provider}", ["ConnectionStrings:Database"] = ConnectionString };

    /// <summary>The same as environment variables.</summary>
    public Dictionary<string, string?> Environment => Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);

    /// <summary>An empty one. Skips the calling test where its server is missing.</summary>
    /// <param name="provider">Which database.</param>
    /// <param name="folder">Where a SQLite file goes.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, TemporaryFolder folder) => new(provider, provider switch
    {
        DatabaseProvider.PostgreSql => await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(TestContext.Current.CancellationToken),
        DatabaseProvider.SqlServer => await (await TdsServer.StartedAsync()).CreateDatabaseAsync(TestContext.Current.CancellationToken),
        _ => OfFile(folder).ConnectionString,
    });

    /// <summary>A SQLite file in a folder, under the name it has in a data folder.</summary>
    public static TestDatabase OfFile(TemporaryFolder folder, string below = "") => new(DatabaseProvider.Sqlite, $"Data Source={folder.Combine(below, "pokedextop.db")}");

    /// <summary>As one more process would open it; the caller disposes it.</summary>
    public SqlDatabase Open() => SqlDatabase.Create(Provider, ConnectionString);
}

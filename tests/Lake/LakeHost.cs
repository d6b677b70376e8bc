using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Lake.Checking;
using PokedexTop.Lake.Objects;
using PokedexTop.Lake.Restoring;
using PokedexTop.Lake.Rows;
using PokedexTop.Lake.Writing;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>A database of every layer and the lake beside it.</summary>
internal sealed class LakeHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private LakeHost(ServiceProvider services) => _services = services;

    public SqlDatabase Database => _services.GetRequiredService<SqlDatabase>();

    public IReadOnlyList<LayerTables> Layers => [.. _services.GetServices<LayerTables>()];

    public IReadOnlyList<LayerMigrations> Migrations => [.. _services.GetServices<LayerMigrations>()];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="folder">Where the SQLite file goes, and the lake, unless configured otherwise.</param>
    /// <param name="provider">The database.</param>
    /// <param name="settings">What else is configured.</param>
    public static async Task<LakeHost> OpenAsync(TemporaryFolder folder, DatabaseProvider provider, params (string Key, string? Value)[] settings) =>
        Open(folder, await TestDatabase.CreateAsync(provider, folder), settings);

    /// <summary>The same over a database that is there.</summary>
    public static LakeHost Open(TemporaryFolder folder, TestDatabase database, params (string Key, string? Value)[] settings) =>
        Open(folder, database.Open(), settings);

    /// <summary>Over a double.</summary>
    public static LakeHost Open(TemporaryFolder folder, SqlDatabase database, params (string Key, string? Value)[] settings)
    {
        var configuration = new ProgramConfiguration(new ConfigurationBuilder().AddInMemoryCollection(new TestDatabase(database.Provider, database.ConnectionString).Settings)
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)).Prepend(new("Data:Directory", folder.Path))).Build());
        return new LakeHost(new ServiceCollection().AddLayers(configuration).AddLake(configuration.Values, configuration.Settings).AddSingleton(_ => database).BuildServiceProvider());
    }

    public async Task MigrateAsync()
    {
        foreach (var layer in Migrations)
            await layer.ApplyAsync(Stop);
    }

    public Task<LakeWritten> WriteAsync(string? forget = null) => _services.GetRequiredService<LakeWriter>().WriteAsync(forget, Stop);

    public Task<LakeRestored> RestoreAsync() => _services.GetRequiredService<LakeRestore>().RestoreAsync(Stop);

    public Task<LakeChecked> CheckAsync() => _services.GetRequiredService<LakeCheck>().CheckAsync(Stop);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    internal async Task<IReadOnlyList<Manifest>> ManifestsAsync()
    {
        using var store = new LakeStore(Get<LakeOptions>(), TimeProvider.System);
        return await new Manifests(store).ChainAsync(Stop);
    }

    public Task ExecuteAsync(string sql) => Database.ExecuteAsync(sql);

    /// <summary>Every row of every table, as one text each, in the order of the texts.</summary>
    /// <param name="spelled">Whether JSON counts as it is spelled, and not by its value.</param>
    public async Task<SortedDictionary<string, List<string>>> RowsAsync(bool spelled)
    {
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        await using var connection = await Database.OpenAsync(Stop);
        foreach (var table in Layers.SelectMany(l => l.Tables).Select(t => t.Layout))
        {
            await using var select = connection.Command(RowReader.Select(table));
            var rows = new List<string>();
            await foreach (var row in RowReader.ReadAsync(select, table.Layout, Stop))
                rows.Add(string.Join('|', row.Select((value, i) => Text(value, table.Layout[i].Type, spelled))));
            rows.Sort(StringComparer.Ordinal);
            tables[table.Name] = rows;
        }
        return tables;
    }

    private static string Text(object? value, BulkType type, bool spelled) => value switch
    {
        null => "(null)",
        string json when !spelled && type is BulkType.Json or BulkType.TextList => Sorted(JsonNode.Parse((string)value))?.ToJsonString() ?? "null",
        // Databases put zeros at an amount's end.
        decimal amount => (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Tests.Feeds.PokemonTcg;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests;

/// <summary>A folder source of our own making, and the database it is synced into.</summary>
internal sealed class SmallCatalogue : IAsyncDisposable
{
    private readonly TemporaryFolder _source = new();
    private TestDatabase _database;
    private ServiceProvider? _reader;
    private readonly JsonArray _sets = [];
    private readonly Dictionary<string, JsonArray> _cards = new(StringComparer.Ordinal);

    public SmallCatalogue() => _database = TestDatabase.OfFile(Data);

    /// <summary>Where the database is, if it is a file.</summary>
    public TemporaryFolder Data { get; } = new();

    public string SourcePath => _source.Path;

    /// <summary>Two sets: alpha with 3 cards in an order of its own, beta with 2.</summary>
    public static SmallCatalogue Standard()
    {
        var catalogue = new SmallCatalogue();
        catalogue.AddSet("beta", "2", "1");
        catalogue.AddSet("alpha", "10", "9", "TG01");
        return catalogue;
    }

    /// <summary>The same, on one of the databases a test runs on.</summary>
    public static async Task<SmallCatalogue> StandardAsync(DatabaseProvider provider)
    {
        var catalogue = Standard();
        catalogue._database = await TestDatabase.CreateAsync(provider, catalogue.Data);
        return catalogue;
    }

    public void AddSet(string id, params string[] numbers)
    {
        _sets.Add(new JsonObject { ["id"] = id, ["name"] = $"The {id} set", ["series"] = "Ours", ["total"] = numbers.Length, ["releaseDate"] = "2020/01/02" });
        _cards[id] = [.. numbers.Select(number => Card(id, number))];
        Write();
    }

    public static JsonObject Card(string setId, string number)
    {
        var card = JsonNode.Parse(Normalizing.Sample)!.AsObject();
        card["id"] = $"{setId}-{number}";
        card["number"] = number;
        return card;
    }

    public JsonArray Sets => _sets;

    public JsonArray Cards(string setId) => _cards[setId];

    /// <summary>Writes what was changed.</summary>
    public void Write()
    {
        Directory.CreateDirectory(_source.Combine("sets"));
        Directory.CreateDirectory(_source.Combine("cards", "en"));
        File.WriteAllText(_source.Combine("sets", "en.json"), _sets.ToJsonString());
        foreach (var (id, cards) in _cards)
            File.WriteAllText(CardFile(id), cards.ToJsonString());
    }

    public string CardFile(string setId) => _source.Combine("cards", "en", setId + ".json");

    /// <summary>Syncs with stages of its own, which have ended when this returns.</summary>
    public async Task SyncAsync(bool force = false)
    {
        await using var pipeline = await TestPipeline.StartAsync(Data, SourcePath, _database);
        await pipeline.SyncAsync(force: force);
    }

    /// <summary>Services that read the database, without any stage beside them.</summary>
    public T Reader<T>() where T : notnull => (_reader ??= Read()).GetRequiredService<T>();

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var write = await Reader<SqlDatabase>().BeginWriteAsync("silver", CancellationToken.None);
        var rows = await write.ExecuteAsync(TestSql.Portable(sql), [], CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
            await _reader.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _source.Dispose();
        Data.Dispose();
    }

    private ServiceProvider Read()
    {
        var configuration = TestPipeline.Configuration(Data, SourcePath, _database);
        return new ServiceCollection().AddLayers(configuration).AddSource(configuration).BuildServiceProvider();
    }
}

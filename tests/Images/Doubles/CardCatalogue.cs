using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Status;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Upkeep;
using PokedexTop.Ingest;
using PokedexTop.Normalize;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Doubles;

/// <summary>A catalogue in silver, written as Normalize writes it, with the Images stage over it; its clock stands still.</summary>
internal sealed class CardCatalogue : IAsyncDisposable
{
    private static readonly DatabaseTemplate s_template = new(async database => await (await StartAsync(database.Open())).DisposeAsync());

    private readonly TemporaryFolder _folder;
    private readonly ServiceProvider _services;
    private int _changes;

    private CardCatalogue(SqlDatabase database, Dictionary<string, string?> settings, CardCatalogue? beside, TemporaryFolder folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _folder = folder;
        (Time, Store, Gallery, Renderer) = beside is null ? (new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)), null!, new Gallery(), new SketchRenderer()) : (beside.Time, beside.Store, beside.Gallery, new SketchRenderer());
        Store ??= new MemoryStore(Time);
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(database);
        services.AddSingleton<TimeProvider>(Time);
        services.AddBronze().AddSilver(configuration).AddImages().AddImageUpkeep();
        services.AddSingleton<IImageFetcher>(Gallery);
        services.AddSingleton<IImageStore>(Store);
        services.AddSingleton<IImageRenderer>(Renderer);
        services.AddImagesStage(configuration, new HostSettings(database.Provider, database.ConnectionString, Transport.InMemory, null, _folder.Path));
        _services = services.BuildServiceProvider();
        Database = database;
    }

    public SqlDatabase Database { get; }

    public FakeTimeProvider Time { get; }

    public MemoryStore Store { get; }

    public Gallery Gallery { get; }

    public SketchRenderer Renderer { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<CardCatalogue> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string? Value)[] settings)
    {
        var folder = new TemporaryFolder();
        return new CardCatalogue((await s_template.CopyAsync(provider, folder)).Open(), Dictionary(settings), null, folder);
    }

    public static async Task<CardCatalogue> StartAsync(SqlDatabase database)
    {
        var catalogue = new CardCatalogue(database, [], null, new TemporaryFolder());
        foreach (var layer in catalogue._services.GetServices<LayerMigrations>())
            await layer.ApplyAsync(Stop);
        return catalogue;
    }

    /// <summary>Another process of the stage, over the same database, store and source.</summary>
    public CardCatalogue AnotherProcess(params (string Key, string? Value)[] settings) =>
        new(SqlDatabase.Create(Database.Provider, Database.ConnectionString), Dictionary(settings), this, new TemporaryFolder());

    public Task<int> DrainAsync() => Get<ImageWork>().DrainAsync(Stop);

    public async Task<ImageBacklogCounts> BacklogAsync() => await Get<ImageBacklog>().CountAsync(Stop);

    public Task AddSetAsync(string id, string? symbol = null, string? logo = null) => ExecuteAsync(
        "INSERT INTO silver_tcg_sets (set_id, name, symbol_url, logo_url, bronze_id, content_hash, normalized_at) VALUES (@id, @id, @symbol, @logo, 1, 'h', @now)",
        ("@id", id), ("@symbol", symbol), ("@logo", logo), ("@now", Time.GetUtcNow().UtcDateTime));

    /// <summary>A card of the set <c>s1</c>, as Normalize writes it: with the change that tells of it.</summary>
    public async Task AddCardAsync(string id, string? large, string? small)
    {
        await ExecuteAsync(
            "INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, image_large_url, image_small_url, bronze_id, content_hash, normalized_at) VALUES (@id, 's1', @id, '1', '1', 'Energy', @large, @small, 1, 'h', @now)",
            ("@id", id), ("@large", large), ("@small", small), ("@now", Time.GetUtcNow().UtcDateTime));
        await NoteAsync(id, "appeared");
    }

    public async Task ChangeCardAsync(string id, string? large, string? small)
    {
        await ExecuteAsync("UPDATE silver_tcg_cards SET image_large_url = @large, image_small_url = @small WHERE card_id = @id", ("@large", large), ("@small", small), ("@id", id));
        await NoteAsync(id, "changed");
    }

    /// <summary>Something of a card changed that is none of its addresses.</summary>
    public Task NoteAsync(string cardId, string kind) => ExecuteAsync(
        "INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) VALUES (@id, @card, @kind, 1, @now)",
        ("@id", (long)Interlocked.Increment(ref _changes)), ("@card", cardId), ("@kind", kind), ("@now", Time.GetUtcNow().UtcDateTime));

    /// <summary>A set <c>s1</c> with these cards, each with a picture of its own in both resolutions.</summary>
    public async Task FillAsync(params string[] cards)
    {
        await AddSetAsync("s1");
        foreach (var card in cards)
        {
            Gallery.Show(Large(card), $"large {card}");
            Gallery.Show(Small(card), $"small {card}");
            await AddCardAsync(card, Large(card), Small(card));
        }
    }

    public static string Large(string card) => $"https://images.example/{card}_hires.png";

    public static string Small(string card) => $"https://images.example/{card}.png";

    public Task ExecuteAsync(string sql, params (string, object?)[] parameters) => Database.ExecuteAsync(sql, parameters);

    public Task<List<string>> RowsAsync(string sql) => Database.RowsAsync(sql);

    /// <summary>A card's state: the status of its four rows, which are always one, and how many of them have an object.</summary>
    public async Task<string> StateAsync(string card) =>
        Assert.Single(await RowsAsync($"SELECT status, COUNT(*), COUNT(object_key) FROM silver_card_images WHERE card_id = '{card}' GROUP BY status"));

    public async Task<string> ControlAsync(string card, string columns) =>
        Assert.Single(await RowsAsync($"SELECT {columns} FROM silver_card_images WHERE card_id = '{card}' AND rendition = 'original'"));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static Dictionary<string, string?> Dictionary((string Key, string? Value)[] settings) => settings.ToDictionary(s => s.Key, s => s.Value);
}

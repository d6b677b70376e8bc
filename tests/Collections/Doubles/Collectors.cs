using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Catalogue;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest;
using PokedexTop.Normalize;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Doubles;

/// <summary>A catalogue in silver, written as Normalize writes it, with collections over it; its clock stands still.</summary>
internal sealed class Collectors : IAsyncDisposable
{
    private static readonly DatabaseTemplate s_template = new(async database => await (await StartAsync(database.Open())).DisposeAsync());

    private readonly TemporaryFolder? _folder;
    private readonly ServiceProvider _services;
    private int _changes;

    private Collectors(SqlDatabase database, TemporaryFolder? folder)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(database);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<StageStart>();
        services.AddSingleton(new HostSettings(database.Provider, database.ConnectionString, Transport.InMemory, null, "data"));
        services.AddBronze().AddSilver(configuration).AddCollections().AddCollectionsStage(configuration);
        _services = services.BuildServiceProvider();
        (Database, _folder) = (database, folder);
    }

    public SqlDatabase Database { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));

    public UserLots Lots => Get<UserLots>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<Collectors> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var folder = new TemporaryFolder();
        return new Collectors((await s_template.CopyAsync(provider, folder)).Open(), folder);
    }

    public static async Task<Collectors> StartAsync(SqlDatabase database)
    {
        var collectors = new Collectors(database, null);
        foreach (var layer in collectors._services.GetServices<LayerMigrations>())
            await layer.ApplyAsync(Stop);
        foreach (var step in collectors._services.GetServices<IBeforeStages>().OfType<GoldFilling>())
            await step.RunAsync(Stop);
        return collectors;
    }

    public Task AddSetAsync(string id, string series = "Base", int? printedTotal = null, string game = "tcg", string? name = null, string? ptcgo = null) => ExecuteAsync(
        "INSERT INTO silver_tcg_sets (set_id, name, series, game, ptcgo_code, printed_total, release_date, bronze_id, content_hash, normalized_at) VALUES (@id, @name, @series, @game, @ptcgo, @printed, @on, 1, 'h', @now)",
        ("@id", id), ("@name", name ?? $"Set {id}"), ("@ptcgo", ptcgo), ("@series", series), ("@game", game), ("@printed", printedTotal), ("@on", new DateOnly(1999, 1, 9)), ("@now", Time.GetUtcNow().UtcDateTime));

    /// <summary>A card as Normalize writes it, with the change that tells of it.</summary>
    public async Task AddCardAsync(string set, string number, int? species = null, string[]? finishes = null, string[]? priced = null, string? name = null, int? tcgplayer = null, int? cardmarket = null)
    {
        var id = $"{set}-{number}";
        await ExecuteAsync(
            "INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at) VALUES (@id, @set, @name, @number, @sort, @supertype, 1, 'h', @now)",
            ("@id", id), ("@set", set), ("@name", name ?? $"Card {number}"), ("@number", number), ("@sort", CollectorNumber.SortKey(number)), ("@supertype", "Pokémon"), ("@now", Time.GetUtcNow().UtcDateTime));
        if (species is { } pokedex)
            await ExecuteAsync("INSERT INTO silver_tcg_card_pokemon (card_id, position, pokedex_number, matched_by) VALUES (@id, 0, @number, 'source')", ("@id", id), ("@number", pokedex));
        foreach (var (finish, position) in (finishes ?? []).Select((f, i) => (f, i)))
            await ExecuteAsync("INSERT INTO silver_card_finishes (card_id, source, position, finish, tcgplayer_id, cardmarket_id) VALUES (@id, 'tcgdex/en', @position, @finish, @tcgplayer, @cardmarket)", ("@id", id), ("@position", position), ("@finish", finish), ("@tcgplayer", tcgplayer), ("@cardmarket", cardmarket));
        foreach (var finish in priced ?? [])
            await ExecuteAsync("INSERT INTO silver_card_prices (card_id, market, finish, observed_on, currency, bronze_id) VALUES (@id, 'tcgplayer', @finish, @on, 'USD', 1)", ("@id", id), ("@finish", finish), ("@on", DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime)));
        await NoteAsync(id, "appeared");
    }

    /// <summary>What a market said of a finish on a day; the amount is its market price, unless it is of another column.</summary>
    public Task AddPriceAsync(string cardId, string market, string finish, string day, decimal? amount, string currency = "", string column = "market_price") => ExecuteAsync(
        $"INSERT INTO silver_card_prices (card_id, market, finish, observed_on, currency, {column}, high, bronze_id) VALUES (@id, @market, @finish, @on, @currency, @amount, 9999.99, 1)",
        ("@id", cardId), ("@market", market), ("@finish", finish), ("@on", DateOnly.Parse(day, CultureInfo.InvariantCulture)), ("@currency", currency.Length > 0 ? currency : market == Markets.TcgPlayer ? "USD" : "EUR"), ("@amount", amount));

    /// <summary>Species that cards may show.</summary>
    public async Task AddSpeciesAsync(params (int Number, string Name, int Generation)[] species)
    {
        foreach (var (number, name, generation) in species)
            await ExecuteAsync("INSERT INTO silver_pokemon_master (pokedex_number, name, generation, source) VALUES (@number, @name, @generation, 'built-in')", ("@number", number), ("@name", name), ("@generation", generation));
    }

    public async Task RetireAsync(string cardId)
    {
        await ExecuteAsync("UPDATE silver_tcg_cards SET retired_at = @now WHERE card_id = @id", ("@now", Time.GetUtcNow().UtcDateTime), ("@id", cardId));
        await NoteAsync(cardId, "retired");
    }

    public async Task MergeAsync(string cardId, string into)
    {
        await ExecuteAsync("UPDATE silver_tcg_cards SET merged_into = @into WHERE card_id = @id", ("@into", into), ("@id", cardId));
        await NoteAsync(cardId, "merged");
    }

    /// <summary>A lot of somebody's, that must be allowed.</summary>
    public async Task<Lot> AddLotAsync(LotFields said, string user = Owner.Local)
    {
        var result = await Lots.AddAsync(user, said, Stop);
        Assert.True(result.Outcome == LotOutcome.Done, string.Join("; ", (result.Problems ?? new Dictionary<string, string[]>()).Select(p => $"{p.Key} {p.Value[0]}")));
        return result.Lot!;
    }

    /// <summary>A file of the local user's, previewed and, where asked for, written.</summary>
    public async Task<ImportReport> ImportAsync(byte[] file, bool commit = true, bool again = false, ImportOptions? options = null)
    {
        var preview = await Get<UserImports>().PreviewAsync(Owner.Local, "file", file, options ?? new ImportOptions(), Stop);
        return commit ? (await Get<UserImports>().CommitAsync(Owner.Local, preview.Id, again, Stop))! : preview;
    }

    public async Task<Lot> FindAsync(Guid id, string user = Owner.Local) => (await Lots.FindAsync(user, id, Stop))!;

    public Task ExecuteAsync(string sql, params (string, object?)[] parameters) => Database.ExecuteAsync(sql, parameters);

    public Task<List<string>> RowsAsync(string sql) => Database.RowsAsync(sql);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder?.Dispose();
    }

    private Task NoteAsync(string cardId, string kind) => ExecuteAsync(
        "INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) VALUES (@id, @card, @kind, 1, @now)",
        ("@id", (long)Interlocked.Increment(ref _changes)), ("@card", cardId), ("@kind", kind), ("@now", Time.GetUtcNow().UtcDateTime));
}

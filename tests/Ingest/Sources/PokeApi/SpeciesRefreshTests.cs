using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.FakeApi;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.PokeApi;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.PokeApi;

public sealed class SqliteSpeciesRefreshTests() : SpeciesRefreshTests(DatabaseProvider.Sqlite);

public sealed class PostgreSqlSpeciesRefreshTests() : SpeciesRefreshTests(DatabaseProvider.PostgreSql);

[Trait("Database", "SqlServer")]
public sealed class SqlServerSpeciesRefreshTests() : SpeciesRefreshTests(DatabaseProvider.SqlServer);

public abstract class SpeciesRefreshTests(DatabaseProvider provider) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private readonly List<SpeciesRefresh> _refreshes = [];
    private BronzeLayer _file = null!;
    private FakeTcgApi _fake = null!;
    private SqlDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ = TestData.SpeciesFile;
        _file = await BronzeLayer.CreateAsync(provider);
        _database = _file.Open();
        _fake = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = TestData.Root }, Token);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _refreshes.ForEach(refresh => refresh.Dispose());
        if (_fake is not null)
            await _fake.DisposeAsync();
        if (_file is not null)
            await _file.DisposeAsync();
    }

    [Fact]
    public async Task The_first_refreshes_bring_every_species_in_bounded_steps_and_then_only_nine_calls_are_made()
    {
        Assert.Equal(new SpeciesRefreshResult(600, 0, 0, 0, 425, null), await RefreshAsync());
        Assert.Equal(609, _fake.Requests.Count);

        Assert.Equal(new SpeciesRefreshResult(425, 0, 600, 0, 0, null), await RefreshAsync());
        Assert.Equal(new SpeciesRefreshResult(0, 0, 1_025, 0, 0, null), await RefreshAsync());

        Assert.Equal(609 + 434 + 9, _fake.Requests.Count);
        var species = await _file.SpeciesAsync();
        Assert.Equal(Enumerable.Range(1, 1_025), species.Select(one => one.PokedexNumber));
        Assert.All(species, one => Assert.Equal((1, "pokeapi"), (one.Version, one.Source)));
        Assert.Contains("\"Farfetch’d\"", species[82].Payload, StringComparison.Ordinal);
        var calls = await _file.CallsAsync();
        Assert.All(calls, call => Assert.Equal((CallOutcome.Ok, 200, "pokeapi"), (call.Outcome, call.StatusCode, call.Source)));
        Assert.Equal($"[{species[24].Id}]", Assert.Single(calls, call => call.Endpoint == "pokemon-species/25").Items);
    }

    [Fact]
    public async Task With_nothing_configured_one_refresh_brings_every_species_in_less_than_twenty_minutes()
    {
        var defaults = new PokeApiOptions();
        Assert.Equal(new SpeciesRefreshResult(1_025, 0, 0, 0, 0, null), await RefreshAsync(options => options with { SpeciesPerRefresh = defaults.SpeciesPerRefresh }));
        Assert.InRange(_fake.Requests.Count / (double)defaults.Quota.PerMinute!, 1, 20);
    }

    [Fact]
    public async Task Species_unseen_for_a_month_are_asked_for_again_and_make_no_equal_version()
    {
        await RefreshAsync(options => options with { SpeciesPerRefresh = 2_000 });
        _time.Advance(TimeSpan.FromDays(31));
        _fake.ForgetRequests();

        var result = await RefreshAsync(options => options with { SpeciesPerRefresh = 50 });

        Assert.Equal(new SpeciesRefreshResult(0, 0, 1_025 - 975, 0, 975, null), result);
        Assert.Equal(59, _fake.Requests.Count);
        Assert.Equal(1_025, (await _file.SpeciesAsync()).Count);
        // The next refresh goes on with the others.
        await RefreshAsync(options => options with { SpeciesPerRefresh = 50 });
        Assert.Equal("/pokeapi/api/v2/pokemon-species/100", _fake.Requests[^1].Path);
    }

    [Fact]
    public async Task A_species_whose_list_entry_differs_is_asked_for_again()
    {
        await RefreshAsync(options => options with { SpeciesPerRefresh = 10 });
        await using (var write = await _database.BeginWriteAsync("bronze", Token))
        {
            await write.ExecuteAsync("UPDATE bronze_pokemon_species SET payload = REPLACE(payload, 'ivysaur', 'ivysaurus'), content_hash = 'other' WHERE pokedex_number = 2", [], Token);
            await write.CommitAsync(Token);
        }
        _time.Advance(TimeSpan.FromDays(2));

        var result = await RefreshAsync(options => options with { SpeciesPerRefresh = 1_016 });

        Assert.Equal((1_015, 1, 9, 0), (result.New, result.Changed, result.Unchanged, result.Remaining));
        var versions = (await _file.SpeciesAsync()).FindAll(one => one.PokedexNumber == 2);
        Assert.Equal([1, 2], versions.Select(one => one.Version));
    }

    [Fact]
    public async Task Failures_are_counted_told_and_repaired_by_the_next_refresh()
    {
        _fake.Faults.PokeApiFails = true;
        var failed = await RefreshAsync();
        Assert.Equal((0, 9), (failed.New, failed.Failed));
        Assert.EndsWith("answered 500 (internal server error) without a body", failed.Error, StringComparison.Ordinal);
        // Each of nine calls, twice.
        Assert.Equal(18, (await _file.CallsAsync()).Count(call => call.Outcome == CallOutcome.Failed));

        _fake.Faults.Clear();
        Assert.Equal((600, 0), ((await RefreshAsync()) is var repaired ? (repaired.New, repaired.Failed) : default));
    }

    [Fact]
    public async Task A_folder_of_CSV_files_brings_every_species_with_colour_and_legendary_at_once_and_without_a_call()
    {
        var folder = Path.GetDirectoryName(TestData.SpeciesFile)!;
        Assert.Equal(new SpeciesRefreshResult(1_025, 0, 0, 0, 0, null), await RefreshAsync(options => options with { Folder = folder }));
        Assert.Equal(new SpeciesRefreshResult(0, 0, 1_025, 0, 0, null), await RefreshAsync(options => options with { Folder = folder }));
        Assert.Empty(_fake.Requests);
        var mewtwo = (await _file.SpeciesAsync())[149];
        Assert.Equal("pokeapi-folder", mewtwo.Source);
        using var document = JsonDocument.Parse(mewtwo.Payload);
        Assert.Equal(("purple", true, false), (document.RootElement.GetProperty("color").GetProperty("name").GetString(), document.RootElement.GetProperty("is_legendary").GetBoolean(), document.RootElement.GetProperty("is_mythical").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("evolves_from_species").ValueKind);
        Assert.All(await _file.CallsAsync(), call => Assert.Equal((CallOutcome.Ok, "pokeapi-folder", 1_025), (call.Outcome, call.Source, call.ItemCount)));
    }

    [Fact]
    public async Task A_CSV_file_with_fewer_columns_says_less_and_a_damaged_one_is_told_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "pokemon_species.csv");
        await File.WriteAllTextAsync(file, "id,identifier,generation_id\n83,farfetchd,1\n1026,newmon,10\n", Token);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "pokemon_species_names.csv"), "pokemon_species_id,local_language_id,name,genus\n1026,5,Nouveau,\n1026,9,Newmon,New Pokémon\n", Token);
        Assert.Equal(2, (await RefreshAsync(options => options with { Folder = folder.Path })).New);
        var payloads = (await _file.SpeciesAsync()).ConvertAll(one => one.Payload);
        Assert.Contains("Farfetch\\u2019d", payloads[0], StringComparison.Ordinal);
        Assert.DoesNotContain("is_legendary", payloads[0], StringComparison.Ordinal);
        Assert.Contains("\"Newmon\"", payloads[1], StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "id,identifier,generation_id\n83,farfetchd,1\nx,y,z\n", Token);
        var failed = await RefreshAsync(options => options with { Folder = folder.Path });
        Assert.Equal((0, 1), (failed.New, failed.Failed));
        Assert.Contains("pokemon_species.csv: 'x' is no number", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_costs_one_call()
    {
        var result = await RefreshAsync(options => options with { BaseUrl = new Uri("http://127.0.0.1:9/"), Attempts = 1 });

        Assert.Equal(new SpeciesRefreshResult(0, 0, 0, 1, 0, "127.0.0.1:9 cannot be reached: connection refused"), result);
        Assert.Single(await _file.CallsAsync());
    }

    private async Task<SpeciesRefreshResult> RefreshAsync(Func<PokeApiOptions, PokeApiOptions>? change = null)
    {
        var options = new PokeApiOptions { BaseUrl = new Uri(_fake.PokeApiUrl), SpeciesPerRefresh = 600, Attempts = 2, Backoff = TimeSpan.Zero, Quota = new CallQuota(null, null) };
        var refresh = new SpeciesRefresh(
            change?.Invoke(options) ?? options, _database, new CallLog(_database, _time, NullLogger<CallLog>.Instance), _time, NullLogger<SpeciesRefresh>.Instance);
        _refreshes.Add(refresh);
        return await refresh.RefreshAsync(Token);
    }
}

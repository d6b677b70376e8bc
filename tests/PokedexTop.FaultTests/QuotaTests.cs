using System.Globalization;
using PokedexTop.Configuration;
using PokedexTop.FakeApi;
using PokedexTop.FaultTests.Oracle;
using PokedexTop.FaultTests.Processes;
using PokedexTop.FaultTests.Sources;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests;

/// <summary>The source's pace is honoured, whatever becomes of the processes; the fake API's own record tells.</summary>
[Collection(OneAtATime.Name)]
public sealed class QuotaTests
{
    [Fact]
    public async Task After_a_429_with_Retry_After_no_request_comes_early()
    {
        var pause = TimeSpan.FromSeconds(3);
        var stop = TestContext.Current.CancellationToken;
        await using var source = await ApiSource.StartAsync(seed: 5, limit: null, stop);
        source.Become(SourceHistory.Of(wholeCatalogue: false)[0]);
        source.Api.Faults.Probabilities[FakeFault.TooManyRequests] = 0.1;
        source.Api.Faults.RetryAfter = pause;
        await using var deployment = await Deployment.CreateAsync(Mode.Embedded, source, new Dictionary<string, string?>(), stop);
        deployment.Start();
        var host = deployment.Processes[0];
        await Eventually.ThatAsync(() => Refused(source).Count > 0, TimeSpan.FromSeconds(60), "the source refused a request", stop);
        // What a process dies of before it could write it down, nobody can know (docs/reliability.md).
        await Eventually.ThatAsync(() => deployment.Tables.Number("SELECT COUNT(*) FROM bronze_api_calls WHERE retry_at IS NOT NULL") > 0, TimeSpan.FromSeconds(60), "the refusal has its row", stop);
        host.Kill();
        await Eventually.ThatAsync(() => Refused(source).Count > 2 && host.Lives > 1, TimeSpan.FromSeconds(90), "the source refused more", stop);
        await deployment.StopAsync();

        var requests = source.Api.Requests.Where(r => r.Path.StartsWith("/v2/", StringComparison.Ordinal)).ToList();
        // What was under way when the source refused arrives at once or never: a machine that is busy may need a moment to hear of it.
        foreach (var refused in Refused(source))
            Assert.DoesNotContain(requests, r => r.At > refused.At + TimeSpan.FromSeconds(1) && r.At < refused.At + pause - TimeSpan.FromMilliseconds(50));
        // By the program's own clock: once it had the answer, only the other of the two parallel calls may have begun.
        var calls = deployment.Tables.Rows("SELECT requested_at, duration_ms, status_code, retry_at FROM bronze_api_calls WHERE source = 'pokemontcg'");
        var told = calls.FindAll(c => c["status_code"] == "429" && c["retry_at"] is not null);
        Assert.NotEmpty(told);
        foreach (var refused in told)
        {
            var answered = At(refused["requested_at"]).AddMilliseconds(double.Parse(refused["duration_ms"]!, CultureInfo.InvariantCulture));
            Assert.InRange(calls.Count(c => At(c["requested_at"]) > answered && At(c["requested_at"]) < At(refused["retry_at"]).AddMilliseconds(-50)), 0, 1);
        }

        static DateTime At(string? text) => DateTime.Parse(text!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }

    /// <param name="key">The API key; null for none.</param>
    /// <param name="setting">The quota of that kind of call.</param>
    /// <param name="server">The database that both share.</param>
    [Theory]
    [EveryDatabase("a-key", "KeyedPerDay", OnServers = true)]
    [EveryDatabase(null, "KeylessPerDay", OnServers = true)]
    public async Task A_quota_holds_across_restarts_and_two_ingest_processes(string? key, string setting, DatabaseProvider server)
    {
        const int allowed = 15;
        var stop = TestContext.Current.CancellationToken;
        await using var source = await ApiSource.StartAsync(seed: 1, limit: null, stop);
        source.Become(SourceHistory.Of(wholeCatalogue: false)[0]);
        source.Api.Faults.SlowPause = TimeSpan.FromMilliseconds(15);
        source.Api.Faults.Choose = _ => FakeFault.SlowDrip;
        var quota = new Dictionary<string, string?> { ["Source__PokemonTcg__ApiKey"] = key, [$"Source__PokemonTcg__{setting}"] = $"{allowed}", ["Source__PokemonTcg__KeylessPerMinute"] = "0" };
        // A key that is refused falls back to none, whose quota is another one.
        if (key is not null)
            quota["Source__PokemonTcg__KeylessPerDay"] = "1";
        await using var deployment = await Deployment.CreateAsync(Mode.TwoIngests, source, quota, stop, server);
        deployment.Start();
        deployment.RequestSync();
        foreach (var process in new[] { "ingest", "ingest2" })
        {
            var before = source.Api.Requests.Count;
            await Eventually.ThatAsync(() => source.Api.Requests.Count >= Math.Min(allowed, before + 4), TimeSpan.FromSeconds(60), "requests come", stop);
            deployment.Process(process).Kill();
        }
        await Eventually.ThatAsync(() => deployment.Processes.Any(p => p.Log.Contains($"{allowed} calls a day", StringComparison.Ordinal)), TimeSpan.FromSeconds(60), "the quota is used up and the log says so", stop);
        await deployment.StopAsync();

        var cards = source.Api.Requests.Where(r => r.Path.StartsWith("/v2/", StringComparison.Ordinal)).ToList();
        Assert.All(cards, request => Assert.Equal(key, request.Headers.GetValueOrDefault("X-Api-Key")));
        Assert.InRange(cards.Count, allowed - 4, allowed);
        // A row that was reserved by a process that died before it could ask counts all the same.
        Assert.Equal(allowed, deployment.Tables.Number("SELECT COUNT(*) FROM bronze_api_calls WHERE source = 'pokemontcg'"));
    }

    /// <summary>Takes more than a minute, so only where all is run.</summary>
    [Fact]
    public async Task The_keyless_calls_of_a_minute_are_never_exceeded_across_restarts_and_two_ingest_processes()
    {
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_FAULT_RUNS") != "all")
            Assert.Skip("It takes more than a minute: POKEDEXTOP_FAULT_RUNS=all runs it.");
        var stop = TestContext.Current.CancellationToken;
        await using var source = await ApiSource.StartAsync(seed: 1, new FakeRateLimit(), stop);
        var state = SourceHistory.Of(wholeCatalogue: false)[0];
        source.Become(state);
        // 40 pages and more; the source allows 30 in any minute.
        var keyless = new Dictionary<string, string?> { ["Source__PokemonTcg__ApiKey"] = null, ["Source__PokemonTcg__PageSize"] = "16" };
        await using var deployment = await Deployment.CreateAsync(Mode.TwoIngests, source, keyless, stop);
        deployment.Start();
        deployment.RequestSync();
        foreach (var process in new[] { "ingest", "ingest2", "ingest" })
        {
            var before = source.Api.Requests.Count;
            await Eventually.ThatAsync(() => source.Api.Requests.Count >= Math.Min(28, before + 5), TimeSpan.FromSeconds(90), "requests come", stop);
            deployment.Process(process).Kill();
        }
        await Eventually.ThatAsync(() => !new BronzeOracle(deployment.Tables).Differences([state]).Any(), TimeSpan.FromMinutes(4), "everything is fetched", stop);
        await deployment.StopAsync();
        Assert.True(source.Api.Requests.Count > 30);
        Assert.Empty(Refused(source));
    }

    private static List<FakeRequest> Refused(ApiSource source) => [.. source.Api.Requests.Where(r => r.Status == 429)];
}

using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Testing;

namespace PokedexTop.Schedule.Tests;

/// <summary>What each schedule sends, by what the tables hold.</summary>
public sealed class ScheduledCommandsTests
{
    private const string Everything = "schedule|requested|{\"sets\":[],\"generations\":[],\"cards\":[]}";

    private const string NewSets = "schedule|requested|{\"sets\":[],\"generations\":[],\"cards\":[],\"newSets\":true}";

    private const string Finished =
        "INSERT INTO bronze_sync_runs (sync_id, scope, feed, source, force, status, requested_by, requested_at, lease_token) VALUES ('earlier', '{}', 'pokemontcg', 'folder', 0, 'completed', 'cli', '2026-01-01 00:00:00', 0)";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_under_way_is_joined_and_no_second_one_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        await using var host = await ScheduleHost.StartAsync(folder, runs: false);
        Assert.Contains("was requested", await SendAsync(host, "full-sync"), StringComparison.Ordinal);
        Assert.Contains("is under way already", await SendAsync(host, "full-sync"), StringComparison.Ordinal);
        Assert.Equal([Everything], await host.RunsAsync());

        // It brings new sets too.
        await host.ExecuteAsync(Finished);
        Assert.Contains("under way and finds them", await SendAsync(host, "new-set-check"), StringComparison.Ordinal);
        Assert.Equal(2, (await host.RunsAsync()).Count);
    }

    [Fact]
    public async Task Nothing_but_the_full_sync_is_asked_for_before_there_is_a_catalogue()
    {
        using var folder = new TemporaryFolder();
        await using var host = await ScheduleHost.StartAsync(folder, runs: false);
        Assert.Contains("before the first sync", await SendAsync(host, "new-set-check"), StringComparison.Ordinal);
        Assert.Contains("before the first sync", await SendAsync(host, "species-refresh"), StringComparison.Ordinal);
        Assert.Contains("before the first sync", await SendAsync(host, "lake-write"), StringComparison.Ordinal);
        Assert.Contains("no source with prices", await SendAsync(host, "price-refresh"), StringComparison.Ordinal);
        Assert.Empty(await host.RunsAsync());

        await host.ExecuteAsync(Finished);
        await SendAsync(host, "new-set-check");
        await SendAsync(host, "species-refresh");
        await SendAsync(host, "missing-image-retry");
        await SendAsync(host, "housekeeping");
        await SendAsync(host, "lake-write");
        Assert.Contains("no source with prices", await SendAsync(host, "price-refresh"), StringComparison.Ordinal);
        Assert.Equal([NewSets], (await host.RunsAsync()).Skip(1));
        await Eventually.ThatAsync(() => host.Heard is { Species: 1, Images: 1, Tidy: 1, Lake: 1 }, TimeSpan.FromSeconds(30), "the commands arrive", Stop);
    }

    [Fact]
    public async Task Prices_are_refreshed_where_some_were_ever_read()
    {
        using var folder = new TemporaryFolder();
        await using var host = await ScheduleHost.StartAsync(folder, runs: false);
        await host.ExecuteAsync("INSERT INTO bronze_tcg_prices (id, feed, card_id, market, observed_on, payload, content_hash, fetched_at) VALUES (1, 'pokemontcg', 'base1-4', 'tcgplayer', '2026-01-01', '{}', 'x', '2026-01-01 00:00:00')");
        await SendAsync(host, "price-refresh");
        Assert.Equal([Everything], await host.RunsAsync());
    }

    private static Task<string> SendAsync(ScheduleHost host, string schedule) => host.Services.GetRequiredService<ScheduledCommands>().SendAsync(schedule, Stop);
}

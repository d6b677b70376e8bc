using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Hosting;
using PokedexTop.Serving;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.Serving;

/// <summary>How a host ends that nobody told to, and what does not end it.</summary>
public sealed class HostEndTests
{
    private const string AnyAddress = "http://127.0.0.1:0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("run", "--urls", AnyAddress)]
    [InlineData("sync")]
    public async Task A_database_newer_than_the_program_ends_with_two_and_one_line(params string[] verb)
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter");
        Assert.Equal(1, copy.Execute("INSERT INTO __ef_migrations_silver VALUES ('20991231000000_Future', '99.0')"));
        var ended = await copy.RunAsync(2, [.. verb, "--source", "starter"]);
        var reason = ended.StandardError.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("The database at ", reason, StringComparison.Ordinal);
        Assert.Contains("is newer than this program", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.StandardError, StringComparison.Ordinal);
        // What else was cancelled by it, the bus that never began among it, says nothing.
        Assert.DoesNotMatch("Z (warn|fail) ", ended.StandardError);
    }

    [Fact]
    public async Task A_host_whose_service_dies_fails_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        await using var app = Build(folder, services => services.AddHostedService<Dying>());
        var failed = await Assert.ThrowsAsync<CommandFailedException>(() => StageServer.ServeAsync(app, [], Token));
        Assert.Equal("The host stopped, because Dying failed: out of luck", failed.Message);
    }

    [Fact]
    public async Task Of_services_that_fail_side_by_side_the_one_that_was_not_cancelled_is_the_reason()
    {
        using var folder = new TemporaryFolder();
        await using var app = Build(folder, services =>
        {
            services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
            services.AddSingleton<IHostedService>(new Refusing(new OperationCanceledException()));
            services.AddSingleton<IHostedService>(new Refusing(new IOException("The address is in use.")));
        });
        var failed = await Assert.ThrowsAsync<CommandFailedException>(() => StageServer.ServeAsync(app, [], Token));
        Assert.StartsWith("The web server cannot start: The address is in use.", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_stop_is_no_failure_of_a_host_that_was_told_to()
    {
        using var folder = new TemporaryFolder();
        await using var app = Build(folder, services => services.AddHostedService<Unstoppable>());
        using var told = new CancellationTokenSource();
        app.Lifetime.ApplicationStarted.Register(told.Cancel);
        Assert.Equal(ExitCode.Done, await StageServer.ServeAsync(app, [], told.Token));
    }

    [Fact]
    public async Task A_damaged_row_keeps_the_stages_waiting_until_it_is_mended()
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter");
        Assert.Equal(1, copy.Execute("""
            INSERT INTO bronze_sync_runs (sync_id, scope, feed, source, force, status, requested_by, requested_at, lease_token)
            VALUES ('not an id', '{}', 'starter', 'other', 0, 'requested', 'test', '2026-01-01 00:00:00', 0)
            """));
        await using var host = await StageProcess.StartAsync(["--source", "starter", "--urls", AnyAddress], copy.Environment, copy.FolderPath);
        await Eventually.ThatAsync(async _ => await host.HealthAsync("ready") is (HttpStatusCode.ServiceUnavailable, var body) && body.Contains("The stages cannot begin with what stands in", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30), "readiness tells of the row", Token);
        Assert.Equal(1, copy.Execute("DELETE FROM bronze_sync_runs WHERE sync_id = 'not an id'"));
        await host.ReadyAsync();
        await host.StopAsync();
    }

    /// <summary>A host of one service over the layers.</summary>
    private static WebApplication Build(TemporaryFolder folder, Action<IServiceCollection> add)
    {
        var configuration = ProgramConfiguration.Read(new Dictionary<string, string?> { ["Data:Directory"] = folder.Path }, "starter");
        var builder = WebApplication.CreateSlimBuilder(["--urls", AnyAddress]);
        builder.Services.AddLayers(configuration);
        builder.Services.AddSingleton<StageStart>();
        add(builder.Services);
        return builder.Build();
    }

    private sealed class Dying(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException("out of luck");
        }
    }

    private sealed class Refusing(Exception reason) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromException(reason);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Unstoppable : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("no way out");
    }
}

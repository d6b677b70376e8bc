using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.CommandLine;
using PokedexTop.Configuration;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Composition;

/// <summary>Hosts stages in this process for the length of a verb: no web server, nothing that costs start-up time.</summary>
internal sealed class StageHost : IAsyncDisposable
{
    /// <summary>How long a verb waits for a database that cannot be used before it gives up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly IHost _host;

    private StageHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <param name="configuration">What is configured.</param>
    /// <param name="stages">Names of the stages to host.</param>
    /// <param name="more">What the verb adds.</param>
    public static StageHost Create(ProgramConfiguration configuration, IReadOnlyCollection<string> stages, Action<IServiceCollection> more)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddStages(configuration, stages, runs: false);
        builder.Services.AddSingleton<IHostLifetime, SignalsElsewhere>();
        builder.Services.Configure<HostOptions>(options =>
        {
            options.ServicesStartConcurrently = true;
            options.ServicesStopConcurrently = false;
            options.ShutdownTimeout = StopTimes.Host;
        });
        more(builder.Services);
        return new StageHost(builder.Build());
    }

    /// <summary>Starts the stages and returns when the tables are ready and the stages begin.</summary>
    /// <exception cref="ConfigurationException">The database is newer than the program, or a step before the stages refused.</exception>
    /// <exception cref="CommandFailedException">The database cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = Services.GetRequiredService<StageStart>();
        try
        {
            await start.StartWithAsync(() => _host.StartAsync(cancellationToken));
            var ready = start.ReadyAsync(cancellationToken);
            while (await Task.WhenAny(ready, Task.Delay(Patience, cancellationToken)) != ready)
            {
                if (start.Waiting != StageStart.Starting)
                    throw new CommandFailedException(start.Waiting ?? "The stages do not start.");
            }
            await ready;
        }
        catch (OperationCanceledException) when (start.Fatal is not null)
        {
            // It stopped the host while the other services were still starting.
            throw start.Fatal;
        }
    }

    /// <summary>Stops what a host runs. What does not end in its time is no failure: the rows are the truth.</summary>
    public static async Task StopAsync(IHost host)
    {
        try
        {
            await host.StopAsync();
        }
        catch (Exception error)
        {
            CommandOutput.Remark($"Not everything this process held was handed back; leases run out by themselves: {error.GetBaseException().Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndAsync().WaitAsync(StopTimes.Process);
        }
        catch (TimeoutException)
        {
            CommandOutput.Remark("Not everything this process held was handed back in time; leases run out by themselves.");
        }
    }

    private async Task EndAsync()
    {
        await StopAsync(_host);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            _host.Dispose();
    }
}

/// <summary>The command line itself takes Ctrl-C and SIGTERM and cancels what runs; a second listener would race it.</summary>
internal sealed class SignalsElsewhere : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

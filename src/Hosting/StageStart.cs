using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Language;

namespace PokedexTop.Hosting;

/// <summary>
/// Brings the tables up to date (embedded) or waits until they are (distributed), then lets the stages begin. Its
/// state is what readiness reports.
/// </summary>
public sealed class StageStart(SqlDatabase database, HostSettings settings, IEnumerable<LayerMigrations> layers, IEnumerable<IBeforeStages> before, TimeProvider time, ILogger<StageStart> log, IBeforeUpgrade? upgrade = null) : BackgroundService
{
    /// <summary>How long an end waits for an attempt that does not heed its cancellation: shorter than a host takes to stop.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private Task? _first;

    /// <summary>Why the stages have not begun; null once they have.</summary>
    public string? Waiting { get; private set; } = Starting;

    /// <summary>What they wait for while nothing has failed: large tables may take their time to be upgraded.</summary>
    public const string Starting = "starting";

    /// <summary>What keeps stages that have begun from working.</summary>
    public StageFailures Failures { get; } = new(database, time);

    /// <summary>Set when waiting is pointless: the database is newer than the program.</summary>
    public ConfigurationException? Fatal { get; private set; }

    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Starts a host and makes its first attempt at the tables meanwhile: putting the bus together takes as long as opening the database, and neither needs the other.</summary>
    /// <param name="start">Creates the host's services and starts them, this one among them.</param>
    public async Task StartWithAsync(Func<Task> start)
    {
        _first = Task.Run(() => PrepareAsync(_ended.Token));
        try
        {
            await start();
        }
        catch
        {
            await EndAsync(CancellationToken.None);
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EndAsync(cancellationToken);
    }

    public override void Dispose()
    {
        // First, since it cancels the other.
        base.Dispose();
        _ended.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopped = stoppingToken.Register(_ended.Cancel);
        try
        {
            await PrepareUntilItWorksAsync(_first, _ended.Token);
        }
        // Database providers throw their own exception types on cancellation.
        catch (Exception) when (_ended.IsCancellationRequested)
        {
        }
    }

    private async Task PrepareUntilItWorksAsync(Task? first, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromSeconds(1);
        string? told = null;
        while (true)
        {
            try
            {
                var attempt = first ?? PrepareAsync(cancellationToken);
                first = null;
                await attempt;
                if (Waiting is null)
                {
                    _ready.TrySetResult();
                    return;
                }
            }
            catch (ConfigurationException fatal)
            {
                Fatal = fatal;
                Waiting = fatal.Message;
                _ready.TrySetException(fatal);
                throw;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                Waiting = error is DbException or IOException or TimeoutException or System.Net.Sockets.SocketException or InvalidOperationException
                    ? database.Explain(error)
                    // A damaged row can make anything of itself; once it is mended the stages begin, without a restart.
                    : $"The stages cannot begin with what stands in {database.Location}: {English.Sentence(error.GetBaseException().Message)}";
            }
            // A wait is told when it begins and when its reason changes; readiness tells that it goes on.
            if (told != Waiting)
                log.LogWarning("{Reason} Trying again until it works.", Waiting);
            told = Waiting;
            await Task.Delay(wait, time, cancellationToken);
            wait = TimeSpan.FromSeconds(Math.Min(30, wait.TotalSeconds * 2));
        }
    }

    /// <summary>Nobody should be at the tables any more when the data folder is given back.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await _ended.CancelAsync();
        if (_first is { } first)
            await Task.WhenAny(first, Task.Delay(s_patience, time, cancellationToken));
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var upgrades = await TableUpgrades.ReadAsync(layers, cancellationToken);
        if (upgrades.Pending is [var first, ..] && !settings.Embedded)
        {
            Waiting = $"The {first.Layer.Layer} tables at {database.Location} lack the migration '{first.Migrations[0]}': run 'pokedextop migrate'.";
            return;
        }
        await upgrades.ApplyAsync(upgrade, cancellationToken);
        foreach (var step in before)
            await step.RunAsync(cancellationToken);
        Waiting = null;
    }
}

/// <summary>Something a stage does once, after the tables are there and before it takes work.</summary>
public interface IBeforeStages
{
    Task RunAsync(CancellationToken cancellationToken);
}

using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Sources.PokeApi;

namespace PokedexTop.Ingest;

/// <summary>
/// Keeps the species up to date in an embedded host that reads a network source: its schedules forget what they missed
/// while it was not running, so a refresh that is a day late is made up for at start. The next one goes on where it stopped.
/// </summary>
internal sealed class SpeciesRefresher(SpeciesRefresh refresh, SqlDatabase database, StageStart start, TimeProvider time, ILogger<SpeciesRefresher> log) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        while (true)
        {
            try
            {
                if (await UntilDueAsync(stoppingToken) is { } wait)
                {
                    await Task.Delay(wait, time, stoppingToken);
                    await refresh.RefreshAsync(stoppingToken);
                }
            }
            catch (DbException error)
            {
                log.LogError("The species could not be refreshed: {Error}", error.Message);
            }
            await Task.Delay(TimeSpan.FromMinutes(1), time, stoppingToken);
        }
    }

    /// <summary>The call log remembers across restarts, so that a host started ten times a day asks once.</summary>
    private async Task<TimeSpan?> UntilDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var cards = connection.Command("SELECT COUNT(*) FROM bronze_sync_runs WHERE status = 'completed'");
        // The catalogue comes first: a source that cannot be reached should be the only thing a first start talks about.
        if (await cards.CountAsync(cancellationToken) == 0)
            return null;
        await using var last = connection.Command("SELECT MAX(requested_at) FROM bronze_api_calls WHERE source IN ('pokeapi', 'pokeapi-folder')");
        var at = (await last.ReadAsync(r => r.UtcOrNull(0), cancellationToken))[0];
        var wait = at is null ? TimeSpan.Zero : at.Value + s_every - time.UtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}

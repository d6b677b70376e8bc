using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Hosting;

namespace PokedexTop.Telemetry;

/// <summary>Reads the stages' gauges from tables, on an interval of its own and never while an export waits.</summary>
internal sealed class TableMeasurer(IEnumerable<ITableMeasurements> measurements, StageStart start, TelemetrySettings settings, TimeProvider time, ILogger<TableMeasurer> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        using var timer = new PeriodicTimer(settings.TablesInterval, time);
        do
        {
            foreach (var stage in measurements)
                await MeasureAsync(stage, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task MeasureAsync(ITableMeasurements stage, CancellationToken cancellationToken)
    {
        try
        {
            await stage.MeasureAsync(cancellationToken);
        }
        catch (Exception error) when (error is DbException or TimeoutException or InvalidOperationException or IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
        {
            stage.Clear();
            log.LogDebug("The tables cannot be measured: {Error}", error.Message);
        }
    }
}

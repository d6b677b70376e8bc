using System.Data.Common;
using MassTransit;
using PokedexTop.Hosting.Data;

namespace PokedexTop.Hosting.Health;

/// <summary>Whether this process can do its work now, and if not, why.</summary>
public sealed class Readiness(StageStart start, SqlDatabase database, IBusControl bus)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The reasons why not; empty when ready.</summary>
    public async Task<IReadOnlyList<string>> ReasonsAsync(CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        if (start.Waiting is { } waiting)
            reasons.Add(waiting);
        else if (await DatabaseAsync(cancellationToken) is { } database)
            reasons.Add(database);
        var health = bus.CheckHealth();
        if (health.Status != BusHealthStatus.Healthy)
            reasons.Add($"The message bus is {health.Status.ToString().ToLowerInvariant()}: {health.Exception?.GetBaseException().Message ?? health.Description}");
        return reasons;
    }

    private async Task<string?> DatabaseAsync(CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        try
        {
            await using var connection = await database.OpenAsync(bound.Token);
            await using var select = connection.Command("SELECT 1");
            await select.ExecuteScalarAsync(bound.Token);
            return null;
        }
        catch (Exception error) when (error is DbException or TimeoutException or InvalidOperationException or System.Net.Sockets.SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return $"The database at {database.Location} cannot be used: {(error is OperationCanceledException ? "no answer within two seconds" : error.GetBaseException().Message)}";
        }
    }
}

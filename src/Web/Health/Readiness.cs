using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Web.Health;

/// <summary>Whether this process can do its work now, and if not, why.</summary>
public sealed class Readiness(StageStart start, SqlDatabase database, BusHealth bus, IEnumerable<IReadinessReason> others)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _asking = new();
    private Task<string?>? _asked;

    /// <summary>The reasons why not; empty when ready.</summary>
    public async Task<IReadOnlyList<string>> ReasonsAsync(CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        if (start.Waiting is { } waiting)
            reasons.Add(waiting);
        else if (await DatabaseAsync(cancellationToken) is { } database)
            reasons.Add(database);
        else
            reasons.AddRange(start.Failures.Reasons.Concat(others.Select(other => other.Waiting).OfType<string>()));
        if (bus.Problem is { } problem)
            reasons.Add(problem);
        return reasons;
    }

    private async Task<string?> DatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A server that hangs hears of no cancellation either, and the command waits for it much longer than a probe may.
            return await Asked().WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return CannotBeUsed("no answer within two seconds");
        }
    }

    /// <summary>One question at a time, whoever waits for its answer: probes come every few seconds and would take all connections.</summary>
    private Task<string?> Asked()
    {
        lock (_asking)
            return _asked is { IsCompleted: false } ? _asked : _asked = Task.Run(AskAsync);
    }

    private async Task<string?> AskAsync()
    {
        using var bound = new CancellationTokenSource(Patience);
        try
        {
            await using var connection = await database.OpenAsync(bound.Token);
            await using var select = connection.Command("SELECT 1");
            await select.ExecuteScalarAsync(bound.Token);
            return null;
        }
        catch (Exception error) when (error is DbException or TimeoutException or InvalidOperationException or System.Net.Sockets.SocketException or OperationCanceledException)
        {
            return CannotBeUsed(error is OperationCanceledException ? "no answer within two seconds" : SqlDatabase.ReasonOf(error));
        }
    }

    private string CannotBeUsed(string reason) => $"The database at {database.Location} cannot be used: {reason}";
}

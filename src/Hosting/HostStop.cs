using Microsoft.Extensions.Hosting;

namespace PokedexTop.Hosting;

/// <summary>Ends work together with the host.</summary>
public static class HostStop
{
    /// <summary>
    /// Runs work that may be left off anywhere and is taken up again later, until the host stops. The bus waits for its consumers before it
    /// cancels them, and a host that stops must not wait for this.
    /// </summary>
    public static async Task WhileRunningAsync(this IHostApplicationLifetime lifetime, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await work(stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // What is left is done the next time.
        }
    }
}

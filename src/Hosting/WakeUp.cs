namespace PokedexTop.Hosting;

/// <summary>Wakes a stage's worker in this process: however often it is called meanwhile, the worker looks once more.</summary>
/// <typeparam name="T">What does the work; tells the wake-ups of a process apart.</typeparam>
public sealed class WakeUp<T> : IDisposable
{
    private readonly SemaphoreSlim _called = new(0, 1);

    public void Call()
    {
        try
        {
            if (_called.CurrentCount == 0)
                _called.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has just called.
        }
    }

    /// <summary>Returns when called, or after the time.</summary>
    /// <returns>Whether it was called.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _called.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _called.Dispose();
}

namespace PokedexTop.Testing;

/// <summary>Waits for a condition instead of for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks every 50 ms until <paramref name="condition"/> holds; fails the test with <paramref name="because"/> after <paramref name="timeout"/>.</summary>
    public static Task ThatAsync(Func<bool> condition, TimeSpan timeout, string because, CancellationToken cancellationToken = default) =>
        ThatAsync(_ => Task.FromResult(condition()), timeout, because, cancellationToken);

    /// <inheritdoc cref="ThatAsync(Func{bool}, TimeSpan, string, CancellationToken)" />
    public static async Task ThatAsync(
        Func<CancellationToken, Task<bool>> condition, TimeSpan timeout, string because, CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                if (await condition(bound.Token))
                    return;
            }
            while (await timer.WaitForNextTickAsync(bound.Token));
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Not within {timeout.TotalSeconds:0.#} s: {because}");
        }
    }
}

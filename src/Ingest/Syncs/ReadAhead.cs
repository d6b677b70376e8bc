using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Syncs;

/// <summary>
/// Reads that run ahead of the writer by a number of sets, and are taken in list order, so that the first set of a list
/// wins a colliding id however fast the others answer.
/// </summary>
internal sealed class ReadAhead
{
    private readonly IReadOnlyList<SetFetch> _due;
    private readonly Func<SetFetch, Task<FetchResult>> _read;
    private readonly Queue<Task<FetchResult>> _started = new();
    private int _begun;

    /// <param name="due">What is to be read, in order.</param>
    /// <param name="ahead">How many may have been started and not been taken.</param>
    /// <param name="read">Starts a read.</param>
    public ReadAhead(IReadOnlyList<SetFetch> due, int ahead, Func<SetFetch, Task<FetchResult>> read)
    {
        (_due, _read) = (due, read);
        for (var i = 0; i < ahead; i++)
            Start();
    }

    /// <summary>The read whose turn it is; null at the end.</summary>
    public Task<FetchResult>? Next => _started.TryPeek(out var next) ? next : null;

    /// <summary>Takes the next answer, and starts another read in its place.</summary>
    public async Task<FetchResult> TakeAsync()
    {
        var result = await _started.Peek();
        _ = _started.Dequeue();
        // What comes in parts goes on with the next list, before more sets are begun.
        if (result.Answer.HasMore)
            _begun = _due.Count;
        Start();
        return result;
    }

    /// <summary>Waits for what was started, whatever becomes of it.</summary>
    public Task EndAsync() =>
        Task.WhenAll(_started).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void Start()
    {
        if (_begun < _due.Count)
            _started.Enqueue(_read(_due[_begun++]));
    }
}

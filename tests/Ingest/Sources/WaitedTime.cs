using Microsoft.Extensions.Time.Testing;

namespace PokedexTop.Ingest.Tests.Sources;

/// <summary>A clock that knows how many wait for it, so that a test need not guess when to move it on.</summary>
internal sealed class WaitedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int _waiting;
    private TaskCompletionSource _oneMore = NewSignal();

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Moves the clock on, a step whenever every open call waits for it, until all are done.</summary>
    public async Task PassUntilAsync(TimeSpan step, params Task[] calls)
    {
        while (true)
        {
            var oneMore = Volatile.Read(ref _oneMore).Task;
            var open = Array.FindAll(calls, call => !call.IsCompleted);
            if (open.Length == 0)
                break;
            if (Waiting >= open.Length)
                Advance(step);
            else
                await Task.WhenAny([.. open, oneMore]).WaitAsync(TimeSpan.FromSeconds(60), System);
        }
        await Task.WhenAll(calls);
    }

    /// <summary>Until a call waits for the clock.</summary>
    public async Task WaitedForAsync(Task call)
    {
        while (Waiting == 0)
        {
            var oneMore = Volatile.Read(ref _oneMore).Task;
            if (Waiting == 0)
                await Task.WhenAny(call, oneMore).WaitAsync(TimeSpan.FromSeconds(60), System);
            Assert.False(call.IsCompleted, "It was to wait, and did not.");
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var waiter = new Waiter(this);
        waiter.Timer = base.CreateTimer(_ =>
        {
            waiter.End();
            callback(state);
        }, null, dueTime, period);
        Interlocked.Increment(ref _waiting);
        Interlocked.Exchange(ref _oneMore, NewSignal()).SetResult();
        return waiter;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Waiter(WaitedTime time) : ITimer
    {
        private int _ended;

        public ITimer? Timer { get; set; }

        public void End()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                Interlocked.Decrement(ref time._waiting);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer!.Change(dueTime, period);

        public void Dispose()
        {
            End();
            Timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            End();
            return Timer!.DisposeAsync();
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Contracts;

namespace PokedexTop.Hosting.Messaging;

/// <summary>
/// What the in-memory bus holds. It has no disk to put a backlog on, so a stage that is faster than the one below it waits
/// here: memory stays the same however large the catalogue is.
/// </summary>
public sealed class InProcessMessages : IReceiveObserver, IDisposable
{
    /// <summary>Card events that may wait: enough for several batches, few enough to cost a few megabytes.</summary>
    private const int Most = 1_000;

    private readonly FrozenSet<Type> _consumed;
    private readonly ConcurrentDictionary<Type, bool> _limited = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private int _waiting;

    private InProcessMessages(IEnumerable<Type> consumed)
    {
        _consumed = consumed.ToFrozenSet();
        // Only Ingest publishes these and only Normalize consumes them, so waiting cannot wait for itself.
        _limited[typeof(CardFetched)] = _consumed.Contains(typeof(CardFetched));
    }

    /// <summary>Reads which messages this process consumes from its registered consumers.</summary>
    public static InProcessMessages Of(IServiceCollection services) => new(services
        .Select(s => s.ServiceType)
        .SelectMany(t => t.GetInterfaces())
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConsumer<>))
        .Select(i => i.GetGenericArguments()[0])
        .Select(m => m.IsGenericType && m.GetGenericTypeDefinition() == typeof(Batch<>) ? m.GetGenericArguments()[0] : m));

    public bool IsConsumed(Type message) => _consumed.Contains(message);

    internal void Sent(Type message, int count)
    {
        if (_limited.GetValueOrDefault(message))
            Interlocked.Add(ref _waiting, count);
    }

    /// <summary>Returns when few enough messages wait.</summary>
    internal async Task RoomAsync(Type message, CancellationToken cancellationToken)
    {
        if (!_limited.GetValueOrDefault(message))
            return;
        while (Volatile.Read(ref _waiting) > Most)
            await _changed.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
    }

    Task IReceiveObserver.PreReceive(ReceiveContext context) => Task.CompletedTask;

    Task IReceiveObserver.PostReceive(ReceiveContext context) => Done(context);

    Task IReceiveObserver.PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) => Task.CompletedTask;

    Task IReceiveObserver.ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) => Task.CompletedTask;

    Task IReceiveObserver.ReceiveFault(ReceiveContext context, Exception exception) => Done(context);

    public void Dispose() => _changed.Dispose();

    private Task Done(ReceiveContext context)
    {
        if (context.InputAddress.AbsolutePath.EndsWith(StageQueues.NormalizeCards, StringComparison.Ordinal)
            && Interlocked.Decrement(ref _waiting) <= Most && _changed.CurrentCount == 0)
        {
            try
            {
                _changed.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just woken the publisher.
            }
        }
        return Task.CompletedTask;
    }
}

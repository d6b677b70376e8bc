using MassTransit;
using PokedexTop.Configuration;
using PokedexTop.Faults;
using RabbitMQ.Client.Exceptions;

namespace PokedexTop.Messaging;

/// <summary>
/// Publishes what a stage has committed. A broker that confirms nothing does not hold a stage up for ever: the rows are
/// written, and the next stage finds them by itself.
/// </summary>
/// <param name="bus">The bus, once it has started: it is put together while stages begin.</param>
/// <param name="settings">Which transport it is.</param>
/// <param name="consumed">What is consumed in this process.</param>
public sealed class StagePublisher(Func<CancellationToken, Task<IBus>> bus, HostSettings settings, ConsumedMessages consumed)
{
    /// <summary>Longer than a broker takes to start again.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>While something that was given up is still with the bus.</summary>
    internal TimeSpan ShortPatience { get; init; } = TimeSpan.FromSeconds(1);

    private Task _givenUp = Task.CompletedTask;

    /// <summary>Whether an error says that the bus or its broker took no message.</summary>
    public static bool IsOfTheBus(Exception error) => error is MassTransitException or BrokerUnreachableException;

    /// <summary>Publishes commands and events that must have a queue; an unroutable one is an error.</summary>
    /// <param name="messages">What to publish.</param>
    /// <param name="cancellationToken">Stops waiting for the broker.</param>
    /// <exception cref="TimeoutException">RabbitMQ has not confirmed them within half a minute. They may still arrive.</exception>
    public Task PublishMandatoryAsync<T>(IReadOnlyList<T> messages, CancellationToken cancellationToken) where T : class =>
        PublishAsync(messages, mandatory: true, cancellationToken);

    /// <summary>Publishes events that may have no subscriber.</summary>
    /// <inheritdoc cref="PublishMandatoryAsync{T}"/>
    public Task PublishAsync<T>(IReadOnlyList<T> messages, CancellationToken cancellationToken) where T : class =>
        PublishAsync(messages, mandatory: false, cancellationToken);

    private async Task PublishAsync<T>(IReadOnlyList<T> messages, bool mandatory, CancellationToken cancellationToken) where T : class
    {
        var memory = settings.Transport == Transport.InMemory;
        if (memory && !consumed.Contains(typeof(T)))
            return;
        MessageFaults.Tamper(ref messages);
        CrashPoint.Hit(typeof(T).Name, "publishing");
        using var trace = PublishTrace.Start(settings.Transport, typeof(T), messages.Count);
        try
        {
            if (memory)
                await Task.WhenAll(messages.Select(m => PublishAsync(m, mandatory, trace, cancellationToken)));
            else
                await SendAsync(messages, mandatory, trace, cancellationToken);
        }
        catch (Exception error) when (trace is not null)
        {
            trace.Failed(error);
            throw;
        }
        CrashPoint.Hit(typeof(T).Name, "published");
    }

    private async Task SendAsync<T>(IReadOnlyList<T> messages, bool mandatory, PublishTrace? trace, CancellationToken cancellationToken) where T : class
    {
        // Only one call may wait for a broker that is away: what is behind it would fill the memory.
        if (!_givenUp.IsCompleted && await Task.WhenAny(_givenUp, Task.Delay(ShortPatience, cancellationToken)) != _givenUp)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Unconfirmed(messages.Count, typeof(T), ShortPatience);
        }
        var sent = Task.WhenAll(messages.Select(m => PublishAsync(m, mandatory, trace, cancellationToken)));
        try
        {
            await sent.WaitAsync(Patience, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !sent.IsCompleted)
        {
            _givenUp = sent;
            // Nobody waits for it any more, so nobody would see its error.
            _ = sent.ContinueWith(static s => s.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            if (error is OperationCanceledException)
                throw;
            throw Unconfirmed(messages.Count, typeof(T), Patience);
        }
    }

    private static TimeoutException Unconfirmed(int count, Type message, TimeSpan patience) =>
        new($"RabbitMQ has not confirmed {count} {message.Name} within {patience.TotalSeconds:0.#} s; what they tell of is written, and is found at the next look at the tables");

    private async Task PublishAsync<T>(T message, bool mandatory, PublishTrace? trace, CancellationToken cancellationToken) where T : class =>
        await (await bus(cancellationToken)).Publish(message, context =>
        {
            trace?.Write(context);
            if (mandatory && context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                rabbit.Mandatory = true;
        }, cancellationToken);
}

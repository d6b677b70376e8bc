using System.Diagnostics;
using MassTransit;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Hosting.Faults;

namespace PokedexTop.Hosting.Messaging;

/// <summary>
/// Publishes what a stage has committed. Pages are sent together, since one confirm at a time would reach tens of messages a second.
/// A broker that confirms nothing does not hold a stage up for ever: the rows are written, and the next stage finds them by itself.
/// </summary>
public sealed class StagePublisher(IBus bus, HostSettings settings, InProcessMessages inProcess)
{
    private const int Page = 500;

    /// <summary>Longer than a broker takes to start again.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>While a page that was given up is still with the bus.</summary>
    internal TimeSpan ShortPatience { get; init; } = TimeSpan.FromSeconds(1);

    private Task _givenUp = Task.CompletedTask;

    /// <summary>Publishes commands and events that must have a queue; an unroutable one is an error.</summary>
    /// <param name="messages">What to publish.</param>
    /// <param name="cancellationToken">Stops waiting for the broker.</param>
    /// <param name="cards">Where the own trace of a message's card goes on; default for one whose trace is not kept.</param>
    /// <exception cref="TimeoutException">RabbitMQ has not confirmed them within half a minute. They may still arrive.</exception>
    public Task PublishMandatoryAsync<T>(IReadOnlyList<T> messages, CancellationToken cancellationToken, Func<T, ActivityContext>? cards = null) where T : class =>
        PublishAsync(messages, mandatory: true, cards, cancellationToken);

    /// <summary>Publishes events that may have no subscriber.</summary>
    /// <inheritdoc cref="PublishMandatoryAsync{T}"/>
    public Task PublishAsync<T>(IReadOnlyList<T> messages, CancellationToken cancellationToken, Func<T, ActivityContext>? cards = null) where T : class =>
        PublishAsync(messages, mandatory: false, cards, cancellationToken);

    private async Task PublishAsync<T>(IReadOnlyList<T> messages, bool mandatory, Func<T, ActivityContext>? cards, CancellationToken cancellationToken) where T : class
    {
        var memory = settings.Transport == Transport.InMemory;
        // On the in-memory bus an event that nobody in this process consumes reaches nobody.
        if (memory && !mandatory && !inProcess.IsConsumed(typeof(T)))
            return;
        if (MessageFaults.Armed)
            messages = MessageFaults.Tamper(messages);
        CrashPoint.Hit(typeof(T).Name, "publishing");
        using var trace = PublishTrace<T>.Start(settings.Transport, messages.Count, cards);
        try
        {
            await SendAsync(messages, mandatory, memory, trace, cancellationToken);
        }
        catch (Exception error) when (trace is not null)
        {
            trace.Failed(error);
            throw;
        }
        CrashPoint.Hit(typeof(T).Name, "published");
    }

    private async Task SendAsync<T>(IReadOnlyList<T> messages, bool mandatory, bool memory, PublishTrace<T>? trace, CancellationToken cancellationToken) where T : class
    {
        // Only one page may wait for a broker that is away: what is behind it would fill the memory.
        if (!_givenUp.IsCompleted && await Task.WhenAny(_givenUp, Task.Delay(ShortPatience, cancellationToken)) != _givenUp)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Unconfirmed(messages.Count, typeof(T), ShortPatience);
        }
        var sends = new List<Task>(Math.Min(Page, messages.Count));
        for (var start = 0; start < messages.Count; start += Page)
        {
            sends.Clear();
            for (var i = start; i < Math.Min(start + Page, messages.Count); i++)
                sends.Add(mandatory ? PublishRoutedAsync(messages[i], trace, cancellationToken) : PublishAsync(messages[i], trace, cancellationToken));
            if (memory)
                inProcess.Sent(typeof(T), sends.Count);
            var page = Task.WhenAll(sends);
            if (memory)
                await page;
            else
                await ConfirmedAsync(page, sends.Count, typeof(T), cancellationToken);
            if (memory)
                await inProcess.RoomAsync(typeof(T), cancellationToken);
        }
    }

    private async Task ConfirmedAsync(Task page, int count, Type message, CancellationToken cancellationToken)
    {
        try
        {
            await page.WaitAsync(Patience, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !page.IsCompleted)
        {
            _givenUp = page;
            // Nobody waits for it any more, so nobody would see its error.
            _ = page.ContinueWith(static sent => sent.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            if (error is OperationCanceledException)
                throw;
            throw Unconfirmed(count, message, Patience);
        }
    }

    private static TimeoutException Unconfirmed(int count, Type message, TimeSpan patience) =>
        new($"RabbitMQ has not confirmed {count} {message.Name} within {patience.TotalSeconds:0.#} s; what they tell of is written, and is found at the next look at the tables");

    private Task PublishAsync<T>(T message, PublishTrace<T>? trace, CancellationToken cancellationToken) where T : class =>
        trace is null ? bus.Publish(message, cancellationToken) : bus.Publish(message, context => trace.Write(message, context), cancellationToken);

    /// <summary>Publishes a message that some queue must take; on RabbitMQ it fails where there is none.</summary>
    private Task PublishRoutedAsync<T>(T message, PublishTrace<T>? trace, CancellationToken cancellationToken) where T : class
    {
        if (trace is null)
            return bus.Publish(message, static context => MakeMandatory(context), cancellationToken);
        return bus.Publish(message, context =>
        {
            trace.Write(message, context);
            MakeMandatory(context);
        }, cancellationToken);
    }

    private static void MakeMandatory(SendContext context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = true;
    }
}

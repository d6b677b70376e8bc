using System.Diagnostics;
using MassTransit;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Hosting.Faults;

namespace PokedexTop.Hosting.Messaging;

/// <summary>Publishes what a stage has committed. Pages are sent together, since one confirm at a time would reach tens of messages a second.</summary>
public sealed class StagePublisher(IBus bus, HostSettings settings, InProcessMessages inProcess)
{
    private const int Page = 500;

    /// <summary>Publishes commands and events that must have a queue; an unroutable one is an error.</summary>
    /// <param name="messages">What to publish.</param>
    /// <param name="cancellationToken">Stops waiting for the broker.</param>
    /// <param name="cards">Where the own trace of a message's card goes on; default for one whose trace is not kept.</param>
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
        var sends = new List<Task>(Math.Min(Page, messages.Count));
        for (var start = 0; start < messages.Count; start += Page)
        {
            sends.Clear();
            for (var i = start; i < Math.Min(start + Page, messages.Count); i++)
                sends.Add(mandatory ? PublishRoutedAsync(messages[i], trace, cancellationToken) : PublishAsync(messages[i], trace, cancellationToken));
            if (memory)
                inProcess.Sent(typeof(T), sends.Count);
            await Task.WhenAll(sends);
            if (memory)
                await inProcess.RoomAsync(typeof(T), cancellationToken);
        }
    }

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

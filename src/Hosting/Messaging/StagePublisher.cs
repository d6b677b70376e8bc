using MassTransit;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Hosting.Faults;

namespace PokedexTop.Hosting.Messaging;

/// <summary>Publishes what a stage has committed. Pages are sent together, since one confirm at a time would reach tens of messages a second.</summary>
public sealed class StagePublisher(IBus bus, HostSettings settings, InProcessMessages inProcess)
{
    private const int Page = 500;

    /// <summary>Events that are sent without asking first whether anybody wants them.</summary>
    private const int Few = 10;

    /// <summary>Publishes commands and events that must have a queue; an unroutable one is an error.</summary>
    public Task PublishMandatoryAsync<T>(IReadOnlyList<T> messages, CancellationToken cancellationToken) where T : class =>
        PublishAsync(messages, mandatory: true, cancellationToken);

    /// <summary>Publishes events that may have no subscriber.</summary>
    public Task PublishAsync<T>(IReadOnlyList<T> messages, CancellationToken cancellationToken) where T : class =>
        PublishAsync(messages, mandatory: false, cancellationToken);

    private async Task PublishAsync<T>(IReadOnlyList<T> messages, bool mandatory, CancellationToken cancellationToken) where T : class
    {
        var memory = settings.Transport == Transport.InMemory;
        // On the in-memory bus an event that nobody in this process consumes reaches nobody.
        if (memory && !mandatory && !inProcess.IsConsumed(typeof(T)))
            return;
        if (MessageFaults.Armed)
            messages = MessageFaults.Tamper(messages);
        CrashPoint.Hit(typeof(T).Name, "publishing");
        // A broker would take each of the others as well, only to drop it.
        var asked = !memory && !mandatory && messages.Count > Few;
        if (asked && !await ReachesAnyoneAsync(messages[0], cancellationToken))
            return;
        var sends = new List<Task>(Math.Min(Page, messages.Count));
        for (var start = asked ? 1 : 0; start < messages.Count; start += Page)
        {
            sends.Clear();
            for (var i = start; i < Math.Min(start + Page, messages.Count); i++)
                sends.Add(mandatory ? PublishRoutedAsync(messages[i], cancellationToken) : bus.Publish(messages[i], cancellationToken));
            if (memory)
                inProcess.Sent(typeof(T), sends.Count);
            await Task.WhenAll(sends);
            if (memory)
                await inProcess.RoomAsync(typeof(T), cancellationToken);
        }
        CrashPoint.Hit(typeof(T).Name, "published");
    }

    /// <summary>Publishes a message that some queue must take; on RabbitMQ it fails where there is none.</summary>
    private Task PublishRoutedAsync<T>(T message, CancellationToken cancellationToken) where T : class =>
        bus.Publish(message, static context =>
        {
            if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                rabbit.Mandatory = true;
        }, cancellationToken);

    /// <summary>Publishes one message and tells whether a queue took it.</summary>
    private async Task<bool> ReachesAnyoneAsync<T>(T message, CancellationToken cancellationToken) where T : class
    {
        try
        {
            await PublishRoutedAsync(message, cancellationToken);
            return true;
        }
        catch (MessageReturnedException)
        {
            return false;
        }
    }
}

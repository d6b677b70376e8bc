using System.Diagnostics;
using MassTransit;
using PokedexTop.Hosting.Configuration;

namespace PokedexTop.Hosting.Messaging;

/// <summary>The spans of publishing: one for all messages of a call, and one more for each card whose own trace is kept.</summary>
/// <typeparam name="T">The message.</typeparam>
internal sealed class PublishTrace<T> : IDisposable where T : class
{
    private static readonly string s_name = $"publish {typeof(T).Name}";

    private readonly Activity? _current = Activity.Current;
    private readonly Func<T, ActivityContext>? _cards;
    private readonly Activity? _page;
    private readonly string? _header;
    private readonly Lock _lock = new();
    private List<Activity>? _ofCards;

    private PublishTrace(Transport transport, int count, Func<T, ActivityContext>? cards)
    {
        _cards = cards;
        _page = MessagingTelemetry.Activities.StartActivity(s_name, ActivityKind.Producer);
        _page?.SetTag("messaging.system", transport == Transport.RabbitMq ? "rabbitmq" : "in_memory")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", typeof(T).Name)
            .SetTag("messaging.batch.message_count", count);
        // A span somebody above wants no children of is still what the message follows from.
        _header = _page?.Id ?? (_current is { IdFormat: ActivityIdFormat.W3C } ? _current.Id : null);
    }

    /// <returns>Null where nobody listens.</returns>
    public static PublishTrace<T>? Start(Transport transport, int count, Func<T, ActivityContext>? cards) =>
        count > 0 && MessagingTelemetry.Activities.HasListeners() ? new PublishTrace<T>(transport, count, cards) : null;

    /// <summary>Writes a message's headers.</summary>
    public void Write(T message, SendContext context)
    {
        if (_header is not null)
            context.Headers.Set(MessageTraces.Header, _header);
        var parent = _cards?.Invoke(message) ?? default;
        if (parent == default || MessagingTelemetry.Activities.StartActivity(s_name, ActivityKind.Producer, parent) is not { } card)
            return;
        if (_page is not null)
            card.AddLink(new ActivityLink(_page.Context));
        Activity.Current = _page ?? _current;
        context.Headers.Set(MessageTraces.CardHeader, card.Id);
        lock (_lock)
            (_ofCards ??= []).Add(card);
    }

    public void Failed(Exception error)
    {
        foreach (var activity in (_ofCards ?? []).Append(_page))
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
    }

    public void Dispose()
    {
        foreach (var card in _ofCards ?? [])
            card.Dispose();
        _page?.Dispose();
        Activity.Current = _current;
    }
}

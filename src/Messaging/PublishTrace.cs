using System.Diagnostics;
using MassTransit;
using PokedexTop.Configuration;

namespace PokedexTop.Messaging;

/// <summary>The span of publishing the messages of a call.</summary>
internal sealed class PublishTrace : IDisposable
{
    private readonly Activity? _current = Activity.Current;
    private readonly Activity? _span;
    private readonly string? _header;

    private PublishTrace(Transport transport, Type message, int count)
    {
        _span = MessagingTelemetry.Activities.StartActivity($"publish {message.Name}", ActivityKind.Producer);
        _span?.SetTag("messaging.system", transport == Transport.RabbitMq ? "rabbitmq" : "in_memory")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", message.Name)
            .SetTag("messaging.batch.message_count", count);
        // A span somebody above wants no children of is still what the message follows from.
        _header = _span?.Id ?? (_current is { IdFormat: ActivityIdFormat.W3C } ? _current.Id : null);
    }

    /// <returns>Null where nobody listens.</returns>
    public static PublishTrace? Start(Transport transport, Type message, int count) =>
        count > 0 && MessagingTelemetry.Activities.HasListeners() ? new PublishTrace(transport, message, count) : null;

    /// <summary>Writes a message's header.</summary>
    public void Write(SendContext context)
    {
        if (_header is not null)
            context.Headers.Set(MessageTraces.Header, _header);
    }

    public void Failed(Exception error) => _span?.SetStatus(ActivityStatusCode.Error, error.Message);

    public void Dispose()
    {
        _span?.Dispose();
        Activity.Current = _current;
    }
}

using System.Diagnostics;
using MassTransit;

namespace PokedexTop.Messaging;

/// <summary>
/// How traces travel with messages: every message carries the span that published it, in the sync's trace. Where nothing
/// listens, or nothing is kept, there is no header. The traces of single cards need none: their ids follow from the rows.
/// </summary>
public static class MessageTraces
{
    /// <summary>The W3C trace context of the span the message was published in.</summary>
    public const string Header = "traceparent";

    /// <summary>Starts the span of what a message brings about; it continues the one that published it.</summary>
    /// <returns>Null where nobody listens.</returns>
    public static Activity? Start<T>(ActivitySource source, string name, ConsumeContext<T> message) where T : class =>
        source.StartActivity(name, ActivityKind.Consumer, ParentOf(message))
            ?.SetTag("messaging.operation.type", "process").SetTag("messaging.destination.name", typeof(T).Name);

    private static ActivityContext ParentOf(MessageContext message) =>
        message.Headers.TryGetHeader(Header, out var value) && value is string text && ActivityContext.TryParse(text, null, isRemote: true, out var context) ? context : default;
}

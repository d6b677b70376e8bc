using System.Diagnostics;
using MassTransit;

namespace PokedexTop.Hosting.Messaging;

/// <summary>
/// How traces travel with messages. Every message carries the span that published it, in the sync's trace; a message about
/// a card whose trace is kept carries that trace too. Where nothing listens, or nothing is kept, there is no header.
/// </summary>
public static class MessageTraces
{
    /// <summary>The W3C trace context of the page the message was published with.</summary>
    public const string Header = "traceparent";

    /// <summary>The W3C trace context of the card's own trace.</summary>
    public const string CardHeader = "card-traceparent";

    /// <summary>The span that published this message.</summary>
    public static ActivityContext ParentOf(MessageContext message) => Read(message, Header);

    /// <summary>Where the card's own trace goes on; default where it is not kept.</summary>
    public static ActivityContext CardParentOf(MessageContext message) => Read(message, CardHeader);

    /// <summary>
    /// Starts the span of a batch. It continues the page of the first message and links to the others': a batch is filled
    /// from several pages and has one parent.
    /// </summary>
    public static Activity? StartBatch<T>(ActivitySource source, string name, IEnumerable<ConsumeContext<T>> messages) where T : class
    {
        if (!source.HasListeners())
            return null;
        var count = 0;
        var pages = new HashSet<ActivityContext>();
        string? last = null;
        foreach (var message in messages)
        {
            count++;
            // Messages of a page come together: their header is read once.
            if (message.Headers.TryGetHeader(Header, out var value) && value is string text && text != last)
            {
                pages.Add(ParentOf(message));
                last = text;
            }
        }
        var activity = source.StartActivity(name, ActivityKind.Consumer, pages.FirstOrDefault());
        activity?.SetTag("messaging.operation.type", "process").SetTag("messaging.destination.name", typeof(T).Name).SetTag("messaging.batch.message_count", count);
        foreach (var page in pages.Skip(1))
            activity?.AddLink(new ActivityLink(page));
        return activity;
    }

    /// <summary>Where the own traces of the messages' cards go on, for those that are kept.</summary>
    /// <param name="source">Who will go on with them.</param>
    /// <param name="messages">A batch.</param>
    /// <param name="cardId">A message's card.</param>
    public static IReadOnlyDictionary<string, ActivityContext> OfCards<T>(ActivitySource source, IEnumerable<ConsumeContext<T>> messages, Func<T, string> cardId) where T : class
    {
        var cards = new Dictionary<string, ActivityContext>(StringComparer.Ordinal);
        if (!source.HasListeners())
            return cards;
        foreach (var message in messages)
        {
            if (CardParentOf(message) is var parent && parent != default)
                cards[cardId(message.Message)] = parent;
        }
        return cards;
    }

    private static ActivityContext Read(MessageContext message, string header) =>
        message.Headers.TryGetHeader(header, out var value) && value is string text && ActivityContext.TryParse(text, null, isRemote: true, out var context) ? context : default;
}

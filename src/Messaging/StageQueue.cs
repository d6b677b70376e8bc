using MassTransit;

namespace PokedexTop.Messaging;

/// <summary>
/// A queue that a stage takes messages from. Its name is the one that its consumer's class gives
/// (NormalizeCardsConsumer → normalize-cards).
/// </summary>
public sealed class StageQueue
{
    /// <summary>A message delivered this often without an answer goes to the queue's dead letters: it kills its consumer.</summary>
    private const int DeliveryLimit = 20;

    private readonly Action<IRabbitMqBusFactoryConfigurator>? _declare;

    /// <summary>A queue that its own stage declares.</summary>
    public StageQueue(string name) => Name = name;

    private StageQueue(string name, Action<IRabbitMqBusFactoryConfigurator> declare)
        : this(name) => _declare = declare;

    public string Name { get; }

    /// <summary>A queue that every process declares: its messages are published mandatory, whichever stage starts first.</summary>
    /// <typeparam name="T">The message.</typeparam>
    public static StageQueue For<T>(string name) where T : class => new(name, rabbit => Bind<T>(rabbit, name));

    internal void Declare(IRabbitMqBusFactoryConfigurator rabbit) => _declare?.Invoke(rabbit);

    /// <summary>
    /// Quorum queues survive a node. Before RabbitMQ 4 they have no delivery limit of their own, so it is set, and what
    /// exceeds it goes to the error queue instead of being dropped.
    /// </summary>
    internal static IEnumerable<(string Name, object Value)> QuorumArguments(string queue) =>
    [
        ("x-queue-type", "quorum"),
        ("x-delivery-limit", DeliveryLimit),
        ("x-dead-letter-exchange", ErrorQueue(queue)),
    ];

    /// <summary>
    /// Binds the queue to the message's own exchange. Its consumer binds it a second time, through an exchange named like the
    /// queue; the broker delivers a message to a queue once, however many ways lead there.
    /// </summary>
    private static void Bind<T>(IRabbitMqBusFactoryConfigurator rabbit, string queue) where T : class =>
        rabbit.Publish<T>(publish =>
        {
            publish.BindQueue(rabbit.MessageTopology.GetMessageTopology<T>().EntityName, queue, binding =>
            {
                foreach (var (name, value) in QuorumArguments(queue))
                    binding.SetQueueArgument(name, value);
            });
            // The first fault would declare it, but a dead letter needs no fault and would be dropped.
            publish.BindQueue(ErrorQueue(queue), ErrorQueue(queue));
        });

    /// <summary>Where MassTransit moves what a consumer fails at.</summary>
    private static string ErrorQueue(string queue) => queue + "_error";
}

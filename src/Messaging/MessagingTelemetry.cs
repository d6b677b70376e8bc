using System.Diagnostics;
using System.Diagnostics.Metrics;
using PokedexTop.Telemetry;

namespace PokedexTop.Messaging;

/// <summary>The instruments of the bus itself; what MassTransit measures is exported beside them.</summary>
internal static class MessagingTelemetry
{
    public const string Name = "PokedexTop.Messaging";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    /// <summary>By queue, and whether the message failed or nobody knew its type.</summary>
    public static readonly Counter<long> PoisonMessages = s_meter.CreateCounter<long>("pokedextop.messaging.poison_messages", "{message}", "Messages moved out of a queue because no consumer could take them");

    /// <summary>By queue; where messages travel through a broker.</summary>
    public static readonly TableGauge<long> QueueMessages = new(s_meter, "pokedextop.messaging.queue_messages", "{message}", "Messages that wait in a queue");
}

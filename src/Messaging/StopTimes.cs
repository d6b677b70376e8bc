namespace PokedexTop.Messaging;

/// <summary>
/// How long each may take at a stop; each waits for the one before it: consumers, the bus, the host, the process. Between bus
/// and host leases are handed back; past the host's time services are still disposed. A process ends within 25 s.
/// </summary>
public static class StopTimes
{
    public static readonly TimeSpan Consumers = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan Bus = TimeSpan.FromSeconds(18);

    public static readonly TimeSpan Host = TimeSpan.FromSeconds(22);

    public static readonly TimeSpan Process = TimeSpan.FromSeconds(24);
}

namespace PokedexTop.Hosting.Messaging;

/// <summary>Each waits for the one before it: consumers, the bus, the host, the process. A pod's usual grace is 30 s.</summary>
public static class StopTimes
{
    public static readonly TimeSpan Consumers = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan Bus = TimeSpan.FromSeconds(20);

    public static readonly TimeSpan Host = TimeSpan.FromSeconds(25);

    public static readonly TimeSpan Process = TimeSpan.FromSeconds(28);
}

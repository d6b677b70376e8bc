using System.Diagnostics;

namespace PokedexTop.Faults;

/// <summary>
/// What the fault suite does to messages on their way out: it drops some, sends some three times, and mixes their order
/// across publishes, so that old versions come last. A release has none of it, as with <see cref="CrashPoint"/>.
/// </summary>
public static partial class MessageFaults
{
    /// <summary>Puts in place of the messages what is sent instead: some of them, some of those before, in another order.</summary>
    [Conditional("FAULTS")]
    public static void Tamper<T>(ref IReadOnlyList<T> messages) where T : class => Change(ref messages);

    static partial void Change<T>(ref IReadOnlyList<T> messages) where T : class;
}

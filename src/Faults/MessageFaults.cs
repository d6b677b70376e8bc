using System.Globalization;

namespace PokedexTop.Faults;

/// <summary>
/// What the fault suite does to messages on their way out: <c>POKEDEXTOP_MESSAGE_FAULTS=seed</c> drops some, sends some
/// three times, and mixes their order across publishes, so that old versions come last. Unset, messages pass untouched.
/// </summary>
internal static class MessageFaults
{
    /// <summary>Of ten messages one is dropped, and three are sent three times.</summary>
    private const int OutOf = 10;

    private static readonly string? s_setting = Environment.GetEnvironmentVariable("POKEDEXTOP_MESSAGE_FAULTS");
    private static readonly Random s_random = s_setting is { Length: > 0 } ? new(int.Parse(s_setting, CultureInfo.InvariantCulture)) : new(0);
    private static readonly Dictionary<Type, object> s_late = [];

    /// <summary>Whether messages are tampered with.</summary>
    public static readonly bool Armed = !string.IsNullOrEmpty(s_setting);

    /// <summary>The messages to send instead of these: some of them, some of those before, in another order.</summary>
    public static IReadOnlyList<T> Tamper<T>(IReadOnlyList<T> messages) where T : class
    {
        lock (s_late)
        {
            var late = s_late.TryGetValue(typeof(T), out var kept) ? (List<T>)kept : [];
            var sent = new List<T>();
            var (dropped, repeated) = (0, 0);
            foreach (var message in messages)
            {
                switch (s_random.Next(OutOf))
                {
                    case 0:
                        dropped++;
                        break;
                    case < 4:
                        sent.AddRange([message, message, message]);
                        repeated++;
                        break;
                    default:
                        sent.Add(message);
                        break;
                }
            }
            var shuffled = sent.ToArray();
            s_random.Shuffle(shuffled);
            // What was published before comes once more, behind everything newer.
            IReadOnlyList<T> all = [.. shuffled, .. late];
            s_late[typeof(T)] = messages.Take(OutOf).ToList();
            Console.Error.WriteLine($"message faults: of {messages.Count} {typeof(T).Name} {dropped} dropped, {repeated} sent three times, shuffled, {late.Count} old ones last");
            return all;
        }
    }
}

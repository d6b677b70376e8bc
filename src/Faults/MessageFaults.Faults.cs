using System.Globalization;

namespace PokedexTop.Faults;

/// <remarks><c>POKEDEXTOP_MESSAGE_FAULTS=seed</c> switches them on; unset, messages pass untouched.</remarks>
public static partial class MessageFaults
{
    /// <summary>Of ten messages one is dropped, and three are sent three times.</summary>
    private const int OutOf = 10;

    private static readonly string? s_setting = Environment.GetEnvironmentVariable("POKEDEXTOP_MESSAGE_FAULTS");
    private static readonly Random s_random = s_setting is { Length: > 0 } ? new(int.Parse(s_setting, CultureInfo.InvariantCulture)) : new(0);
    private static readonly Dictionary<Type, object> s_late = [];

    static partial void Change<T>(ref IReadOnlyList<T> messages) where T : class
    {
        if (string.IsNullOrEmpty(s_setting))
            return;
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
            messages = all;
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PokedexTop.Faults;

/// <remarks>
/// <c>POKEDEXTOP_CRASH_AT=name:count</c> kills the process with SIGKILL when it comes to the point for the count-th time;
/// <c>POKEDEXTOP_CRASH_AT=list</c> writes each point passed to stderr. Unset, a point is one check of a constant.
/// </remarks>
public static partial class CrashPoint
{
    private static readonly string? s_setting = Environment.GetEnvironmentVariable("POKEDEXTOP_CRASH_AT");
    private static readonly (string Name, int Count) s_wanted = Read(s_setting);
    private static readonly ConcurrentDictionary<string, int> s_hits = new(StringComparer.Ordinal);

    static partial void Pass(string place, string moment)
    {
        if (string.IsNullOrEmpty(s_setting))
            return;
        var point = $"{place}.{moment}";
        var count = s_hits.AddOrUpdate(point, 1, (_, before) => before + 1);
        if (s_setting == "list")
            Console.Error.WriteLine($"crash point {point}");
        if (point != s_wanted.Name || count != s_wanted.Count)
            return;
        Console.Error.WriteLine($"crash at {point}:{count.ToString(CultureInfo.InvariantCulture)}");
        // SIGKILL on Unix: nothing is flushed, rolled back or handed back.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static (string, int) Read(string? setting)
    {
        var parts = (setting ?? "").Split(':');
        return (parts[0], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }
}

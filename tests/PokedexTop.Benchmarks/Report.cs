using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PokedexTop.Benchmarks;

/// <summary>Writes the figures and the machine they were taken on.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Write(Bench bench, IReadOnlyList<Figure> figures, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                takenAt = DateTime.UtcNow,
                machine = Machine(),
                program = bench.Program,
                bench.Repeat,
                figures = figures.Select(f => new { f.Name, f.Measured, f.Unit, limit = f.HasLimit ? f.Limit : (double?)null, ratio = f.HasLimit ? f.Ratio : (double?)null, f.Passed, f.Runs, f.Method, f.Notes }),
            }, s_json));
            return;
        }
        foreach (var line in Machine())
            Console.WriteLine(line);
        foreach (var figure in figures)
        {
            // Figures without a limit are a table to compare, not lines to read one by one.
            if (!figure.HasLimit)
            {
                Console.WriteLine($"{figure.Name,-66} {Number(figure.Measured),8} {figure.Unit}");
                continue;
            }
            Console.WriteLine();
            Console.WriteLine(Line(figure));
            Console.WriteLine($"  {figure.Method}");
            if (figure.Runs.Count > 1)
                Console.WriteLine($"  runs: {string.Join(", ", figure.Runs.Select(r => Number(r)))}");
            foreach (var note in figure.Notes)
                Console.WriteLine($"  {note}");
        }
    }

    private static string Line(Figure figure) =>
        $"{(figure.Passed ? "PASS" : "MISS")} {figure.Name}: {Number(figure.Measured)} {figure.Unit}; limit {(figure.AtLeast ? "≥" : "≤")} {Number(figure.Limit)}, ratio {figure.Ratio.ToString("0.00", CultureInfo.InvariantCulture)}";

    private static string Number(double value) => value.ToString(Math.Abs(value) < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Machine() =>
    [
        $"{Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MB of memory, {RuntimeInformation.OSDescription}",
        $"{RuntimeInformation.FrameworkDescription}, load before the report {File.ReadAllText("/proc/loadavg").Split(' ')[0]}",
    ];

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
}

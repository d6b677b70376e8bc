using PokedexTop.Testing;

namespace PokedexTop.Tests.Operating;

/// <summary>The tables of docs/telemetry.md that list metrics: name, unit, attributes, meaning.</summary>
internal static class TelemetryTable
{
    public sealed record Row(string Name, string Unit, IReadOnlyList<string> Attributes, string Meaning)
    {
        /// <summary>The attributes as Prometheus labels.</summary>
        public IEnumerable<string> Labels => Attributes.Select(a => a.Replace('.', '_'));
    }

    public static IReadOnlyList<Row> Rows { get; } = [.. File.ReadLines(RepositoryRoot.Combine("docs", "telemetry.md"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 6 && cells[1].StartsWith('`') && cells[1].Contains('.', StringComparison.Ordinal))
        .Select(cells => new Row(Code(cells[1]), Code(cells[2]), [.. cells[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Code)], cells[4]))];

    private static string Code(string cell) => cell.Trim('`');
}

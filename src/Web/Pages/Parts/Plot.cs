using System.Globalization;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>A line of amounts over days.</summary>
/// <param name="Name">For people.</param>
/// <param name="Points">In the order of days; each amount holds until the next.</param>
public sealed record PlotLine(string Name, IReadOnlyList<(DateOnly On, decimal Amount)> Points);

/// <summary>Where the lines of a plot run: 600 × 180 units, with room for words around. Pure.</summary>
internal sealed class Plot
{
    /// <summary>Of the drawing, with its margins.</summary>
    public const int Width = 640, Height = 220;

    private const int Left = 48, Right = 8, Top = 12, Bottom = 28;

    private readonly DateOnly _from;
    private readonly int _days;
    private readonly decimal _most;

    /// <param name="lines">At least one point among them.</param>
    /// <param name="today">Until where the last amounts hold.</param>
    public Plot(IReadOnlyList<PlotLine> lines, DateOnly today)
    {
        var points = lines.SelectMany(line => line.Points).ToList();
        _from = points.Min(p => p.On);
        To = points.Max(p => p.On) is var last && last > today ? last : today;
        _days = Math.Max(1, To.DayNumber - _from.DayNumber);
        _most = Rounded(points.Max(p => p.Amount));
        Lines = lines;
    }

    public IReadOnlyList<PlotLine> Lines { get; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; }

    /// <summary>The first day.</summary>
    public DateOnly From => _from;

    /// <summary>Amounts to rule a line at, with their heights.</summary>
    public IEnumerable<(decimal Amount, string Y)> Rules => Enumerable.Range(0, 5).Select(i => _most * i / 4).Select(amount => (amount, Text(Y(amount))));

    /// <summary>The steps of a line, as the points of a polyline.</summary>
    public string Steps(PlotLine line)
    {
        var steps = new List<string>();
        (double X, double Y)? before = null;
        foreach (var (on, amount) in line.Points)
        {
            var (x, y) = (X(on), Y(amount));
            if (before is { } b)
                steps.Add($"{Text(x)},{Text(b.Y)}");
            steps.Add($"{Text(x)},{Text(y)}");
            before = (x, y);
        }
        if (before is { } end)
            steps.Add($"{Text(X(To))},{Text(end.Y)}");
        return string.Join(' ', steps);
    }

    private double X(DateOnly on) => Left + ((double)(on.DayNumber - _from.DayNumber) / _days * (Width - Left - Right));

    private double Y(decimal amount) => Height - Bottom - ((double)(amount / _most) * (Height - Top - Bottom));

    /// <summary>The next amount above that people like to read.</summary>
    private static decimal Rounded(decimal most)
    {
        var unit = 0.01m;
        while (true)
        {
            foreach (var step in new[] { 1m, 2m, 4m, 8m })
            {
                if (unit * step >= most)
                    return unit * step;
            }
            unit *= 10;
        }
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

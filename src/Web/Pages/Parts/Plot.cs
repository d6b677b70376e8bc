using System.Globalization;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>A line of amounts over days.</summary>
/// <param name="Name">For people.</param>
/// <param name="Points">In the order of days; each amount holds until the next.</param>
public sealed record PlotLine(string Name, IReadOnlyList<(DateOnly On, decimal Amount)> Points);

/// <summary>Where the lines of a plot run, in units that are stretched to the place there is; words stand beside it. Pure.</summary>
internal sealed class Plot
{
    public const int Width = 600, Height = 180;

    /// <summary>More are a line already.</summary>
    private const int MostDots = 60;

    /// <summary>Amounts that people like to read, whose quarters are such too.</summary>
    private static readonly decimal[] s_round = [1m, 1.2m, 1.6m, 2m, 2.4m, 3.2m, 4m, 4.8m, 6m, 8m];

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

    /// <summary>Where amounts were seen, as a path of dots; empty where they would run together.</summary>
    public string Dots(PlotLine line) => line.Points.Count > MostDots ? "" : string.Concat(line.Points.Select(point => $"M{Text(X(point.On))} {Text(Y(point.Amount))}h0"));

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

    private double X(DateOnly on) => (double)(on.DayNumber - _from.DayNumber) / _days * Width;

    private double Y(decimal amount) => Height - ((double)(amount / _most) * Height);

    /// <summary>The next amount above that people like to read; a quarter of it is whole cents.</summary>
    private static decimal Rounded(decimal most)
    {
        if (most <= 0.08m)
            return most <= 0.04m ? 0.04m : 0.08m;
        for (var unit = 0.1m; ; unit *= 10)
        {
            foreach (var round in s_round)
            {
                if (unit * round >= most)
                    return unit * round;
            }
        }
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

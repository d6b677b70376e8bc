namespace PokedexTop.Benchmarks;

/// <summary>What was measured and what it has to reach.</summary>
/// <param name="Name">As the command line names it, with what was measured.</param>
/// <param name="Runs">One value for each run; the median counts.</param>
/// <param name="Unit">Of the values and the limit.</param>
/// <param name="Limit">NaN for a figure that only informs.</param>
/// <param name="AtLeast">Whether the limit is a least or a most.</param>
/// <param name="Method">How it was measured, in a line.</param>
internal sealed record Figure(string Name, IReadOnlyList<double> Runs, string Unit, double Limit, bool AtLeast, string Method)
{
    /// <summary>More about the runs: processor time, phases, sizes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public double Measured => Median(Runs);

    /// <summary>How far inside the limit: 1 is on it, less is a miss.</summary>
    public double Ratio => AtLeast ? Measured / Limit : Limit / Measured;

    public bool HasLimit => !double.IsNaN(Limit);

    public bool Passed => !HasLimit || Ratio >= 1;

    public static Figure Informs(string name, IReadOnlyList<double> runs, string unit, string method) => new(name, runs, unit, double.NaN, AtLeast: true, method);

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

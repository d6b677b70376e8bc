namespace PokedexTop.Tests.Operating;

/// <summary>docs/telemetry.md lists what the program emits, no more and no less.</summary>
public sealed class TelemetryDocsTests
{
    [Fact]
    public async Task Every_metric_of_ours_is_listed_with_its_unit()
    {
        var emitted = (await EmittedMetrics.AllAsync()).Where(EmittedMetrics.IsOwn).Select(m => $"{m.Name} {m.Unit}");
        var listed = TelemetryTable.Rows.Where(row => row.Name.StartsWith("pokedextop.", StringComparison.Ordinal)).Select(row => $"{row.Name} {row.Unit}");
        Assert.Equal(emitted.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metrics_of_others_that_are_listed_exist()
    {
        var emitted = (await EmittedMetrics.AllAsync()).Select(m => $"{m.Name} {m.Unit}").ToHashSet(StringComparer.Ordinal);
        Assert.All(TelemetryTable.Rows, row => Assert.Contains($"{row.Name} {row.Unit}", emitted));
        Assert.All(TelemetryTable.Rows, row => Assert.NotEqual("", row.Meaning));
    }

    [Fact]
    public async Task Names_and_units_follow_the_conventions()
    {
        foreach (var metric in (await EmittedMetrics.AllAsync()).Where(EmittedMetrics.IsOwn))
        {
            Assert.Matches("^pokedextop(\\.[a-z]+(_[a-z]+)*){2,3}$", metric.Name);
            Assert.Matches("^(s|By|1|\\{[a-z]+\\})$", metric.Unit);
        }
    }
}

using System.Text.Json;
using PokedexTop.Testing;

namespace PokedexTop.Tests.Operating;

/// <summary>The Grafana dashboards ask for what the program emits, and read well.</summary>
public sealed class DashboardTests
{
    /// <summary>Grafana's names of units; an unknown one is shown as text behind the number.</summary>
    private static readonly string[] s_units = ["s", "ms", "bytes", "short", "percentunit", "cps", "ops", "reqps"];

    /// <summary>Labels that Prometheus, the collector or histograms add.</summary>
    private static readonly string[] s_general = ["le", "job", "instance"];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string Folder => RepositoryRoot.Combine("deployment", "dashboards");

    [Fact]
    public void There_is_a_dashboard_for_each_question()
    {
        Assert.Equal(["data-quality.json", "images.json", "pipeline-overview.json", "source-health.json"], Files.Select(row => row.Data));
        Assert.Equal(Files.Count, Files.Select(row => Read(row.Data).GetProperty("uid").GetString()).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_panel_asks_for_metrics_the_program_emits(string file)
    {
        var emitted = await EmittedMetrics.AllAsync();
        var names = emitted.SelectMany(m => m.PrometheusNames).ToHashSet(StringComparer.Ordinal);
        var labels = TelemetryTable.Rows.SelectMany(row => row.Labels).Concat(s_general).ToHashSet(StringComparer.Ordinal);
        foreach (var (panel, target) in Panels(Read(file)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => (Title(panel), target))))
        {
            var (expression, legend) = (target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!);
            var metrics = PromQl.Metrics(expression).ToList();
            Assert.NotEmpty(metrics);
            Assert.All(metrics, metric => Assert.True(names.Contains(metric), $"{file}, '{panel}': nothing emits {metric}"));
            Assert.All(PromQl.Labels(expression, legend), label => Assert.True(labels.Contains(label), $"{file}, '{panel}': no metric has the label {label}"));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_are_described_and_lie_side_by_side(string file)
    {
        var board = Read(file);
        Assert.True(board.GetProperty("schemaVersion").GetInt32() >= 39);
        Assert.Contains(board.GetProperty("templating").GetProperty("list").EnumerateArray(), v => v.GetProperty("name").GetString() == "datasource" && v.GetProperty("type").GetString() == "datasource");
        var all = board.GetProperty("panels").EnumerateArray().ToList();
        Assert.Equal(all.Count, all.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());
        var taken = new HashSet<(int, int)>();
        foreach (var place in all.Select(panel => panel.GetProperty("gridPos")))
        {
            var (x, y, w, h) = (Number(place, "x"), Number(place, "y"), Number(place, "w"), Number(place, "h"));
            Assert.True(x >= 0 && x + w <= 24, place.ToString());
            Assert.All(from column in Enumerable.Range(x, w) from row in Enumerable.Range(y, h) select (column, row), cell => Assert.True(taken.Add(cell), $"Two panels at {cell}"));
        }
        foreach (var panel in Panels(board))
        {
            Assert.True(panel.GetProperty("description").GetString()!.Length > 20, Title(panel));
            Assert.Contains(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString(), s_units);
            foreach (var source in panel.GetProperty("targets").EnumerateArray().Append(panel).Select(p => p.GetProperty("datasource")))
                Assert.Equal(("prometheus", "${datasource}"), (source.GetProperty("type").GetString(), source.GetProperty("uid").GetString()));
        }
    }

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file))).RootElement;

    private static IEnumerable<JsonElement> Panels(JsonElement board) =>
        board.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row");

    private static string Title(JsonElement panel) => panel.GetProperty("title").GetString()!;

    private static int Number(JsonElement place, string name) => place.GetProperty(name).GetInt32();
}

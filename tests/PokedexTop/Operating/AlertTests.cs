using System.Diagnostics;
using PokedexTop.Testing;

namespace PokedexTop.Tests.Operating;

/// <summary>The alert rules ask for what the program emits, fire when they should, and lead to what to do.</summary>
public sealed class AlertTests
{
    private static string Rules => RepositoryRoot.Combine("deployment", "alerts", "pokedextop.rules.yml");

    private static string Cases => RepositoryRoot.Combine("deployment", "alerts", "pokedextop.test.yml");

    [Fact]
    public async Task Every_rule_asks_for_metrics_the_program_emits()
    {
        var names = (await EmittedMetrics.AllAsync()).SelectMany(m => m.PrometheusNames).ToHashSet(StringComparer.Ordinal);
        // Which process a series is of, the collector adds.
        var labels = TelemetryTable.Rows.SelectMany(row => row.Labels).Append("job").Append("instance").ToHashSet(StringComparer.Ordinal);
        foreach (var alert in Alerts())
        {
            var (name, expression) = ((string)alert["alert"], (string)alert["expr"]);
            Assert.All(PromQl.Metrics(expression), metric => Assert.True(names.Contains(metric), $"{name}: nothing emits {metric}"));
            var summary = (string)Map(alert["annotations"])["summary"];
            Assert.All(PromQl.Labels(expression, summary), label => Assert.True(labels.Contains(label), $"{name}: no metric has the label {label}"));
        }
    }

    [Fact]
    public void Every_alert_leads_to_its_section_of_the_runbook()
    {
        var runbook = File.ReadAllText(RepositoryRoot.Combine("docs", "operations.md"));
        foreach (var alert in Alerts())
        {
            var name = (string)alert["alert"];
            var annotations = Map(alert["annotations"]);
            // A URL as it stands; where the pages are elsewhere, Prometheus' external label says where.
            Assert.Equal($$$"""{{ or $externalLabels.runbooks "http://localhost:5080/runbook" }}#{{{name.ToLowerInvariant()}}}""", annotations["runbook_url"]);
            Assert.Contains($"\n### {name}\n", runbook, StringComparison.Ordinal);
            Assert.NotEqual("", annotations["description"]);
            Assert.Contains(Map(alert["labels"])["severity"], new object[] { "info", "warning", "critical" });
        }
        var sections = runbook.Split('\n').Where(line => line.StartsWith("### PokedexTop", StringComparison.Ordinal)).Select(line => line[4..]);
        Assert.Equal(Alerts().Select(a => (string)a["alert"]).Order(StringComparer.Ordinal), sections.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_alert_has_a_case_in_which_it_fires()
    {
        var firing = List(Map(Yaml.Read(Cases))["tests"]).SelectMany(test => List(Map(test)["alert_rule_test"])).Select(Map).Where(test => test.ContainsKey("exp_alerts")).Select(test => (string)test["alertname"]);
        Assert.Equal(Alerts().Select(a => (string)a["alert"]).Order(StringComparer.Ordinal), firing.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task Promtool_accepts_the_rules() => PromtoolAsync("check", "rules", Rules);

    [Fact]
    public Task Promtool_finds_that_alerts_fire_when_they_should() => PromtoolAsync("test", "rules", Cases);

    [Fact]
    public Task Promtool_accepts_the_configuration_of_Prometheus() =>
        PromtoolAsync("check", "config", "--syntax-only", RepositoryRoot.Combine("deployment", "collector", "prometheus.yml"));

    private static IEnumerable<IReadOnlyDictionary<string, object>> Alerts() =>
        List(Map(Yaml.Read(Rules))["groups"]).SelectMany(group => List(Map(group)["rules"])).Select(Map);

    private static IReadOnlyDictionary<string, object> Map(object node) => Yaml.Map(node);

    private static IReadOnlyList<object> List(object node) => Yaml.List(node);

    private static async Task PromtoolAsync(params string[] arguments)
    {
        var promtool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (promtool is null)
            Requirement.Missing("promtool is missing; it comes with Debian's package prometheus.");
        using var process = Process.Start(new ProcessStartInfo(promtool!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await output + await error);
    }
}

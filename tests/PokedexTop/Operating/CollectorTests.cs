using PokedexTop.Testing;

namespace PokedexTop.Tests.Operating;

/// <summary>The files that bring telemetry from the processes to the dashboards fit together.</summary>
public sealed class CollectorTests
{
    [Fact]
    public void Every_pipeline_of_the_collector_uses_what_is_defined()
    {
        var collector = Read("collector.yaml");
        var service = Yaml.Map(collector["service"]);
        var pipelines = Yaml.Map(service["pipelines"]);
        Assert.Equal(["logs", "metrics", "traces"], pipelines.Keys.Order(StringComparer.Ordinal));
        foreach (var pipeline in pipelines.Values.Select(Yaml.Map))
        {
            Assert.Equal(["exporters", "processors", "receivers"], pipeline.Keys.Order(StringComparer.Ordinal));
            foreach (var (kind, used) in pipeline)
                Assert.All(Yaml.List(used), name => Assert.Contains((string)name, Yaml.Map(collector[kind]).Keys));
        }
        foreach (var kind in new[] { "receivers", "processors", "exporters" })
            Assert.All(Yaml.Map(collector[kind]).Keys, name => Assert.Contains(pipelines.Values, pipeline => Yaml.List(Yaml.Map(pipeline)[kind]).Contains(name)));
        Assert.Equal(Yaml.Map(collector["extensions"]).Keys, Yaml.List(service["extensions"]));
    }

    [Fact]
    public void Prometheus_scrapes_what_the_collector_offers_and_keeps_its_labels()
    {
        var scrape = Yaml.Map(Assert.Single(Yaml.List(Read("prometheus.yml")["scrape_configs"])));
        Assert.Equal("true", scrape["honor_labels"]);
        var target = Assert.Single(Yaml.List(Yaml.Map(Assert.Single(Yaml.List(scrape["static_configs"])))["targets"]));
        Assert.Equal($"collector:{Port(Yaml.Map(Yaml.Map(Read("collector.yaml")["exporters"])["prometheus"])["endpoint"])}", target);
    }

    [Fact]
    public void Alerts_go_to_Alertmanager_and_lead_to_a_runbook_that_a_variable_names()
    {
        var prometheus = Read("prometheus.yml");
        var alerting = Yaml.Map(prometheus["alerting"]);
        var target = Assert.Single(Yaml.List(Yaml.Map(Assert.Single(Yaml.List(Yaml.Map(Assert.Single(Yaml.List(alerting["alertmanagers"])))["static_configs"])))["targets"]));
        Assert.Equal("alertmanager:9093", target);
        Assert.Equal("${RUNBOOK_URL}", Yaml.Map(Yaml.Map(prometheus["global"])["external_labels"])["runbooks"]);
    }

    [Fact]
    public void Logs_go_from_the_collector_to_Loki_and_Grafana_finds_them()
    {
        var endpoint = (string)Yaml.Map(Yaml.Map(Read("collector.yaml")["exporters"])["otlphttp/loki"])["endpoint"];
        var port = Yaml.Map(Read("loki.yaml")["server"])["http_listen_port"];
        Assert.Equal($$"""${env:LOKI_ENDPOINT:-http://loki:{{port}}/otlp}""", endpoint);
        Assert.Contains(Yaml.List(Read("grafana", "datasources", "pokedextop.yaml")["datasources"]).Select(Yaml.Map), source => (string)source["type"] == "loki" && (string)source["url"] == $"http://loki:{port}");
    }

    [Fact]
    public void Traces_go_from_the_collector_to_Tempo_and_Grafana_finds_both_stores()
    {
        var tempo = Read("tempo.yaml");
        var grpc = Yaml.Map(Yaml.Map(Yaml.Map(Yaml.Map(Yaml.Map(tempo["distributor"])["receivers"])["otlp"])["protocols"])["grpc"]);
        Assert.EndsWith($":{Port(grpc["endpoint"])}}}", (string)Yaml.Map(Yaml.Map(Read("collector.yaml")["exporters"])["otlp/tempo"])["endpoint"], StringComparison.Ordinal);
        var sources = Yaml.List(Read("grafana", "datasources", "pokedextop.yaml")["datasources"]).Select(Yaml.Map).ToDictionary(s => (string)s["type"], s => (string)s["url"]);
        Assert.Equal($"http://tempo:{Yaml.Map(tempo["server"])["http_listen_port"]}", sources["tempo"]);
        Assert.Equal("http://prometheus:9090", sources["prometheus"]);
        Assert.Single(Yaml.List(Read("grafana", "dashboards", "pokedextop.yaml")["providers"]));
    }

    private static string Port(object endpoint) => ((string)endpoint).Split(':')[^1];

    private static IReadOnlyDictionary<string, object> Read(params string[] path) => Yaml.Map(Yaml.Read(RepositoryRoot.Combine(["deployment", "collector", .. path])));
}

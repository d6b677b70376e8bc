using System.Text.Json;
using k8s.Models;
using PokedexTop.Testing;
using YamlDotNet.Serialization;

namespace PokedexTop.Deployment.Tests.Kubernetes;

/// <summary>k8s/monitoring: what a cluster with the Prometheus operator takes is what the rest of the repository says.</summary>
public sealed class MonitoringTests
{
    [Fact]
    public async Task The_rules_are_those_of_the_alerts()
    {
        var monitoring = await Overlay.MonitoringAsync();
        var rule = Parse(Assert.Single(monitoring.PrometheusRules));
        var alerts = Parse(await File.ReadAllTextAsync(RepositoryRoot.Combine("deployment", "alerts", "pokedextop.rules.yml"), TestContext.Current.CancellationToken));
        Assert.True(
            JsonElement.DeepEquals(JsonSerializer.SerializeToElement(((Dictionary<object, object>)rule["spec"])["groups"]), JsonSerializer.SerializeToElement(alerts["groups"])),
            "k8s/monitoring/prometheus-rule.yaml is not what the alerts say: run deployment/prometheus-rule.sh");
    }

    [Fact]
    public async Task The_monitor_finds_the_collector_and_keeps_the_labels_of_each_process()
    {
        var monitoring = await Overlay.MonitoringAsync();
        var monitor = Assert.Single(monitoring.ServiceMonitors);
        var service = monitoring.One<V1Service>("collector");
        Assert.True(monitor.Spec.Selector.MatchLabels.All(service.Metadata.Labels.Contains));
        Assert.Equal(monitor.Metadata.Namespace, service.Metadata.NamespaceProperty);
        var endpoint = Assert.Single(monitor.Spec.Endpoints);
        Assert.Equal("true", endpoint.HonorLabels);
        var metrics = Assert.Single(service.Spec.Ports, port => port.Name == endpoint.Port);
        var config = monitoring.All<V1ConfigMap>().Single(map => map.Name().StartsWith("collector-", StringComparison.Ordinal)).Data["config.yaml"];
        Assert.Contains($"endpoint: 0.0.0.0:{metrics.Port}", config, StringComparison.Ordinal);
        var pod = monitoring.One<V1Deployment>("collector").Spec.Template;
        Assert.True(service.Spec.Selector.All(pod.Metadata.Labels.Contains));
        var container = Assert.Single(pod.Spec.Containers);
        Assert.All(service.Spec.Ports, port => Assert.Contains(container.Ports, own => own.Name == port.TargetPort.Value && own.ContainerPort == port.Port));
        Assert.All(container.Env, variable => Assert.Contains($"${{env:{variable.Name}:-{variable.Value}}}", config, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_collector_is_where_production_sends_to()
    {
        var production = await Overlay.NamedAsync("production");
        var sent = production.All<V1ConfigMap>().SelectMany(map => map.Data).Single(setting => setting.Key == "OTEL_EXPORTER_OTLP_ENDPOINT").Value;
        var service = (await Overlay.MonitoringAsync()).One<V1Service>("collector");
        Assert.Equal(($"{service.Name()}.{service.Namespace()}", true), (new Uri(sent).Host, service.Spec.Ports.Any(port => port.Port == new Uri(sent).Port)));
    }

    [Fact]
    public async Task Grafana_finds_every_dashboard()
    {
        var map = (await Overlay.MonitoringAsync()).One<V1ConfigMap>("pokedextop-dashboards");
        Assert.Equal("1", map.Metadata.Labels["grafana_dashboard"]);
        Assert.Equal(Directory.EnumerateFiles(RepositoryRoot.Combine("deployment", "dashboards"), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal), map.Data.Keys.Order(StringComparer.Ordinal));
    }

    private static Dictionary<object, object> Parse(string yaml) => new Deserializer().Deserialize<Dictionary<object, object>>(yaml);
}

namespace PokedexTop.Deployment.Tests.Kubernetes;

/// <summary>The Prometheus operator's ServiceMonitor, as far as the fields k8s/ uses (monitoring.coreos.com/v1).</summary>
internal sealed record ServiceMonitor(string ApiVersion, string Kind, KedaMetadata Metadata, ServiceMonitorSpec Spec);

internal sealed record ServiceMonitorSpec(ServiceMonitorSelector Selector, List<ServiceMonitorEndpoint> Endpoints);

internal sealed record ServiceMonitorSelector(Dictionary<string, string> MatchLabels);

internal sealed record ServiceMonitorEndpoint(string Port, string Interval, string HonorLabels);

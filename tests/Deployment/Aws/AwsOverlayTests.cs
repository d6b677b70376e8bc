using k8s.Models;
using PokedexTop.Deployment.Tests.Kubernetes;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>What k8s/overlays/aws adds to production; the rest OverlayTests says of every overlay.</summary>
public sealed class AwsOverlayTests
{
    private const string Agent = "169.254.170.23/32";

    [Fact]
    public async Task Those_with_rights_reach_the_agent_that_gives_them_and_the_store_and_nobody_else_does()
    {
        var overlay = await Overlay.NamedAsync("aws");
        var accounts = overlay.All<V1ServiceAccount>().Select(account => account.Metadata.Name).ToList();
        foreach (var (name, pod) in overlay.Processes)
        {
            var rules = Egress(overlay, pod).ToList();
            var agent = rules.Where(rule => Blocks(rule).Any(block => block.Cidr == Agent)).ToList();
            Assert.Equal(accounts.Contains(name), agent.Count == 1);
            Assert.All(agent, rule => Assert.Equal("80", Assert.Single(rule.Ports).Port.Value));
            // Others ask the internet for cards, or where people sign in.
            Assert.Equal(accounts.Contains(name) || name is "ingest" or "web", rules.Any(rule => rule.Ports.Any(port => port.Port.Value == "443")));
            // An instance's own credentials are for nobody.
            Assert.DoesNotContain(rules.SelectMany(Blocks), block => block.Cidr.StartsWith("169.254.", StringComparison.Ordinal) && block.Cidr != Agent);
        }
    }

    [Fact]
    public async Task Every_process_reaches_either_database_and_the_broker_encrypted_alone()
    {
        var overlay = await Overlay.NamedAsync("aws");
        foreach (var (name, pod) in overlay.Processes)
        {
            var ports = Egress(overlay, pod).SelectMany(rule => rule.Ports).Select(port => port.Port.Value).ToHashSet();
            Assert.Superset(new HashSet<string> { "53", "5432", "1433", "5671" }, ports);
            Assert.DoesNotContain("5672", ports);
            Assert.Equal(name != "migrate", ports.Contains("4317"));
        }
    }

    [Fact]
    public async Task The_collections_stage_writes_the_lake_and_people_sign_in_at_the_web_stage_alone()
    {
        var overlay = await Overlay.NamedAsync("aws");
        Assert.Equal(["collections"], With("Lake__S3__Bucket"));
        Assert.Equal(["images", "web"], With("Images__S3__PublicBaseUrl"));
        Assert.Equal(["web"], With("Auth__Authority"));
        var ingress = overlay.One<V1Ingress>("web");
        Assert.Equal("alb", ingress.Spec.IngressClassName);
        var health = overlay.One<V1Deployment>("web").Spec.Template.Spec.Containers[0].ReadinessProbe.HttpGet.Path;
        Assert.Equal(health, ingress.Metadata.Annotations["alb.ingress.kubernetes.io/healthcheck-path"]);
        var from = overlay.One<V1NetworkPolicy>("web-from-ingress").Spec.Ingress[0].FromProperty;
        Assert.Contains(from, peer => peer.IpBlock?.Cidr == "10.0.0.0/8");

        IEnumerable<string> With(string setting) => overlay.Processes
            .Where(process => process.Pod.Spec.Containers[0].EnvFrom.Any(source => overlay.One<V1ConfigMap>(source.ConfigMapRef.Name).Data.ContainsKey(setting)))
            .Select(process => process.Name).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<V1NetworkPolicyEgressRule> Egress(Overlay overlay, V1PodTemplateSpec pod) =>
        overlay.All<V1NetworkPolicy>().Where(policy => policy.Spec.Egress is not null && Selects(policy.Spec.PodSelector, pod.Metadata.Labels)).SelectMany(policy => policy.Spec.Egress);

    private static IEnumerable<V1IPBlock> Blocks(V1NetworkPolicyEgressRule rule) => (rule.To ?? []).Where(peer => peer.IpBlock is not null).Select(peer => peer.IpBlock);

    private static bool Selects(V1LabelSelector selector, IDictionary<string, string> labels) =>
        (selector.MatchLabels ?? new Dictionary<string, string>()).All(labels.Contains)
        && (selector.MatchExpressions ?? []).All(e => labels.TryGetValue(e.Key, out var value) && e.Values.Contains(value));
}

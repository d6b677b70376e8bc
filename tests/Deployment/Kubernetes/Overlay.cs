using System.Diagnostics;
using k8s;
using k8s.Models;
using PokedexTop.Deployment.Tests.Settings;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Kubernetes;

/// <summary>What <c>kubectl kustomize</c> makes of an overlay, read strictly: a key that its kind does not have is an error.</summary>
internal sealed class Overlay
{
    private static readonly Dictionary<string, Lazy<Task<Overlay>>> s_overlays =
        new[] { "overlays/dev", "overlays/production", "overlays/production-postgresql", "overlays/aws", "monitoring" }.ToDictionary(name => name, name => new Lazy<Task<Overlay>>(() => BuildAsync(name)));

    private readonly List<IKubernetesObject<V1ObjectMeta>> _objects = [];

    public List<ScaledObject> ScaledObjects { get; } = [];

    public List<TriggerAuthentication> TriggerAuthentications { get; } = [];

    public List<ServiceMonitor> ServiceMonitors { get; } = [];

    /// <summary>The rules as they stand, to be compared.</summary>
    public List<string> PrometheusRules { get; } = [];

    public static Task<Overlay> NamedAsync(string name) => s_overlays["overlays/" + name].Value;

    public static Task<Overlay> MonitoringAsync() => s_overlays["monitoring"].Value;

    public IEnumerable<T> All<T>() => _objects.OfType<T>();

    /// <summary>Everything that runs the program: its name and its pods.</summary>
    public IEnumerable<(string Name, V1PodTemplateSpec Pod)> Processes =>
        Pods.Where(pod => pod.Pod.Spec.Containers[0].Image.Split(':')[0].EndsWith("pokedextop", StringComparison.Ordinal));

    public IEnumerable<(string Name, V1PodTemplateSpec Pod)> Pods =>
    [
        .. All<V1Deployment>().Select(d => (d.Name(), d.Spec.Template)),
        .. All<V1StatefulSet>().Select(d => (d.Name(), d.Spec.Template)),
        .. All<V1Job>().Select(d => (d.Name(), d.Spec.Template)),
    ];

    public T One<T>(string name) where T : IKubernetesObject<V1ObjectMeta> => Assert.Single(All<T>(), o => o.Name() == name);

    private static async Task<Overlay> BuildAsync(string name)
    {
        var overlay = new Overlay();
        foreach (var document in (await KustomizeAsync(RepositoryRoot.Combine(["k8s", .. name.Split('/')]))).Split("\n---\n"))
            overlay.Add(document);
        return overlay;
    }

    private void Add(string document)
    {
        var head = KubernetesYaml.Deserialize<KubernetesObject>(document);
        switch ($"{head.ApiVersion} {head.Kind}")
        {
            case "keda.sh/v1alpha1 ScaledObject":
                ScaledObjects.Add(StrictYaml.Camel<ScaledObject>(document));
                break;
            case "keda.sh/v1alpha1 TriggerAuthentication":
                TriggerAuthentications.Add(StrictYaml.Camel<TriggerAuthentication>(document));
                break;
            case "monitoring.coreos.com/v1 ServiceMonitor":
                ServiceMonitors.Add(StrictYaml.Camel<ServiceMonitor>(document));
                break;
            case "monitoring.coreos.com/v1 PrometheusRule":
                PrometheusRules.Add(document);
                break;
            case "v1 Namespace":
                Add<V1Namespace>(document);
                break;
            case "v1 ConfigMap":
                Add<V1ConfigMap>(document);
                break;
            case "v1 Secret":
                Add<V1Secret>(document);
                break;
            case "v1 Service":
                Add<V1Service>(document);
                break;
            case "v1 ServiceAccount":
                Add<V1ServiceAccount>(document);
                break;
            case "apps/v1 Deployment":
                Add<V1Deployment>(document);
                break;
            case "apps/v1 StatefulSet":
                Add<V1StatefulSet>(document);
                break;
            case "batch/v1 Job":
                Add<V1Job>(document);
                break;
            case "policy/v1 PodDisruptionBudget":
                Add<V1PodDisruptionBudget>(document);
                break;
            case "networking.k8s.io/v1 NetworkPolicy":
                Add<V1NetworkPolicy>(document);
                break;
            case "networking.k8s.io/v1 Ingress":
                Add<V1Ingress>(document);
                break;
            default:
                Assert.Fail($"{head.ApiVersion} {head.Kind} is not expected in k8s/");
                break;
        }
    }

    private void Add<T>(string document) where T : IKubernetesObject<V1ObjectMeta> => _objects.Add(KubernetesYaml.Deserialize<T>(document, strict: true));

    private static async Task<string> KustomizeAsync(string folder)
    {
        var kubectl = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(path => Path.Combine(path, "kubectl")).FirstOrDefault(File.Exists);
        if (kubectl is null)
            Requirement.Missing("kubectl is missing; .ci/run says where to get one that is new enough.");
        using var process = Process.Start(new ProcessStartInfo(kubectl!, ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{await error} kubectl 1.32 or newer is needed; .ci/run installs one.");
        // A deprecated key still works, until it does not.
        Assert.Equal("", await error);
        return await output;
    }
}

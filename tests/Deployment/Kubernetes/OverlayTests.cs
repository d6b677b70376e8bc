using k8s.Models;
using Microsoft.Data.SqlClient;
using Npgsql;
using PokedexTop.Composition;
using PokedexTop.Deployment.Tests.Container;
using PokedexTop.Deployment.Tests.Settings;
using PokedexTop.Images;
using PokedexTop.Messaging;
using PokedexTop.Normalize;
using PokedexTop.Serving;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Kubernetes;

/// <summary>What of k8s/ can be proved without a cluster: its objects are what Kubernetes knows, fit together, and tell the program what it reads.</summary>
public sealed class OverlayTests
{
    /// <summary>What the Secret of a production cluster holds, as docs/operations.md asks for it.</summary>
    private static readonly Dictionary<string, string> s_secret = new()
    {
        ["ConnectionStrings__Database"] = "Server=sql.example.org,1433;Database=pokedextop;User ID=pokedextop;Password=x",
        ["ConnectionStrings__RabbitMq"] = "amqps://pokedextop:x@rabbitmq.example.org:5671/",
        ["Admin__ApiKey"] = new('x', 32),
        ["POKEMON_TCG_API_KEY"] = "x",
        ["AWS_ACCESS_KEY_ID"] = "x",
        ["AWS_SECRET_ACCESS_KEY"] = "x",
    };

    public static TheoryData<string> Overlays => ["dev", "production", "production-postgresql", "aws"];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_stage_has_its_Deployment_and_the_tables_their_Job(string name)
    {
        var overlay = await Overlay.NamedAsync(name);
        var deployments = overlay.All<V1Deployment>().ToList();
        Assert.Equal(ProgramStages.All.Order(StringComparer.Ordinal), deployments.Select(d => d.Name()).Order(StringComparer.Ordinal));
        Assert.All(deployments, d => Assert.Equal(["run", d.Name()], Container(d.Spec.Template).Args));
        Assert.Equal(["migrate"], Container(overlay.One<V1Job>("migrate").Spec.Template).Args);
        // Else every upgrade would have to delete the one before.
        Assert.All(overlay.All<V1Job>(), job => Assert.InRange(job.Spec.TtlSecondsAfterFinished ?? 0, 3_600, 7 * 86_400));
        Assert.Equal(1, overlay.One<V1Deployment>("ingest").Spec.Replicas);
        Assert.All(deployments, d => Assert.Equal(d.Spec.Selector.MatchLabels.ToHashSet(), d.Spec.Template.Metadata.Labels.ToHashSet()));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_variable_of_a_process_is_one_it_reads(string name)
    {
        var overlay = await Overlay.NamedAsync(name);
        foreach (var (process, pod) in overlay.Processes)
        {
            var arguments = Container(pod).Args.ToList();
            var unread = await ProcessSettings.UnreadAsync(arguments, EnvironmentOf(overlay, pod));
            if (arguments[0] != "run")
                unread = [.. unread.Except(Dockerfile.Environment.Keys).Except(["OTEL_EXPORTER_OTLP_ENDPOINT"])];
            Assert.True(unread.Count == 0, $"{process} does not read {string.Join(", ", unread)}");
        }
    }

    [Fact]
    public async Task Production_takes_every_secret_from_outside_and_nothing_else_and_the_runbook_names_its_keys()
    {
        var overlay = await Overlay.NamedAsync("production");
        Assert.Empty(overlay.All<V1Secret>());
        var keys = overlay.Processes.SelectMany(p => Container(p.Pod).Env).Select(e => e.ValueFrom.SecretKeyRef).ToList();
        Assert.All(keys, key => Assert.Equal("pokedextop", key.Name));
        // That of the provider is for where people sign in.
        Assert.Equal(s_secret.Keys.Append("Auth__ClientSecret").Order(StringComparer.Ordinal), keys.Select(key => key.Key).Distinct().Order(StringComparer.Ordinal));
        var runbook = await File.ReadAllTextAsync(RepositoryRoot.Combine("docs", "operations.md"), TestContext.Current.CancellationToken);
        Assert.All(keys.Select(key => key.Key), key => Assert.Contains($"`{key}`", runbook, StringComparison.Ordinal));
        // Nobody holds a secret it has no use for.
        Assert.Equal(["web"], overlay.Processes.Where(p => Container(p.Pod).Env.Any(e => e.Name == "Admin__ApiKey")).Select(p => p.Name));
        Assert.Equal(["web"], overlay.Processes.Where(p => Container(p.Pod).Env.Any(e => e.Name == "Auth__ClientSecret")).Select(p => p.Name));
        Assert.Equal(["ingest"], overlay.Processes.Where(p => Container(p.Pod).Env.Any(e => e.Name == "POKEMON_TCG_API_KEY")).Select(p => p.Name));
        Assert.Equal(["images"], overlay.Processes.Where(p => Container(p.Pod).Env.Any(e => e.Name.StartsWith("AWS_", StringComparison.Ordinal))).Select(p => p.Name));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_process_runs_locked_down_with_bounded_memory_and_time_to_stop(string name)
    {
        var overlay = await Overlay.NamedAsync(name);
        foreach (var (process, pod) in overlay.Processes)
        {
            var (spec, container) = (pod.Spec, Container(pod));
            Assert.False(spec.AutomountServiceAccountToken);
            Assert.True(spec.SecurityContext.RunAsNonRoot);
            Assert.Equal(ContainerLike.UserId, spec.SecurityContext.RunAsUser);
            Assert.Equal("RuntimeDefault", spec.SecurityContext.SeccompProfile.Type);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            var mount = Assert.Single(container.VolumeMounts);
            Assert.Equal("/tmp", mount.MountPath);
            Assert.NotNull(Assert.Single(spec.Volumes, volume => volume.Name == mount.Name).EmptyDir.SizeLimit);
            Assert.True(container.Resources.Limits["memory"].ToDecimal() > container.Resources.Requests["memory"].ToDecimal());
            Assert.True(container.Resources.Requests["cpu"].ToDecimal() > 0);
            if (process == "migrate")
                continue;
            var before = container.Lifecycle?.PreStop.Exec.Command is [_, var seconds] ? TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)) : TimeSpan.Zero;
            Assert.True(TimeSpan.FromSeconds(spec.TerminationGracePeriodSeconds!.Value) > before + StopTimes.Process, process);
            var port = Assert.Single(container.Ports);
            Assert.Equal(Dockerfile.Port, port.ContainerPort);
            Assert.Equal(("/health/live", "/health/live", "/health/ready"), (container.StartupProbe.HttpGet.Path, container.LivenessProbe.HttpGet.Path, container.ReadinessProbe.HttpGet.Path));
            Assert.All([container.StartupProbe, container.LivenessProbe, container.ReadinessProbe], probe => Assert.Equal(port.Name, probe.HttpGet.Port.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Budgets_policies_services_and_the_ingress_select_what_is_there(string name)
    {
        var overlay = await Overlay.NamedAsync(name);
        var pods = overlay.Pods.Select(p => p.Pod.Metadata.Labels).ToList();
        Assert.Equal(ProgramStages.All.Order(StringComparer.Ordinal), overlay.All<V1PodDisruptionBudget>().Select(b => Assert.Single(overlay.All<V1Deployment>(), d => Matches(b.Spec.Selector, d.Spec.Template.Metadata.Labels)).Name()).Order(StringComparer.Ordinal));
        Assert.All(overlay.All<V1PodDisruptionBudget>(), budget => Assert.Equal("1", budget.Spec.MaxUnavailable.Value));
        Assert.All(overlay.All<V1NetworkPolicy>(), policy => Assert.Contains(pods, labels => Matches(policy.Spec.PodSelector, labels)));
        var denial = overlay.One<V1NetworkPolicy>("default-deny").Spec;
        Assert.True(pods.All(labels => Matches(denial.PodSelector, labels)) && denial.Ingress is null && denial.Egress is null);
        Assert.Equal(["Ingress", "Egress"], denial.PolicyTypes);
        foreach (var service in overlay.All<V1Service>())
        {
            var target = Assert.Single(overlay.Pods, p => service.Spec.Selector.All(p.Pod.Metadata.Labels.Contains));
            Assert.Contains(Container(target.Pod).Ports, port => port.Name == service.Spec.Ports[0].TargetPort.Value);
        }
        var backend = Assert.Single(Assert.Single(overlay.One<V1Ingress>("web").Spec.Rules).Http.Paths).Backend.Service;
        Assert.Contains(overlay.One<V1Service>(backend.Name).Spec.Ports, port => port.Name == backend.Port.Name);
        Assert.All(overlay.All<V1Namespace>(), space => Assert.Equal("pokedextop", space.Name()));
        Assert.All(overlay.All<V1Deployment>().Where(d => d.Spec.Template.Spec.ServiceAccountName is not null), d => overlay.One<V1ServiceAccount>(d.Spec.Template.Spec.ServiceAccountName));
    }

    [Theory]
    [InlineData("production", "SqlServer", "1433")]
    [InlineData("production-postgresql", "PostgreSql", "5432")]
    public async Task Production_lets_every_process_reach_its_database_its_broker_and_its_collector(string name, string provider, string port)
    {
        var overlay = await Overlay.NamedAsync(name);
        foreach (var (process, pod) in overlay.Processes)
        {
            var environment = EnvironmentOf(overlay, pod);
            var ports = overlay.All<V1NetworkPolicy>().Where(policy => Matches(policy.Spec.PodSelector, pod.Metadata.Labels) && policy.Spec.Egress is not null)
                .SelectMany(policy => policy.Spec.Egress).SelectMany(rule => rule.Ports).Select(allowed => allowed.Port.Value).ToHashSet();
            Assert.Contains("53", ports);
            Assert.Equal(provider, environment["Database__Provider"]);
            Assert.Contains(port, ports);
            Assert.Contains("5671", ports);
            Assert.Contains("5672", ports);
            // The web stage asks where people sign in.
            Assert.Equal(process is "ingest" or "images" or "web", ports.Contains("443"));
            if (process != "migrate")
                Assert.Contains($"{new Uri(environment["OTEL_EXPORTER_OTLP_ENDPOINT"]).Port}", ports);
        }
    }

    [Fact]
    public async Task Normalize_and_images_grow_with_their_queues_and_ingest_does_not()
    {
        var overlay = await Overlay.NamedAsync("production");
        Assert.Equal(["images", "normalize"], overlay.ScaledObjects.Select(s => s.Spec.ScaleTargetRef.Name).Order(StringComparer.Ordinal));
        var queues = overlay.ScaledObjects.ToDictionary(s => s.Spec.ScaleTargetRef.Name, s => Assert.Single(s.Spec.Triggers));
        Assert.Equal((NormalizeQueues.NormalizeCards, ImagesQueues.PlanImages), (queues["normalize"].Metadata.QueueName, queues["images"].Metadata.QueueName));
        foreach (var scaled in overlay.ScaledObjects)
        {
            Assert.True(scaled.Spec is { MinReplicaCount: >= 1, PollingInterval: > 0 } && scaled.Spec.MaxReplicaCount > scaled.Spec.MinReplicaCount);
            // A number of its own would be set back to at each apply.
            Assert.Null(overlay.One<V1Deployment>(scaled.Spec.ScaleTargetRef.Name).Spec.Replicas);
            var trigger = scaled.Spec.Triggers[0];
            Assert.Equal(("rabbitmq", "QueueLength"), (trigger.Type, trigger.Metadata.Mode));
            Assert.True(int.Parse(trigger.Metadata.Value, System.Globalization.CultureInfo.InvariantCulture) > 0);
            var authentication = Assert.Single(overlay.TriggerAuthentications, a => a.Metadata.Name == trigger.AuthenticationRef.Name);
            Assert.Equal(new SecretTarget("host", "pokedextop", "ConnectionStrings__RabbitMq"), Assert.Single(authentication.Spec.SecretTargetRef));
        }
    }

    [Fact]
    public async Task The_dev_overlay_brings_every_server_its_processes_ask_for()
    {
        var overlay = await Overlay.NamedAsync("dev");
        var environment = EnvironmentOf(overlay, overlay.One<V1Deployment>("images").Spec.Template);
        var database = new NpgsqlConnectionStringBuilder(environment["ConnectionStrings__Database"]);
        foreach (var (host, port) in new[] { (database.Host!, database.Port), Address(environment["ConnectionStrings__RabbitMq"]), Address(environment["Images__S3__Endpoint"]) })
            Assert.Equal(port, Assert.Single(overlay.One<V1Service>(host).Spec.Ports).Port);
        var postgres = Container(overlay.One<V1StatefulSet>("postgres").Spec.Template).Env.ToDictionary(e => e.Name, e => e.Value);
        Assert.Equal((database.Username, database.Password, database.Database), (postgres["POSTGRES_USER"], postgres["POSTGRES_PASSWORD"], postgres["POSTGRES_DB"]));
        var rabbit = Container(overlay.One<V1StatefulSet>("rabbitmq").Spec.Template).Env.ToDictionary(e => e.Name, e => e.Value);
        Assert.Equal(new Uri(environment["ConnectionStrings__RabbitMq"]).UserInfo, $"{rabbit["RABBITMQ_DEFAULT_USER"]}:{rabbit["RABBITMQ_DEFAULT_PASS"]}");

        static (string, int) Address(string url) => (new Uri(url).Host, new Uri(url).Port);
    }

    [Fact]
    public async Task Production_runs_this_version_on_SQL_Server_and_keeps_images_in_S3()
    {
        var overlay = await Overlay.NamedAsync("production");
        var environment = EnvironmentOf(overlay, overlay.One<V1Deployment>("images").Spec.Template);
        Assert.Equal(("SqlServer", "S3"), (environment["Database__Provider"], environment["Images__Store"]));
        Assert.Equal("sql.example.org,1433", new SqlConnectionStringBuilder(environment["ConnectionStrings__Database"]).DataSource);
        var version = typeof(StageServer).Assembly.GetName().Version!.ToString(3);
        Assert.All(overlay.Pods, pod => Assert.EndsWith($"/pokedextop:{version}", Container(pod.Pod).Image, StringComparison.Ordinal));
    }

    private static V1Container Container(V1PodTemplateSpec pod) => Assert.Single(pod.Spec.Containers);

    private static bool Matches(V1LabelSelector selector, IDictionary<string, string> labels) =>
        (selector.MatchLabels ?? new Dictionary<string, string>()).All(labels.Contains)
        && (selector.MatchExpressions ?? []).All(e => e.OperatorProperty == "In" && labels.TryGetValue(e.Key, out var value) && e.Values.Contains(value));

    /// <summary>The container's variables: the image's, the ConfigMaps' and the Secret's, later ones winning, as Kubernetes has it.</summary>
    private static Dictionary<string, string> EnvironmentOf(Overlay overlay, V1PodTemplateSpec pod)
    {
        var secret = overlay.All<V1Secret>().SingleOrDefault() is { } own
            ? own.Data.ToDictionary(pair => pair.Key, pair => System.Text.Encoding.UTF8.GetString(pair.Value))
            : s_secret;
        var environment = Dockerfile.Environment;
        foreach (var source in Container(pod).EnvFrom)
        {
            foreach (var (key, value) in overlay.One<V1ConfigMap>(source.ConfigMapRef.Name).Data)
                environment[key] = value;
        }
        foreach (var variable in Container(pod).Env)
        {
            var reference = variable.ValueFrom.SecretKeyRef;
            if (secret.TryGetValue(reference.Key, out var value))
                environment[variable.Name] = value;
            else
                Assert.True(reference.Optional, $"{variable.Name} is not in the Secret");
        }
        if (secret == s_secret && environment["Database__Provider"] == "PostgreSql")
            environment["ConnectionStrings__Database"] = "Host=pg.example.org;Database=pokedextop;Username=pokedextop;Password=x";
        return environment;
    }
}

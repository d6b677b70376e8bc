using System.Globalization;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Deployment.Tests.Container;
using PokedexTop.Deployment.Tests.Settings;
using PokedexTop.Messaging;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Compose;

/// <summary>What of docker-compose.yml can be proved without Docker.</summary>
public sealed class ComposeTests
{
    public static TheoryData<string> Processes => [.. ComposeFile.Read().Processes.Select(process => process.Key).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Services => [.. ComposeFile.Read().Services.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_stage_has_its_service_and_the_tables_are_made_before()
    {
        var processes = ComposeFile.Read().Processes.ToList();
        Assert.Equal(ProgramStages.All.Order(StringComparer.Ordinal), processes.Where(p => p.Value.Command[0] == "run").Select(p => Assert.Single(p.Value.Command[1..])).Order(StringComparer.Ordinal));
        Assert.All(processes.Where(p => p.Value.Command[0] == "run"), p =>
        {
            Assert.Equal(p.Key, p.Value.Command[1]);
            Assert.Equal("service_completed_successfully", p.Value.DependsOn["migrate"].Condition);
            Assert.Equal("service_healthy", p.Value.DependsOn["rabbitmq"].Condition);
        });
        Assert.Equal(["migrate"], processes.Single(p => p.Key == "migrate").Value.Command);
        Assert.Equal("service_completed_successfully", ComposeFile.Read().Services["migrate"].DependsOn["database"].Condition);
        Assert.Equal("service_completed_successfully", ComposeFile.Read().Services["images"].DependsOn["bucket"].Condition);
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Every_variable_of_a_process_is_one_it_reads(string name)
    {
        var service = ComposeFile.Read().Services[name];
        var unread = await ProcessSettings.UnreadAsync(service.Command, EnvironmentOf(service));
        // A verb takes the environment that all processes share, without sending telemetry or listening.
        if (service.Command[0] != "run")
            unread = [.. unread.Except(Dockerfile.Environment.Keys).Except(["OTEL_EXPORTER_OTLP_ENDPOINT"])];
        Assert.True(unread.Count == 0, $"{name} does not read {string.Join(", ", unread)}");
    }

    [Fact]
    public async Task A_variable_the_program_does_not_know_is_found()
    {
        var service = ComposeFile.Read().Services["images"];
        var environment = EnvironmentOf(service);
        environment["IMAGES_BUCKET"] = environment["Images__S3__Bucket"];
        Assert.Equal(["IMAGES_BUCKET"], await ProcessSettings.UnreadAsync(service.Command, environment));
        // Below the program's own sections the process itself refuses to start.
        environment["Images__S3__BucketName"] = environment["Images__S3__Bucket"];
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => ProcessSettings.UnreadAsync(service.Command, environment));
        Assert.StartsWith("Images:S3:BucketName is no setting of this program; the nearest is Images:S3:Bucket.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_process_runs_locked_down_and_has_time_to_stop(string name)
    {
        var service = ComposeFile.Read().Services[name];
        Assert.Equal("true", service.ReadOnly);
        Assert.Equal(["/tmp"], service.Tmpfs);
        Assert.Equal(["ALL"], service.CapDrop);
        Assert.Equal(["no-new-privileges:true"], service.SecurityOpt);
        Assert.True(TimeSpan.FromSeconds(int.Parse(service.StopGracePeriod!.TrimEnd('s'), CultureInfo.InvariantCulture)) > StopTimes.Process);
        if (service.Command[0] == "run")
            Assert.Contains($"/127.0.0.1/{Dockerfile.Port} ", service.Healthcheck!.Test!.Value.EnumerateArray().Last().GetString(), StringComparison.Ordinal);
        else
            Assert.Equal(("true", "no"), (service.Healthcheck!.Disable, service.Restart));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_refers_to_what_is_there(string name)
    {
        var file = ComposeFile.Read();
        var service = file.Services[name];
        foreach (var (other, dependency) in service.DependsOn)
        {
            var target = file.Services[other];
            if (dependency.Condition == "service_completed_successfully")
                Assert.Equal("no", target.Restart);
            else
                Assert.Equal(("service_healthy", true), (dependency.Condition, target.Healthcheck?.Test is not null));
        }
        foreach (var source in service.Volumes.Select(volume => volume.Split(':')[0]))
        {
            if (source.StartsWith("./", StringComparison.Ordinal))
                Assert.True(Path.Exists(RepositoryRoot.Combine(source[2..])), source);
            else
                Assert.Contains(source, file.Volumes.Keys);
        }
        Assert.All(service.Configs, config => Assert.Contains(config.Source, file.Configs.Keys));
        Assert.All(service.Ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        if (service.Build is null)
            Assert.Matches(@":v?\d+(\.|-CU)\d+", service.Image);
        else
            Assert.True(File.Exists(RepositoryRoot.Combine(service.Build.Context, service.Build.Dockerfile)));
    }

    [Fact]
    public void Everything_declared_is_used_and_ports_are_those_listened_on()
    {
        var file = ComposeFile.Read();
        Assert.Equal(file.Volumes.Keys.Order(StringComparer.Ordinal), file.Services.Values.SelectMany(s => s.Volumes).Select(v => v.Split(':')[0]).Where(v => !v.StartsWith('.')).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(file.Configs.Keys, file.Services.Values.SelectMany(s => s.Configs).Select(c => c.Source).Distinct());
        Assert.Equal([$"127.0.0.1:5080:{Dockerfile.Port}"], file.Services["web"].Ports);
    }

    [Fact]
    public void Addresses_lead_to_services_of_the_file()
    {
        var file = ComposeFile.Read();
        var images = EnvironmentOf(file.Services["images"]);
        Assert.Contains(new Uri(images["DATABASE_URL"]).Host, file.Services.Keys);
        Assert.All(
            [new Uri(images["ConnectionStrings__RabbitMq"]), new Uri(images["Images__S3__Endpoint"]), new Uri(images["OTEL_EXPORTER_OTLP_ENDPOINT"])],
            address => Assert.Contains(address.Host, file.Services.Keys));
        // What browsers are sent to is the store's published port and the bucket.
        Assert.Equal(["127.0.0.1:8333:8333"], file.Services["s3"].Ports);
        Assert.Equal($"http://localhost:8333/{images["Images__S3__Bucket"]}", images["Images__S3__PublicBaseUrl"]);
        Assert.Contains($"endpoint: 0.0.0.0:{new Uri(images["OTEL_EXPORTER_OTLP_ENDPOINT"]).Port}", File.ReadAllText(RepositoryRoot.Combine("deployment", "collector", "collector.yaml")), StringComparison.Ordinal);
        Assert.Contains("collector", file.Services.Keys);
        Assert.Contains("tempo", file.Services.Keys);
        Assert.Contains("prometheus", file.Services.Keys);
        Assert.Contains("loki", file.Services.Keys);
    }

    [Fact]
    public void Alerts_reach_Alertmanager_which_sends_them_to_nobody_until_it_is_told_to_whom()
    {
        var file = ComposeFile.Read();
        Assert.Equal(["127.0.0.1:9090:9090"], file.Services["prometheus"].Ports);
        Assert.Equal(["127.0.0.1:9093:9093"], file.Services["alertmanager"].Ports);
        Assert.Contains("alertmanager:9093", File.ReadAllText(RepositoryRoot.Combine("deployment", "collector", "prometheus.yml")), StringComparison.Ordinal);
        var settings = (Dictionary<object, object>)new YamlDotNet.Serialization.Deserializer().Deserialize<object>(ComposeFile.Filled(file.Configs["alertmanager"].Content))!;
        Assert.Equal("nobody", ((Dictionary<object, object>)settings["route"])["receiver"]);
        var receivers = ((List<object>)settings["receivers"]).Cast<Dictionary<object, object>>().ToDictionary(receiver => (string)receiver["name"], receiver => receiver.Keys);
        Assert.Equal(["email", "nobody", "webhook"], receivers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["name"], receivers["nobody"]);
        // The alerts' links lead to the page that the web stage's published port shows.
        Assert.Equal("http://localhost:5080/runbook", ComposeFile.Filled(file.Services["prometheus"].Environment["RUNBOOK_URL"]));
    }

    [Fact]
    public void The_stores_keys_are_those_the_images_stage_signs_with()
    {
        var file = ComposeFile.Read();
        var images = EnvironmentOf(file.Services["images"]);
        using var identities = JsonDocument.Parse(ComposeFile.Filled(file.Configs["s3"].Content));
        var users = identities.RootElement.GetProperty("identities").EnumerateArray().ToDictionary(user => user.GetProperty("name").GetString()!);
        var key = Assert.Single(users["pokedextop"].GetProperty("credentials").EnumerateArray());
        Assert.Equal((images["AWS_ACCESS_KEY_ID"], images["AWS_SECRET_ACCESS_KEY"]), (key.GetProperty("accessKey").GetString(), key.GetProperty("secretKey").GetString()));
        var bucket = images["Images__S3__Bucket"];
        Assert.Equal([$"Read:{bucket}", $"Write:{bucket}", $"List:{bucket}"], users["pokedextop"].GetProperty("actions").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal([$"Read:{bucket}"], users["anonymous"].GetProperty("actions").EnumerateArray().Select(a => a.GetString()));
        Assert.Contains($"s3.bucket.create -name {bucket}", file.Services["bucket"].Entrypoint![^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_that_makes_the_database_is_what_SQL_Server_reads_and_makes_what_the_processes_open()
    {
        var file = ComposeFile.Read();
        var script = File.ReadAllText(RepositoryRoot.Combine("deployment", "sqlserver", "create-database.sql"));
        TransactSql.AssertParses(script);
        var (provider, connectionString) = DatabaseOf(file);
        var database = new SqlConnectionStringBuilder(connectionString);
        Assert.Equal((DatabaseProvider.SqlServer, true), (provider, database.TrustServerCertificate));
        Assert.Contains($"CREATE DATABASE {database.InitialCatalog};", script, StringComparison.Ordinal);
        Assert.Contains($"CREATE LOGIN {database.UserID} ", script, StringComparison.Ordinal);
        Assert.Contains($"PASSWORD={database.Password}", file.Services["database"].Entrypoint!.Select(ComposeFile.Filled));
    }

    [Fact]
    public void One_word_puts_PostgreSql_in_SQL_Servers_place_and_changes_nothing_else()
    {
        var (chosen, usual) = (ComposeFile.Read("postgresql"), ComposeFile.Read());
        var (provider, connectionString) = DatabaseOf(chosen);
        var (database, server) = (new Npgsql.NpgsqlConnectionStringBuilder(connectionString), chosen.Services["postgresql"]);
        Assert.Equal((DatabaseProvider.PostgreSql, "postgresql"), (provider, database.Host));
        Assert.Equal((database.Username, database.Database, database.Password),
            (server.Environment["POSTGRES_USER"], server.Environment["POSTGRES_DB"], ComposeFile.Filled(server.Environment["POSTGRES_PASSWORD"])));
        Assert.NotNull(server.Healthcheck!.Test);
        Assert.Equal("service_healthy", chosen.Services["database"].DependsOn["postgresql"].Condition);
        Assert.Equal(usual.Services.Keys.Except(["sqlserver"]).Order(StringComparer.Ordinal), chosen.Services.Keys.Except(["postgresql"]).Order(StringComparer.Ordinal));
        Assert.Equal(usual.Volumes.Keys.Except(["sqlserver"]), chosen.Volumes.Keys.Except(["postgresql"]));
    }

    private static (DatabaseProvider Provider, string ConnectionString) DatabaseOf(ComposeFile file)
    {
        var values = new ConfigurationBuilder().AddInMemoryCollection(EnvironmentAliases.Read(name => EnvironmentOf(file.Services["ingest"]).GetValueOrDefault(name))).Build();
        var settings = HostSettings.Read(values);
        return (settings.Provider, settings.ConnectionString);
    }

    /// <summary>The image's variables and the service's, defaults filled in.</summary>
    private static Dictionary<string, string> EnvironmentOf(ComposeService service)
    {
        var environment = Dockerfile.Environment;
        foreach (var (name, value) in service.Environment)
            environment[name] = ComposeFile.Filled(value);
        return environment;
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using Npgsql;
using PokedexTop.Testing;
using PokedexTop.Testing.Processes;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>What the stacks put out becomes what the program reads, by deployment/aws/environment.sh. That processes read it all, OverlayTests says.</summary>
public sealed partial class EnvironmentTests
{
    private static readonly Dictionary<string, string?> s_passwords = new()
    {
        ["DATABASE_PASSWORD"] = "Abc123",
        ["RABBITMQ_PASSWORD"] = "Def456",
        ["ADMIN_API_KEY"] = new('x', 32),
        ["AUTH_CLIENT_SECRET"] = "Ghi789",
    };

    private static string Script => RepositoryRoot.Combine("deployment", "aws", "environment.sh");

    private static string Sample => RepositoryRoot.Combine("tests", "Deployment", "Aws", "stacks.json");

    private static string OverlayFolder => RepositoryRoot.Combine("k8s", "overlays", "aws");

    /// <summary>The script's own table: where a setting goes, its name, the template.</summary>
    private static List<(string Target, string Setting, string Template)> Table =>
        [.. Row().Matches(File.ReadAllText(Script)).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))];

    [Fact]
    public void Every_output_is_a_setting_or_says_what_else_it_is_for()
    {
        var settings = Table.ToDictionary(row => (row.Template, row.Setting.Replace("__", "", StringComparison.Ordinal)), row => row.Setting);
        var outputs = Template.All.SelectMany(template => template.Outputs.Select(output => (Key: (template.Name, output.Key), output.Value))).ToList();
        Assert.All(settings.Keys, key => Assert.Contains(key, outputs.Select(output => output.Key)));
        var page = File.ReadAllText(RepositoryRoot.Combine("docs", "aws.md"));
        Assert.All(outputs.Where(output => !settings.ContainsKey(output.Key)), output =>
        {
            Assert.NotEqual("", Template.TextOf(output.Value["Description"]));
            Assert.True(output.Value["Export"] is not null || page.Contains(output.Key.Key, StringComparison.Ordinal), $"nobody takes {output.Key}");
        });
        Assert.All(outputs.Where(output => settings.ContainsKey(output.Key)), output => Assert.Null(output.Value["Description"]));
    }

    [Fact]
    public void The_sample_has_the_outputs_of_every_template()
    {
        var sample = JsonNode.Parse(File.ReadAllText(Sample))!["Stacks"]!.AsArray().Select(stack => (Name: stack!["StackName"]!.GetValue<string>(), Outputs: stack["Outputs"]?.AsArray().Select(o => o!["OutputKey"]!.GetValue<string>()).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()))
            .ToDictionary(stack => stack.Name, stack => stack.Outputs);
        Assert.All(Template.All.Where(template => template.Outputs.Count > 0), template => Assert.Equal(template.Outputs.Keys.Order(StringComparer.Ordinal), sample["pokedextop-" + template.Name]));
    }

    [Fact]
    public async Task The_overlays_files_are_what_the_script_writes()
    {
        using var folder = new TemporaryFolder();
        var result = await RunAsync(Sample, folder.Path);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("dkr.ecr.eu-central-1.amazonaws.com/pokedextop", result.StandardError, StringComparison.Ordinal);
        Assert.Equal(Names(OverlayFolder), Names(folder.Path));
        foreach (var name in Names(folder.Path))
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(OverlayFolder, name), TestContext.Current.CancellationToken), await File.ReadAllTextAsync(folder.Combine(name), TestContext.Current.CancellationToken));

        static IEnumerable<string> Names(string path) => Directory.EnumerateFiles(path, "*.env").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_secrets_lines_are_those_of_the_overlay_with_the_passwords_in_their_places()
    {
        var result = await RunAsync(Sample, "--secret", s_passwords);
        Assert.True(result.ExitCode == 0, result.ToString());
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(["Admin__ApiKey", "Auth__ClientSecret", "ConnectionStrings__Database", "ConnectionStrings__RabbitMq"], lines.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((s_passwords["ADMIN_API_KEY"], s_passwords["AUTH_CLIENT_SECRET"]), (lines["Admin__ApiKey"], lines["Auth__ClientSecret"]));
        var database = new NpgsqlConnectionStringBuilder(lines["ConnectionStrings__Database"]);
        Assert.Equal(("pokedextop", "Abc123", SslMode.Require), (database.Username, database.Password, database.SslMode));
        var broker = new Uri(lines["ConnectionStrings__RabbitMq"]);
        Assert.Equal(("amqps", "pokedextop:Def456", 5671, "/"), (broker.Scheme, broker.UserInfo, broker.Port, broker.AbsolutePath));
    }

    [Fact]
    public void The_connection_string_is_one_that_the_engines_own_client_reads()
    {
        var either = (JsonArray)Template.Named("database").Outputs["ConnectionStringsDatabase"]["Value"]!["Fn::If"]!;
        string Filled(int at, string port) => Template.TextOf(either[at]).Replace("${Database.Endpoint.Address}", "db.example.org", StringComparison.Ordinal).Replace("${Database.Endpoint.Port}", port, StringComparison.Ordinal) + ";Password=x";
        var postgres = new NpgsqlConnectionStringBuilder(Filled(1, "5432"));
        Assert.Equal(("db.example.org", 5432, "pokedextop", SslMode.Require), (postgres.Host, postgres.Port, postgres.Database, postgres.SslMode));
        var server = new SqlConnectionStringBuilder(Filled(2, "1433"));
        Assert.Equal(("db.example.org,1433", "pokedextop", "pokedextop", SqlConnectionEncryptOption.Mandatory), (server.DataSource, server.InitialCatalog, server.UserID, server.Encrypt));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var less = await LessAsync(folder, "pokedextop-content");
        using var target = new TemporaryFolder();
        var result = await RunAsync(less, target.Path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing: Images__S3__PublicBaseUrl, the output ImagesS3PublicBaseUrl of the stack pokedextop-content", result.StandardError, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(target.Path));

        var withoutPassword = await RunAsync(Sample, "--secret", new(s_passwords) { ["RABBITMQ_PASSWORD"] = null });
        Assert.Equal((1, ""), (withoutPassword.ExitCode, withoutPassword.StandardOutput));
        Assert.Contains("missing: RABBITMQ_PASSWORD", withoutPassword.StandardError, StringComparison.Ordinal);
        var special = await RunAsync(Sample, "--secret", new(s_passwords) { ["DATABASE_PASSWORD"] = "a;b" });
        Assert.Equal((1, ""), (special.ExitCode, special.StandardOutput));
        Assert.Contains("DATABASE_PASSWORD has a sign", special.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_signs_in_it_says_so_and_asks_for_no_client_secret()
    {
        using var folder = new TemporaryFolder();
        var less = await LessAsync(folder, "pokedextop-sign-in");
        using var target = new TemporaryFolder();
        var result = await RunAsync(less, target.Path);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("nobody signs in", result.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("Auth__", await File.ReadAllTextAsync(target.Combine("web.env"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var secret = await RunAsync(less, "--secret", new(s_passwords) { ["AUTH_CLIENT_SECRET"] = null });
        Assert.True(secret.ExitCode == 0, secret.ToString());
        Assert.DoesNotContain("Auth__", secret.StandardOutput, StringComparison.Ordinal);
    }

    /// <summary>The sample without one stack.</summary>
    private static async Task<string> LessAsync(TemporaryFolder folder, string stack)
    {
        var all = JsonNode.Parse(await File.ReadAllTextAsync(Sample, TestContext.Current.CancellationToken))!;
        var stacks = all["Stacks"]!.AsArray();
        Assert.True(stacks.Remove(stacks.Single(s => Template.Is(s!["StackName"], stack))));
        await File.WriteAllTextAsync(folder.Combine("stacks.json"), all.ToJsonString(), TestContext.Current.CancellationToken);
        return folder.Combine("stacks.json");
    }

    private static async Task<ProgramResult> RunAsync(string stacks, string argument, Dictionary<string, string?>? environment = null)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "jq"))))
            Requirement.Missing("jq is missing; it is a package of Debian.");
        await using var script = ProgramRunner.StartCommand("bash", ["-c", "exec \"$1\" \"$2\" <\"$3\"", "bash", Script, argument, stacks], environment);
        return await script.WaitForExitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"^([a-z]+(?:\.env)?) ([A-Z]\w+__\w+) ([a-z-]+)$", RegexOptions.Multiline)]
    private static partial Regex Row();
}

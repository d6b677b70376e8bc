using System.Text.Json;
using PokedexTop.Testing;

namespace PokedexTop.Tests;

/// <summary>The built program as a real process.</summary>
public sealed class CommandLineTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("run")]
    [InlineData("sync")]
    [InlineData("schedules", "list")]
    public async Task Help_teaches_with_examples(params string[] verb)
    {
        var result = await RunAsync([.. verb, "--help"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Examples:", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains($"pokedextop {string.Join(' ', verb)}", result.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--generation is '12'; allowed: 1 to 9", "sync", "--source", "starter", "--generation", "12")]
    [InlineData("The source has no set 'nope'", "sync", "--source", "starter", "--set", "nope")]
    [InlineData("--source is 'pokemon'; allowed: pokemontcg, folder:PATH, starter, tcgdex, tcgdex-folder:PATH", "sync", "--source", "pokemon")]
    [InlineData("does not exist", "sync", "--source", "folder:missing")]
    [InlineData("Unrecognized command or argument '--sett'", "sync", "--sett", "base1")]
    [InlineData("There is no stage 'gold'", "run", "gold")]
    [InlineData("Schedule:FullSync:Cron is 'soon'; allowed: a cron expression", "run", "--Schedule:FullSync:Cron=soon")]
    [InlineData("which others can reach, and no Admin:ApiKey protects the admin API", "run", "--source", "starter", "--urls", "http://0.0.0.0:0")]
    [InlineData("An address to serve on (--urls) is 'localhost:5080'; allowed: such as http://localhost:5080", "run", "--source", "starter", "--urls", "localhost:5080")]
    [InlineData("Admin:ApiKey is '(not shown)'; allowed: at least 32", "run", "--source", "starter", "--Admin:ApiKey=short")]
    [InlineData("--server is 'localhost:5080'; allowed: an http or https URL", "status", "--server", "localhost:5080")]
    [InlineData("it cannot be asked of a --server", "sync", "--dry-run", "--server", "http://localhost:1")]
    [InlineData("The schedule's name is 'full'; allowed: full-sync", "schedules", "pause", "full", "--server", "http://localhost:1")]
    [InlineData("name it with --server", "schedules", "list")]
    [InlineData("Database:Provider is 'MySql'; allowed: Sqlite, SqlServer, PostgreSql", "sync", "--Database:Provider=MySql")]
    [InlineData("is 'http://localhost:99999'; allowed: such as http://localhost:5080", "run", "--source", "starter", "--urls", "http://localhost:99999")]
    [InlineData("is 'ftp://localhost:5080'; allowed: such as http://localhost:5080", "run", "--source", "starter", "--urls", "ftp://localhost:5080")]
    [InlineData("is 'http://localhost:5080/path'; allowed: such as http://localhost:5080", "run", "--source", "starter", "--urls", "http://localhost:5080/path")]
    [InlineData("The web server cannot start with what is configured (--urls, or section Kestrel)", "run", "--source", "starter", "--urls", "https://localhost:0")]
    [InlineData("Ingest:LeaseSeconds is 'abc'; allowed: seconds from 1 to 86400", "run", "--source", "starter", "--Ingest:LeaseSeconds=abc")]
    [InlineData("Ingest:ReconcileSeconds is 'x'; allowed: seconds from 0.05 to 86400", "sync", "--source", "starter", "--Ingest:ReconcileSeconds=x")]
    [InlineData("Normalize:ReconcileSeconds is 'x'; allowed: seconds from 0.05 to 86400", "run", "--source", "starter", "--Normalize:ReconcileSeconds=x")]
    [InlineData("Database:Provder is no setting of this program; the nearest is Database:Provider", "status", "--Database:Provder=Sqlite")]
    [InlineData("ConnectionStrings:Database names no Data Source (a file)", "status", "--ConnectionStrings:Database=Data Source=:memory:")]
    [InlineData("Logging:LogLevel:Default (or LOG_LEVEL) is 'LOUD'", "sync", "--Logging:LogLevel:Default=LOUD")]
    public async Task Wrong_arguments_and_configuration_end_with_two_and_one_plain_message(string message, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains(message, result.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.StandardError, StringComparison.Ordinal);
        Assert.Empty(result.StandardOutput);
    }

    [Fact]
    public async Task A_misspelled_variable_ends_with_two_and_names_the_nearest_setting()
    {
        var ended = await ProgramRunner.RunAsync(["status"], new Dictionary<string, string?> { ["Source__Nam"] = "folder" }, cancellationToken: Cancelled);
        Assert.True(ended.ExitCode == 2, ended.ToString());
        Assert.StartsWith("Source:Nam is no setting of this program; the nearest is Source:Name.", ended.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_telemetry_endpoint_ends_with_two_and_is_no_matter_to_verbs_that_send_nothing()
    {
        var environment = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector" };
        var sync = await ProgramRunner.RunAsync(["sync", "--source", "starter"], environment, cancellationToken: Cancelled);
        Assert.True(sync.ExitCode == 2, sync.ToString());
        Assert.StartsWith("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector'; allowed: an http or https URL", sync.StandardError, StringComparison.Ordinal);
        var status = await ProgramRunner.RunAsync(["status"], environment, cancellationToken: Cancelled);
        Assert.Contains("There is no database yet", status.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_prints_one_document_and_a_second_one_finds_nothing_new()
    {
        using var folder = new TemporaryFolder();
        var first = await SyncAsync(folder, "--json");
        Assert.Equal("completed", first.GetProperty("status").GetString());
        Assert.Equal("starter", first.GetProperty("source").GetString());
        Assert.Equal(["syncId", "status", "source", "sets", "cards", "durationSeconds"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["planned", "fetched", "failed"], first.GetProperty("sets").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["seen", "new", "changed", "unchanged", "normalized", "rejected", "retired"], first.GetProperty("cards").EnumerateObject().Select(p => p.Name));
        var cards = first.GetProperty("cards");
        Assert.Equal(3, first.GetProperty("sets").GetProperty("fetched").GetInt32());
        Assert.Equal(cards.GetProperty("seen").GetInt32(), cards.GetProperty("new").GetInt32());
        Assert.Equal(cards.GetProperty("seen").GetInt32(), cards.GetProperty("normalized").GetInt32());

        var second = (await SyncAsync(folder, "--json")).GetProperty("cards");
        Assert.Equal(0, second.GetProperty("new").GetInt32());
        Assert.Equal(0, second.GetProperty("normalized").GetInt32());
        Assert.Equal(cards.GetProperty("seen").GetInt32(), second.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task A_dry_run_tells_what_is_new_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var preview = await SyncAsync(folder, "--dry-run", "--json");
        Assert.True(preview.GetProperty("cards").GetProperty("new").GetInt32() > 50);
        Assert.Equal(3, preview.GetProperty("sets").GetProperty("planned").GetInt32());
        Assert.False(File.Exists(folder.Combine("data", "pokedextop.db")));
    }

    [Fact]
    public async Task A_second_host_on_a_data_folder_is_refused_and_a_sync_beside_it_is_done_by_the_host()
    {
        using var folder = new TemporaryFolder();
        await using var host = ProgramRunner.Start(["run", "--source", "starter", "--urls", "http://127.0.0.1:0"], workingDirectory: folder.Path);
        await host.WaitForOutputAsync("Sync completed", TimeSpan.FromSeconds(60), Cancelled);

        var second = await ProgramRunner.RunAsync(["run", "--source", "starter"], workingDirectory: folder.Path, cancellationToken: Cancelled);
        Assert.True(second.ExitCode == 1, second.ToString());
        Assert.Contains($"process {host.ProcessId}", second.StandardError, StringComparison.Ordinal);

        var beside = await SyncAsync(folder, "--json");
        Assert.Equal("completed", beside.GetProperty("status").GetString());
        var other = await ProgramRunner.RunAsync(["sync", "--source", "pokemontcg"], workingDirectory: folder.Path, cancellationToken: Cancelled);
        Assert.True(other.ExitCode == 2, other.ToString());
        Assert.Contains("This deployment's workers read 'starter'", other.StandardError, StringComparison.Ordinal);
        Assert.Contains($"process {host.ProcessId} on {Environment.MachineName}, with the database {folder.Combine("data", "pokedextop.db")}. Ask without --source, or stop it", other.StandardError, StringComparison.Ordinal);

        host.Send(ProgramSignal.Terminate);
        var ended = await host.WaitForExitAsync(TimeSpan.FromSeconds(30), Cancelled);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    private static Task<ProgramResult> RunAsync(params string[] arguments) => ProgramRunner.RunAsync(arguments, cancellationToken: Cancelled);

    private static async Task<JsonElement> SyncAsync(TemporaryFolder folder, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(["sync", "--source", "starter", .. arguments], workingDirectory: folder.Path, cancellationToken: Cancelled);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonDocument.Parse(result.StandardOutput).RootElement;
    }
}

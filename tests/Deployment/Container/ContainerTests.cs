using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using PokedexTop.Deployment.Tests.Compose;
using PokedexTop.Testing;
using PokedexTop.Web.Status;

namespace PokedexTop.Deployment.Tests.Container;

/// <summary>The image's contents, run as docker-compose.yml and k8s/ run it.</summary>
public sealed partial class ContainerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void The_image_copies_what_is_there_and_does_not_run_as_root()
    {
        Assert.All(Dockerfile.CopiedFromContext, path => Assert.True(Path.Exists(RepositoryRoot.Combine(path)), path));
        Assert.Equal("$APP_UID", Assert.Single(Dockerfile.Instructions("USER")));
        Assert.Equal($"{Dockerfile.Port}", Assert.Single(Dockerfile.Instructions("EXPOSE")));
        Assert.Equal("[\"dotnet\", \"pokedextop.dll\"]", Assert.Single(Dockerfile.Instructions("ENTRYPOINT")));
        Assert.Equal(["**/bin", "**/obj"], File.ReadAllLines(RepositoryRoot.Combine(".dockerignore"))[..2]);
    }

    [Fact]
    public async Task A_release_has_no_switch_that_breaks_it()
    {
        // The fault suite's variables; texts in an assembly are UTF-16.
        var (crash, messages) = (Encoding.Unicode.GetBytes("POKEDEXTOP_CRASH_AT"), Encoding.Unicode.GetBytes("POKEDEXTOP_MESSAGE_FAULTS"));
        var programs = Directory.GetFiles(await PublishedImage.FolderAsync(), "*.dll").Where(file => Path.GetFileName(file).StartsWith("pokedextop", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Contains(programs, file => file.EndsWith("PokedexTop.Faults.dll", StringComparison.Ordinal));
        Assert.All(programs, file => Assert.False(Has(file, crash) || Has(file, messages), file));
        // The tests' own build, which is not a release, shows that they would be found.
        Assert.True(Has(typeof(Faults.CrashPoint).Assembly.Location, crash));

        static bool Has(string file, byte[] text) => File.ReadAllBytes(file).AsSpan().IndexOf(text) >= 0;
    }

    [Fact]
    public async Task Every_stage_runs_with_tmp_alone_to_write_to_and_stops_when_told()
    {
        // Nothing answers on port 9: the pictures fail, after the renderer was made.
        await using var program = await ContainerLike.StartAsync(["run", "--source", "starter"], new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Data__Directory"] = "/tmp/data",
            ["Images__Enabled"] = "true",
            ["Images__AllowedOrigins__0"] = "https://127.0.0.1:9",
        });
        await program.WaitForOutputAsync("Ctrl-C stops", s_patience, Cancelled);
        var port = int.Parse(Address().Match(program.StandardOutput + program.StandardError).Groups[1].Value, CultureInfo.InvariantCulture);
        await Eventually.ThatAsync(() => Healthcheck(port), s_patience, "the health check of docker-compose.yml succeeds", Cancelled);

        var process = await File.ReadAllLinesAsync($"/proc/{program.ProcessId}/status", Cancelled);
        Assert.Contains(process, line => line.StartsWith($"Uid:\t{ContainerLike.UserId}\t{ContainerLike.UserId}", StringComparison.Ordinal));
        Assert.Contains(process, line => line == "CapEff:\t0000000000000000");
        Assert.Contains("libvips", await File.ReadAllTextAsync($"/proc/{program.ProcessId}/maps", Cancelled), StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Eventually.ThatAsync(async token => (await client.GetFromJsonAsync<CatalogueStatus>("/api/status", token))!.Layers is [.., { Cards: 61 }], s_patience, "the starter catalogue is in silver", Cancelled);

        program.Send(ProgramSignal.Terminate);
        Assert.Equal(0, (await program.WaitForExitAsync(TimeSpan.FromSeconds(40), Cancelled)).ExitCode);
    }

    [Fact]
    public async Task Anywhere_but_tmp_cannot_be_written_and_the_message_says_so()
    {
        await using var program = await ContainerLike.StartAsync(["sync", "--source", "starter"]);
        var result = await program.WaitForExitAsync(s_patience, Cancelled);
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("Data:Directory", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_stage_without_a_key_does_not_start_on_the_images_address()
    {
        await using var program = await ContainerLike.StartAsync(["run", "--source", "starter"], new Dictionary<string, string?>(Dockerfile.Environment!) { ["Data__Directory"] = "/tmp/data" });
        var result = await program.WaitForExitAsync(s_patience, Cancelled);
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("Admin:ApiKey", result.StandardError, StringComparison.Ordinal);
    }

    /// <summary>Runs the compose file's own command, for another port.</summary>
    private static bool Healthcheck(int port)
    {
        var test = ComposeFile.Read().Services["web"].Healthcheck!.Test!.Value.EnumerateArray().Select(part => part.GetString()!).ToList();
        Assert.Equal("CMD", test[0]);
        using var check = Process.Start(test[1], test[2..].Select(part => part.Replace($"/{Dockerfile.Port} ", $"/{port} ", StringComparison.Ordinal)));
        check.WaitForExit();
        return check.ExitCode == 0;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+) \(Ctrl-C")]
    private static partial Regex Address();
}

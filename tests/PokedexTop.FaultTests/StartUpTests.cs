using System.Net;
using PokedexTop.Configuration;
using PokedexTop.FaultTests.Processes;
using PokedexTop.FaultTests.Sources;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests;

/// <summary>A process that cannot begin says why in one line, stays live, is not ready for the same reason, and begins when it can.</summary>
[Collection(OneAtATime.Name)]
public sealed class StartUpTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    [Theory]
    [EveryDatabase("database down", "The database at 127.0.0.1", OnServers = true)]
    [EveryDatabase("broker down", "The message bus is", OnServers = true)]
    public async Task A_server_that_is_down_is_told_and_waited_for(string which, string reason, DatabaseProvider server)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var source = new FolderSource();
        source.Become(SourceHistory.Of(wholeCatalogue: false)[0]);
        await using var deployment = await Deployment.CreateAsync(Mode.Distributed, source, new Dictionary<string, string?>(), stop, server);
        var down = which == "database down" ? deployment.DatabaseProxy! : deployment.BrokerProxy!;
        down.Refusing = true;
        deployment.Start();
        foreach (var process in deployment.Processes)
        {
            using var health = await HealthAsync(process, stop);
            await Eventually.ThatAsync(async _ => await AskAsync(health, "ready", stop) is (HttpStatusCode.ServiceUnavailable, var body) && body.Contains(reason, StringComparison.Ordinal), s_within, $"{process.Name} says '{reason}'", stop);
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(health, "live", stop)).Status);
            await Eventually.ThatAsync(() => process.Log.Contains(which == "database down" ? "cannot be used" : "Connect", StringComparison.Ordinal), s_within, "the log says so too", stop);
            Assert.DoesNotContain("   at ", process.Log, StringComparison.Ordinal);
        }
        down.Refusing = false;
        foreach (var process in deployment.Processes)
        {
            using var health = await HealthAsync(process, stop);
            await Eventually.ThatAsync(async _ => (await AskAsync(health, "ready", stop)).Status == HttpStatusCode.OK, s_within, $"{process.Name} is ready", stop);
        }
        await deployment.StopAsync();
        Assert.All(deployment.Processes, process => Assert.Empty(process.Surprises));
    }

    [Theory]
    [InlineData("ConnectionStrings__Database", "Username=postgres", "Username=nobody", "role \"nobody\" does not exist")]
    [InlineData("ConnectionStrings__RabbitMq", "guest:guest@", "guest:wrong@", "ACCESS_REFUSED")]
    public async Task A_wrong_login_is_told_without_the_password(string setting, string right, string wrong, string reason)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var source = new FolderSource();
        source.Become(SourceHistory.Of(wholeCatalogue: false)[0]);
        await using var deployment = await Deployment.CreateAsync(Mode.Distributed, source, new Dictionary<string, string?>(), stop);
        var process = deployment.Process("normalize").With(setting, value => value!.Replace(right, wrong, StringComparison.Ordinal));
        process.Start();
        using var health = await HealthAsync(process, stop);
        await Eventually.ThatAsync(async _ => await AskAsync(health, "ready", stop) is (HttpStatusCode.ServiceUnavailable, var body) && body.Contains(reason, StringComparison.Ordinal), s_within, $"it says '{reason}'", stop);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(health, "live", stop)).Status);
        Assert.DoesNotContain("wrong", process.Log, StringComparison.Ordinal);
        await process.StopAsync();
        Assert.Empty(process.Surprises);
        await process.DisposeAsync();
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var source = new FolderSource();
        source.Become(SourceHistory.Of(wholeCatalogue: false)[0]);
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string?> { ["Data__Directory"] = folder.Path };
        await using var first = ProgramRunner.Start(["run", .. source.Arguments, "--urls", "http://127.0.0.1:0"], environment);
        await first.WaitForOutputAsync("Sync completed", s_within, stop);
        var second = await ProgramRunner.RunAsync(["run", .. source.Arguments, "--urls", "http://127.0.0.1:0"], environment, timeout: s_within, cancellationToken: stop);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"The data folder {folder.Path} belongs to a host that is running (process {first.ProcessId}).", second.StandardError, StringComparison.Ordinal);
        Assert.False(first.HasExited);
        first.Send(ProgramSignal.Terminate);
        Assert.Equal(0, (await first.WaitForExitAsync(TimeSpan.FromSeconds(28), stop)).ExitCode);
    }

    private static async Task<HttpClient> HealthAsync(Supervised process, CancellationToken stop)
    {
        await Eventually.ThatAsync(() => process.Output.Contains("(Ctrl-C stops)", StringComparison.Ordinal), s_within, $"{process.Name} serves", stop);
        var line = process.Output.Split('\n').Single(l => l.EndsWith("(Ctrl-C stops)", StringComparison.Ordinal));
        return new HttpClient { BaseAddress = new Uri(line.Split(' ').Single(word => word.StartsWith("http", StringComparison.Ordinal))) };
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient http, string kind, CancellationToken stop)
    {
        using var answer = await http.GetAsync(new Uri("/health/" + kind, UriKind.Relative), stop);
        return (answer.StatusCode, System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync(stop)));
    }
}

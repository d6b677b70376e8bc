using System.Diagnostics;
using System.Net;
using PokedexTop.FaultTests.Processes;
using PokedexTop.FaultTests.Sources;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests;

/// <summary>A PostgreSQL that takes what it is sent and answers nothing: it is told at once, and keeps nobody from ending.</summary>
[Collection(OneAtATime.Name)]
public sealed class HangingDatabaseTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ingest")]
    [InlineData("normalize")]
    [InlineData("schedule")]
    public async Task A_stage_tells_that_the_database_hangs_and_ends_all_the_same(string stage)
    {
        var servers = await Servers.StartedAsync();
        await using var source = new FolderSource();
        source.Become(SourceHistory.Of(wholeCatalogue: false)[0]);
        var environment = new Dictionary<string, string?>
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__Database"] = await servers.CreateDatabaseAsync(Stop),
            ["Messaging__Transport"] = "RabbitMq",
            ["ConnectionStrings__RabbitMq"] = (await servers.RabbitMq.CreateVirtualHostAsync(Stop)).AbsoluteUri,
            ["Ingest__ReconcileSeconds"] = "0.2",
            ["Normalize__ReconcileSeconds"] = "0.2",
            ["Schedule__Enabled"] = "true",
        };
        string[] arguments = stage == "ingest" ? [.. source.Arguments] : [];
        await using var host = ProgramRunner.Start(["run", stage, .. arguments, "--urls", "http://127.0.0.1:0"], environment);
        await host.WaitForOutputAsync("(Ctrl-C stops)", s_within, Stop);
        using var http = new HttpClient { BaseAddress = new Uri(host.StandardOutput.Split(' ', '\n').Single(word => word.StartsWith("http", StringComparison.Ordinal))), Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.ThatAsync(async _ => (await AskAsync(http)).Status == HttpStatusCode.OK, s_within, "it is ready", Stop);
        await servers.PostgreSql.HangAsync();
        try
        {
            await Eventually.ThatAsync(async _ => (await AskAsync(http)).Status == HttpStatusCode.ServiceUnavailable, s_within, "it is no longer ready", Stop);
            // As many probes as come while the server hangs, and each has its answer.
            foreach (var (_, body) in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(http))))
                Assert.Contains("cannot be used: no answer within two seconds", body, StringComparison.Ordinal);
            var told = Stopwatch.GetTimestamp();
            host.Send(ProgramSignal.Terminate);
            var ended = await host.WaitForExitAsync(TimeSpan.FromSeconds(28), Stop);
            TestContext.Current.TestOutputHelper!.WriteLine($"{Stopwatch.GetElapsedTime(told).TotalSeconds:0.0} s: {ended}");
            Assert.True(ended.ExitCode == 0, ended.ToString());
            Assert.InRange(Stopwatch.GetElapsedTime(told), TimeSpan.Zero, TimeSpan.FromSeconds(25));
            Assert.DoesNotContain(" crit ", ended.StandardError, StringComparison.Ordinal);
        }
        finally
        {
            await servers.PostgreSql.GoOnAsync();
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}

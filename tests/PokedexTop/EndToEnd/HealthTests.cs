using System.Net;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

public sealed class HealthTests
{
    [Fact]
    public async Task A_stage_without_tables_or_broker_waits_says_why_once_and_goes_on_when_they_come()
    {
        using var folder = new FolderOfSets("pop1");
        await using var port = new LatePort();
        await using var deployment = await Deployment.CreateAsync(folder.Source);
        deployment.Environment["ConnectionStrings__RabbitMq"] = new UriBuilder(deployment.Broker) { Port = port.Port }.Uri.AbsoluteUri;
        var ingest = await deployment.StartAsync("ingest");

        await EventuallyAsync(async _ => await ingest.HealthAsync("ready") is (HttpStatusCode.ServiceUnavailable, var body)
            && body.Contains("The bronze tables at", StringComparison.Ordinal) && body.Contains("run 'pokedextop migrate'", StringComparison.Ordinal)
            && body.Contains("The message bus is", StringComparison.Ordinal), "readiness tells both reasons");
        Assert.Equal(HttpStatusCode.OK, (await ingest.HealthAsync("live")).Status);

        await deployment.RunAsync(0, "migrate");
        await EventuallyAsync(async _ => await ingest.HealthAsync("ready") is (HttpStatusCode.ServiceUnavailable, var body)
            && !body.Contains("tables", StringComparison.Ordinal) && body.Contains("The message bus is", StringComparison.Ordinal), "only the broker is missing");
        Assert.Equal(HttpStatusCode.OK, (await ingest.HealthAsync("live")).Status);
        TestContext.Current.TestOutputHelper!.WriteLine(ingest.Program.StandardError);
        Assert.All(ingest.Program.StandardError.Split('\n'), line => Assert.False(line.StartsWith("   at ", StringComparison.Ordinal), line));

        port.Open(deployment.Broker.Host, deployment.Broker.Port);
        await ingest.ReadyAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(ingest.Program.StandardError);
        await deployment.RunAsync(0, "sync");
        Assert.Equal(folder.CardCount, await deployment.CountAsync("SELECT COUNT(*) FROM bronze_tcg_cards"));
        await ingest.StopAsync();
    }

    private static Task EventuallyAsync(Func<CancellationToken, Task<bool>> condition, string because) =>
        Eventually.ThatAsync(condition, TimeSpan.FromSeconds(60), because, TestContext.Current.CancellationToken);
}

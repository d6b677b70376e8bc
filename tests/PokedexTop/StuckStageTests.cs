using System.Net;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests;

/// <summary>A host whose stage cannot work says so in readiness, and only as long as it cannot.</summary>
public sealed class StuckStageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ingest", "bronze_sync_runs")]
    [InlineData("normalize", "silver_card_identities")]
    [InlineData("images", "silver_card_images")]
    public async Task A_stage_whose_table_is_gone_is_told_until_it_is_back(string stage, string table)
    {
        using var copy = new EmbeddedCopy();
        // An address that no card names: Images looks after its rows and fetches nothing.
        string[] settings = ["--Normalize:ReconcileSeconds=0.2", "--Images:ReconcileSeconds=0.2", "--Images:AllowedOrigins:0=http://127.0.0.1:1"];
        await using var host = await StageProcess.StartAsync(["--source", "starter", .. settings, "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath);
        await host.Program.WaitForOutputAsync("Sync completed", TimeSpan.FromSeconds(60), Token);
        await host.ReadyAsync();
        copy.Execute($"ALTER TABLE {table} RENAME TO elsewhere");
        await Eventually.ThatAsync(async _ => await host.HealthAsync("ready") is (HttpStatusCode.ServiceUnavailable, var body)
            && body.Contains($"{stage} could not work off its backlog: ", StringComparison.Ordinal) && body.Contains(table, StringComparison.Ordinal), TimeSpan.FromSeconds(30), $"readiness tells of {stage}", Token);
        copy.Execute($"ALTER TABLE elsewhere RENAME TO {table}");
        await host.ReadyAsync();
        await host.StopAsync();
    }
}

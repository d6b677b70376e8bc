using System.Text.Json;
using PokedexTop.Testing;

namespace PokedexTop.Tests.Commands;

/// <summary>The verbs that read, as processes, over the catalogue inside the program.</summary>
public sealed class ReadingVerbsTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_copy_is_told_proved_exported_and_replayed()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, 1, "status");
        await RunAsync(folder, 0, "migrate");
        await RunAsync(folder, 0, "sync", "--source", "starter");

        var status = Json(await RunAsync(folder, 0, "status", "--json"));
        Assert.Equal(61, status.GetProperty("silver").GetProperty("cards").GetInt32());
        Assert.All(status.GetProperty("sets").EnumerateArray(), set => Assert.True(set.GetProperty("complete").GetBoolean()));

        var proof = Json(await RunAsync(folder, 0, "verify", "--source", "starter", "--report", "proof.txt", "--json"));
        var total = (await File.ReadAllLinesAsync(folder.Combine("proof.txt"), TestContext.Current.CancellationToken))[^1];
        Assert.Equal($"# total starter 3 61 {proof.GetProperty("checksum").GetString()}", total);

        await RunAsync(folder, 0, "export", "catalogue", "--out", "copy");
        await RunAsync(folder, 2, "export", "catalogue", "--out", "copy");
        // The same cards in another feed's id space are another catalogue: nothing of it is here.
        var other = Json(await RunAsync(folder, 3, "verify", "--source", "folder:copy", "--json"));
        Assert.Equal(61, other.GetProperty("counts").GetProperty("missing-in-bronze").GetInt32());

        Assert.Equal(61, Json(await RunAsync(folder, 0, "replay", "--json")).GetProperty("cards").GetInt32());
        await RunAsync(folder, 2, "replay", "--set", "nowhere");
        Assert.Empty(Json(await RunAsync(folder, 0, "rejects", "list", "--json")).GetProperty("rejects").EnumerateArray());
        await RunAsync(folder, 0, "rejects", "retry");
        await RunAsync(folder, 0, "quality");
    }

    [Fact]
    public async Task Nothing_printed_is_wider_than_100_columns()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, 0, "sync", "--source", "starter");
        foreach (string[] verb in new[] { ["status", "--sets"], ["verify", "--source", "starter"], ["rejects", "list"], new[] { "quality" } })
        {
            var printed = await RunAsync(folder, 0, verb);
            Assert.All(printed.StandardOutput.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 100, line));
        }
    }

    private static async Task<ProgramResult> RunAsync(TemporaryFolder folder, int exitCode, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, workingDirectory: folder.Path, timeout: s_within, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result}");
        return result;
    }

    private static JsonElement Json(ProgramResult result) => JsonDocument.Parse(result.StandardOutput).RootElement;
}

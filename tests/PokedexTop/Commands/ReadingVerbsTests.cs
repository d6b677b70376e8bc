using System.Text.Json;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

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
        Assert.Contains("Sets: none yet; 'pokedextop sync' fetches them.", (await RunAsync(folder, 0, "status")).StandardOutput, StringComparison.Ordinal);
        await RunAsync(folder, 0, "sync", "--source", "starter");

        var status = Json(await RunAsync(folder, 0, "status", "--json"));
        Assert.Equal(61, status.GetProperty("silver").GetProperty("cards").GetInt32());
        var space = status.GetProperty("space");
        Assert.Equal(["bronze", "silver", "images", "gold"], space.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("layer").GetString()));
        Assert.InRange(space.GetProperty("layers")[0].GetProperty("bytes").GetInt64(), 100_000, space.GetProperty("database").GetInt64());
        Assert.Matches("Room +[0-9.]+ MB: bronze [0-9]+ KB · silver [0-9]+ KB", (await RunAsync(folder, 0, "status")).StandardOutput);
        Assert.All(status.GetProperty("sets").EnumerateArray(), set => Assert.True(set.GetProperty("complete").GetBoolean()));

        var proof = Json(await RunAsync(folder, 0, "verify", "--source", "starter", "--report", "proof.txt", "--json"));
        var total = (await File.ReadAllLinesAsync(folder.Combine("proof.txt"), TestContext.Current.CancellationToken))[^1];
        Assert.Equal($"# total starter 3 61 {proof.GetProperty("checksum").GetString()}", total);

        await RunAsync(folder, 0, "export", "catalogue", "--out", "copy");
        await RunAsync(folder, 2, "export", "catalogue", "--out", "copy");
        // The export says whose ids these are, so that it is the same catalogue.
        var copied = Json(await RunAsync(folder, 0, "verify", "--source", "folder:copy", "--json"));
        Assert.Equal(("starter", proof.GetProperty("checksum").GetString()), (copied.GetProperty("feed").GetString(), copied.GetProperty("checksum").GetString()));

        Assert.Contains("\tCharizard\t", (await RunAsync(folder, 0, "search", "!name:charizard")).StandardOutput, StringComparison.Ordinal);
        var found = Json(await RunAsync(folder, 0, "search", "--json", "--limit", "3", "--order=-hp", "supertype:pokemon", "hp:[1", "TO", "*]"));
        Assert.Equal(3, found.GetProperty("data").GetArrayLength());
        Assert.InRange(found.GetProperty("total").GetInt32(), 4, 61);
        Assert.Equal("supertype:x hp:abc\n               ^", string.Join('\n', (await RunAsync(folder, 2, "search", "supertype:x hp:abc")).StandardError.Split('\n')[..2]).Replace("\r", "", StringComparison.Ordinal));
        await RunAsync(folder, 2, "search", "pikachu", "--order", "attacks.name");
        await RunAsync(folder, 2, "search", "pikachu", "--limit", "0");

        Assert.Equal(61, Json(await RunAsync(folder, 0, "replay", "--json")).GetProperty("cards").GetInt32());
        await RunAsync(folder, 2, "replay", "--set", "nowhere");
        Assert.Empty(Json(await RunAsync(folder, 0, "rejects", "list", "--json")).GetProperty("rejects").EnumerateArray());
        await RunAsync(folder, 0, "rejects", "retry");
        await RunAsync(folder, 0, "quality");
    }

    [Fact]
    public async Task The_starter_catalogue_and_its_export_are_kept_apart_from_a_real_one()
    {
        using var folder = new TemporaryFolder();
        using var real = new FolderOfSets("base1");
        await RunAsync(folder, 0, "sync", "--source", "starter");
        await RunAsync(folder, 0, "export", "catalogue", "--out", "copy");
        Assert.Equal("starter\n", await File.ReadAllTextAsync(folder.Combine("copy", "feed.txt"), TestContext.Current.CancellationToken));

        // An export of the same feed is the same catalogue in another database, too.
        await RunAsync(folder, 0, "sync", "--source", "folder:copy", "--Data:Directory=other");
        await RunAsync(folder, 0, "verify", "--source", "starter", "--Data:Directory=other");

        await RunAsync(folder, 0, "sync", "--source", real.Source);
        foreach (string[] verb in new string[][] { ["sync"], ["sync", "--dry-run"], ["verify"] })
        {
            foreach (var source in new[] { "starter", "folder:copy" })
            {
                var refused = await RunAsync(folder, 2, [.. verb, "--source", source]);
                Assert.Contains("holds a real catalogue, which is another feed", refused.StandardError, StringComparison.Ordinal);
            }
        }
        Assert.Equal(102, Json(await RunAsync(folder, 0, "status", "--json")).GetProperty("silver").GetProperty("cards").GetInt32());
        await RunAsync(folder, 0, "export", "catalogue", "--out", "copy", "--force");
        await RunAsync(folder, 0, "verify", "--source", "folder:copy");

        await File.WriteAllTextAsync(folder.Combine("copy", "feed.txt"), "digimon", TestContext.Current.CancellationToken);
        Assert.Contains("names the feed 'digimon'", (await RunAsync(folder, 2, "verify", "--source", "folder:copy")).StandardError, StringComparison.Ordinal);
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

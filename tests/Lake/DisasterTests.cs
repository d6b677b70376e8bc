using System.Security.Cryptography;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>What docs/operations.md says to do when everything is lost but the lake and the pictures, done.</summary>
public sealed class DisasterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_comes_back_from_the_lake_and_the_image_store()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, "sync", "--source", "starter");
        var picture = "a picture"u8.ToArray();
        await using (var host = LakeHost.Open(folder, TestDatabase.OfFile(folder, "data")))
        {
            await host.ExecuteAsync("DELETE FROM silver_card_images");
            await host.ExecuteAsync($"INSERT INTO silver_card_images (card_id, rendition, object_key, sha256, bytes, status, attempts) VALUES ('starter-base1-4', 'original', 'cards/4.png', '{Convert.ToHexStringLower(SHA256.HashData(picture))}', {picture.Length}, 'stored', 1)");
        }
        Directory.CreateDirectory(folder.Combine("data", "images", "cards"));
        await File.WriteAllBytesAsync(folder.Combine("data", "images", "cards", "4.png"), picture, Stop);
        await File.WriteAllTextAsync(folder.Combine("mine.csv"), "card_id,quantity,notes\nstarter-base1-4,2,from my brother\n", Stop);
        await RunAsync(folder, "collection", "import", "mine.csv", "--commit");
        await RunAsync(folder, "lake", "write");
        var before = await SaidAsync();

        foreach (var file in Directory.GetFiles(folder.Combine("data")))
            File.Delete(file);
        Directory.Delete(folder.Combine("data", "search"), recursive: true);
        Assert.Equal(["images", "lake"], Directory.GetFileSystemEntries(folder.Combine("data")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        await RunAsync(folder, "lake", "verify");
        await RunAsync(folder, "restore", "--from", "lake");
        Assert.Equal(before, await SaidAsync());
        await RunAsync(folder, "verify", "--source", "starter");
        // It goes on where it was: nothing is new, and the lake has it all already.
        Assert.Contains("0 new, 0 changed", (await RunAsync(folder, "sync", "--source", "starter")).StandardOutput, StringComparison.Ordinal);
        Assert.StartsWith("Run 2: ", (await RunAsync(folder, "lake", "write")).StandardOutput, StringComparison.Ordinal);

        async Task<List<string>> SaidAsync()
        {
            var said = new List<string>();
            foreach (var arguments in new string[][] { ["search", "--json", "charizard"], ["collection", "export", "--format", "csv"], ["images", "verify", "--json"], ["quality", "--json"] })
                said.Add((await RunAsync(folder, arguments)).StandardOutput);
            return said;
        }
    }

    private static async Task<ProgramResult> RunAsync(TemporaryFolder folder, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, workingDirectory: folder.Path, cancellationToken: Stop);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }
}

using System.Text.Json;
using PokedexTop.Testing;

namespace PokedexTop.Tests.Commands;

/// <summary><c>collection</c>, as processes, over the catalogue inside the program.</summary>
public sealed class CollectionVerbsTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_previewed_brought_in_taken_out_and_brought_in_elsewhere()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, 1, "collection", "export");
        await RunAsync(folder, 0, "sync", "--source", "starter");
        var cards = Json(await RunAsync(folder, 0, "search", "--json", "--limit", "2", "pikachu")).GetProperty("data").EnumerateArray().Select(card => card.GetProperty("id").GetString()).ToList();
        await File.WriteAllTextAsync(folder.Combine("mine.csv"), $"sep=;\ncard_id;quantity;notes\n{cards[0]};2;'=1+1\n{cards[1]};1;\nno-card;1;\n", Stop);

        var preview = await RunAsync(folder, 3, "collection", "import", "mine.csv");
        Assert.Contains("3 rows: 2 added, 1 unknown. Nothing was written: --commit does it.", preview.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("'no-card' is no card of this catalogue", preview.StandardOutput, StringComparison.Ordinal);
        var report = Json(await RunAsync(folder, 3, "collection", "import", "mine.csv", "--commit", "--json"));
        Assert.Equal((true, 2, 3), (report.GetProperty("committed").GetBoolean(), report.GetProperty("counts").GetProperty("added").GetInt32(), report.GetProperty("rows").GetArrayLength()));
        Assert.Contains("3 rows: 2 unchanged, 1 unknown.", (await RunAsync(folder, 3, "collection", "import", "mine.csv", "--commit")).StandardOutput, StringComparison.Ordinal);

        foreach (var format in new[] { "json", "csv" })
        {
            await RunAsync(folder, 0, "collection", "export", "--format", format, "--out", $"mine.{format}");
            var file = await File.ReadAllBytesAsync(folder.Combine($"mine.{format}"), Stop);
            await RunAsync(folder, 0, "sync", "--source", "starter", $"--Data:Directory={format}");
            await RunAsync(folder, 0, "collection", "import", $"mine.{format}", "--commit", $"--Data:Directory={format}");
            await RunAsync(folder, 0, "collection", "export", "--format", format, "--out", "theirs", $"--Data:Directory={format}");
            Assert.Equal(file, await File.ReadAllBytesAsync(folder.Combine("theirs"), Stop));
        }
        Assert.Equal("=1+1", Json(await RunAsync(folder, 0, "collection", "export")).GetProperty("lots").EnumerateArray().Single(lot => lot.TryGetProperty("notes", out _)).GetProperty("notes").GetString());
        await RunAsync(folder, 2, "collection", "import", "mine.csv", "--again");
        var waiting = Assert.Single(Json(await RunAsync(folder, 0, "collection", "imports", "list", "--json")).GetProperty("imports").EnumerateArray(), import => import.GetProperty("waiting").GetInt32() > 0);
        var id = waiting.GetProperty("id").GetString()!;
        Assert.Contains("1 row waits: 'pokedextop collection imports resolve", (await RunAsync(folder, 3, "collection", "imports", "show", id)).StandardOutput, StringComparison.Ordinal);
        await RunAsync(folder, 2, "collection", "imports", "resolve", id, "4", "no-card");
        Assert.Equal("imported", Json(await RunAsync(folder, 0, "collection", "imports", "resolve", id, "4", cards[0]!, "--json")).GetProperty("outcome").GetString());
        await RunAsync(folder, 0, "collection", "imports", "show", id);
        await RunAsync(folder, 2, "collection", "imports", "show", "nothing");
        Assert.Contains("in the file without the notes, which TCGplayer has no place for.", (await RunAsync(folder, 0, "collection", "export", "--format", "tcgplayer", "--out", "tcgplayer.csv")).StandardError, StringComparison.Ordinal);
        Assert.Contains("2 unchanged", (await RunAsync(folder, 0, "collection", "import", "mine.csv", "--format", "csv")).StandardOutput, StringComparison.Ordinal);
        Assert.Contains("There is no file", (await RunAsync(folder, 2, "collection", "import", "nowhere.csv")).StandardError, StringComparison.Ordinal);
        await RunAsync(folder, 2, "collection", "export", "--format", "xlsx");
    }

    private static async Task<ProgramResult> RunAsync(TemporaryFolder folder, int exitCode, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, workingDirectory: folder.Path, timeout: s_within, cancellationToken: Stop);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result}");
        return result;
    }

    private static JsonElement Json(ProgramResult result) => JsonDocument.Parse(result.StandardOutput).RootElement;
}

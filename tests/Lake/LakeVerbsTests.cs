using System.Text.Json;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>The verbs, as processes: their exit codes and what they say; with all cards, how large a lake is.</summary>
public sealed class LakeVerbsTests
{
    private const long Megabyte = 1_000_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lake_is_written_verified_and_restored_into_what_is_empty_only()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("There is no lake at ", (await RunAsync(folder, 1, "restore", "--from", "lake")).StandardError, StringComparison.Ordinal);
        Assert.Contains("Fetch the catalogue first", (await RunAsync(folder, 1, "lake", "write")).StandardError, StringComparison.Ordinal);
        await RunAsync(folder, 0, "sync", "--source", "starter");
        Assert.StartsWith("Run 1: ", (await RunAsync(folder, 0, "lake", "write")).StandardOutput, StringComparison.Ordinal);
        var unchanged = Json(await RunAsync(folder, 0, "lake", "write", "--json"));
        Assert.Equal(("unchanged", 1, 0), (unchanged.GetProperty("status").GetString(), unchanged.GetProperty("run").GetInt32(), unchanged.GetProperty("files").GetInt32()));
        Assert.StartsWith("Run 1 is whole: ", (await RunAsync(folder, 0, "lake", "verify")).StandardOutput, StringComparison.Ordinal);

        Assert.EndsWith("are the same.\n", (await RunAsync(folder, 0, "lake", "verify", "--replay")).StandardOutput, StringComparison.Ordinal);

        Assert.Contains("is not empty: bronze_sync_runs has rows", (await RunAsync(folder, 2, "restore", "--from", "lake")).StandardError, StringComparison.Ordinal);
        Assert.Contains("nobody", (await RunAsync(folder, 2, "lake", "forget", "nobody")).StandardError, StringComparison.Ordinal);
        Assert.Contains("there is no such file", (await RunAsync(folder, 2, "restore", "--from", "backup")).StandardError, StringComparison.Ordinal);
        var restored = Json(await RunAsync(folder, 0, "restore", "--from", "lake", "--Lake:Folder=data/lake", "--Data:Directory=other", "--json"));
        Assert.Equal(1, restored.GetProperty("run").GetInt32());
        Assert.Equal((await RunAsync(folder, 0, "search", "--json", "charizard")).StandardOutput, (await RunAsync(folder, 0, "search", "--json", "charizard", "--Data:Directory=other")).StandardOutput);

        File.Delete(Directory.GetFiles(folder.Combine("data", "lake", "silver", "changes"), "*.parquet", SearchOption.AllDirectories).Single());
        var broken = await RunAsync(folder, 1, "lake", "verify");
        Assert.StartsWith("Run 1 is not whole: silver/changes/", broken.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Run 1 is not whole: silver/changes/", (await RunAsync(folder, 1, "restore", "--from", "lake", "--Lake:Folder=data/lake", "--Data:Directory=third")).StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_cards_are_a_few_megabytes_a_day_without_news_is_next_to_nothing_and_all_rows_come_back()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, 0, "sync", "--source", $"folder:{TestData.CardFolder}");
        var whole = Json(await RunAsync(folder, 0, "lake", "write", "--json"));
        Assert.InRange(whole.GetProperty("bytes").GetInt64(), 1 * Megabyte, 15 * Megabyte);
        await RunAsync(folder, 0, "sync", "--source", $"folder:{TestData.CardFolder}");
        var day = Json(await RunAsync(folder, 0, "lake", "write", "--json"));
        Assert.Equal(2, day.GetProperty("run").GetInt32());
        Assert.InRange(day.GetProperty("bytes").GetInt64() + new FileInfo(folder.Combine("data", "lake", "manifests", "000002.json")).Length, 1, 200_000);
        await RunAsync(folder, 0, "restore", "--from", "lake", "--Lake:Folder=data/lake", "--Data:Directory=other");
        Assert.Empty(Json(await RunAsync(folder, 0, "lake", "verify", "--replay", "--json")).GetProperty("differences").EnumerateArray());

        await using var lost = LakeHost.Open(folder, TestDatabase.OfFile(folder, "data"));
        await using var found = LakeHost.Open(folder, TestDatabase.OfFile(folder, "other"));
        var rows = await lost.RowsAsync(spelled: true);
        Assert.True(rows["bronze_tcg_cards"].Count > 19_000);
        RestoreTests.AssertEqual(rows, await found.RowsAsync(spelled: true));
    }

    [Fact]
    public async Task Silver_that_is_not_what_bronze_gives_is_named()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, 0, "sync", "--source", "starter");
        await using (var host = LakeHost.Open(folder, TestDatabase.OfFile(folder, "data")))
        {
            await host.ExecuteAsync("UPDATE silver_tcg_cards SET hp = 777, artist = 'nobody' WHERE card_id = 'starter-base1-4'; DELETE FROM silver_tcg_card_pokemon WHERE card_id = 'starter-base1-2'");
            await host.ExecuteAsync("INSERT INTO silver_tcg_card_pokemon (card_id, position, pokedex_number, matched_by) VALUES ('starter-base1-4', 7, 1, 'source')");
        }
        await RunAsync(folder, 0, "lake", "write");
        var differences = Json(await RunAsync(folder, 1, "lake", "verify", "--replay", "--json")).GetProperty("differences").EnumerateArray()
            .Select(d => $"{d.GetProperty("table").GetString()} {d.GetProperty("key").GetString()}: {d.GetProperty("what").GetString()}");
        Assert.Equal(["silver_tcg_cards starter-base1-4: hp, artist", "silver_tcg_card_pokemon starter-base1-4/7: only in the lake", "silver_tcg_card_pokemon starter-base1-2/0: not in the lake"], differences);
    }

    private static async Task<ProgramResult> RunAsync(TemporaryFolder folder, int exitCode, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, workingDirectory: folder.Path, cancellationToken: Stop);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result}");
        return result;
    }

    private static JsonElement Json(ProgramResult result) => JsonDocument.Parse(result.StandardOutput).RootElement;
}

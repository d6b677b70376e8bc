using System.Text.Json;
using Microsoft.Data.Sqlite;
using PokedexTop.Testing;

namespace PokedexTop.Tests.Commands;

/// <summary>Damaged sources and a damaged copy, as the shell sees them.</summary>
public sealed class DamageTests : IDisposable
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cards_nobody_can_identify_make_every_sync_partial_and_retire_nothing()
    {
        await WriteAsync("s1-1", "s1-2");
        await RunAsync(0, "sync", "--source", "folder:source");
        await File.WriteAllTextAsync(CardFile, $"[{Card("s1-1")},{{\"name\":\"no id\"}},7]", Token);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(3, (await RunAsync(3, "sync", "--source", "folder:source", "--dry-run", "--json")).Json.GetProperty("cards").GetProperty("seen").GetInt32());
            var (printed, json) = await RunAsync(3, "sync", "--source", "folder:source", "--json");
            Assert.Equal("partial", json.GetProperty("status").GetString());
            Assert.Equal("3 0 0 1 2 0", string.Join(' ', new[] { "seen", "new", "changed", "unchanged", "rejected", "retired" }.Select(n => json.GetProperty("cards").GetProperty(n))));
            Assert.Contains("s1: 2 of 3 cards cannot be identified", printed.StandardError, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, "The list of sets could not be read: sets/en.json: the file sets/en.json is missing.")]
    [InlineData("""[{"id":"s1","name":"Set 1"},]""", "The list of sets could not be read: sets/en.json: Expected a JSON array of sets, but it is no JSON: a comma stands before the closing ']'; remove it (")]
    public async Task A_set_list_that_cannot_be_read_is_told_and_the_sets_that_are_known_come_all_the_same(string? content, string told)
    {
        await WriteAsync("s1-1");
        await RunAsync(0, "sync", "--source", "folder:source");
        await WriteAsync("s1-1", "s1-2");
        var list = _folder.Combine("source", "sets", "en.json");
        File.Delete(list);
        if (content is not null)
            await File.WriteAllTextAsync(list, content, Token);
        foreach (var (dryRun, status) in new[] { (true, null), (false, "partial") })
        {
            var (printed, json) = await RunAsync(3, ["sync", "--source", "folder:source", "--json", .. dryRun ? ["--dry-run"] : Array.Empty<string>()]);
            Assert.Contains(told, json.GetProperty("error").GetString(), StringComparison.Ordinal);
            Assert.Contains(told, printed.StandardError, StringComparison.Ordinal);
            Assert.EndsWith("The 1 set that is known is asked for all the same.", json.GetProperty("error").GetString(), StringComparison.Ordinal);
            Assert.Equal("2 1 0", string.Join(' ', new[] { "seen", "new", "changed" }.Select(n => json.GetProperty("cards").GetProperty(n))));
            Assert.Equal(status, json.TryGetProperty("status", out var ended) ? ended.GetString() : null);
        }
        Assert.Contains(told, (await RunAsync(3, "sync", "--source", "folder:source", "--dry-run")).Printed.StandardError, StringComparison.Ordinal);
        // Nothing to compare with proves nothing, and a new copy knows no sets.
        Assert.Contains(told, (await RunAsync(1, "verify", "--source", "folder:source")).Printed.StandardError, StringComparison.Ordinal);
        foreach (string[] verb in new[] { ["sync", "--dry-run"], new[] { "sync" }, ["sync", "--dry-run"] })
            Assert.Contains(told, (await RunAsync(1, [.. verb, "--source", "folder:source", "--Data:Directory=new"])).Printed.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    // Every set of it failed, which is a failed sync.
    [InlineData("[{\"id\":\"s1-1\"", 1)]
    [InlineData("[]", 3)]
    public async Task A_set_whose_last_fetch_did_not_come_whole_is_named_by_status_though_it_is_complete_as_it_was(string cards, int code)
    {
        await WriteAsync("s1-1");
        await RunAsync(0, "sync", "--source", "folder:source");
        await File.WriteAllTextAsync(_folder.Combine("source", "cards", "en", "s1.json"), cards, Token);
        await RunAsync(code, "sync", "--source", "folder:source");
        var status = (await RunAsync(0, "status")).Printed.StandardOutput;
        Assert.Contains("the only one is complete", status, StringComparison.Ordinal);
        Assert.Contains("The last fetch of 1 set did not come whole, so the one before it counts. The first: s1: ", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_list_that_is_empty_ends_with_one_and_says_so()
    {
        await WriteAsync("s1-1");
        await RunAsync(0, "sync", "--source", "folder:source");
        await File.WriteAllTextAsync(_folder.Combine("source", "sets", "en.json"), "[]", Token);
        foreach (string[] verb in new[] { ["sync"], ["sync", "--dry-run"], new[] { "verify" } })
            Assert.Contains("sets/en.json lists no sets", (await RunAsync(1, [.. verb, "--source", "folder:source"])).Printed.StandardError, StringComparison.Ordinal);
        Assert.Contains("which is a file", (await RunAsync(2, "sync", "--source", "folder:source/sets/en.json")).Printed.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_row_is_named_by_verify_and_export_and_mended_by_replay()
    {
        await WriteAsync("s1-1", "s1-2", "s1-spell");
        await RunAsync(3, "sync", "--source", "folder:source");
        await using (var connection = new SqliteConnection($"Data Source={_folder.Combine("data", "pokedextop.db")};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE silver_tcg_cards SET types = '{' WHERE card_id = 's1-2'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
        }

        var differences = (await RunAsync(3, "verify", "--source", "folder:source", "--json")).Json.GetProperty("counts");
        Assert.Equal((1, 1), (differences.GetProperty("differs-from-silver").GetInt32(), differences.GetProperty("in-quarantine").GetInt32()));
        Assert.Contains("These rows of silver cannot be read: s1-2 (", (await RunAsync(1, "export", "catalogue", "--out", "broken")).Printed.StandardError, StringComparison.Ordinal);
        // The card in quarantine is still there: 3.
        await RunAsync(3, "replay");
        var (printed, export) = await RunAsync(0, "export", "catalogue", "--out", "whole", "--json");
        Assert.Equal((2, 1, "s1-spell"), (export.GetProperty("cards").GetInt32(), export.GetProperty("leftOut").GetInt32(), export.GetProperty("leftOutCards")[0].GetProperty("cardId").GetString()));
        Assert.Contains("Left out as quarantined: s1-spell.", printed.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("sync", "--source", "folder:source")]
    public async Task A_damaged_database_file_is_named_with_what_to_do(params string[] verb)
    {
        await WriteAsync("s1-1");
        await RunAsync(0, "sync", "--source", "folder:source");
        var file = _folder.Combine("data", "pokedextop.db");
        await using (var damaged = File.OpenWrite(file))
            await damaged.WriteAsync("These were the first pages."u8.ToArray(), Token);
        var (printed, _) = await RunAsync(1, verb);
        Assert.Contains($"The database at {file} is damaged (", printed.StandardError, StringComparison.Ordinal);
        Assert.Contains("restore the file from a backup; without one, move it away together with pokedextop.db-wal and pokedextop.db-shm, and run 'pokedextop sync'", printed.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", printed.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_dry_run_finds_wrong_with_payloads_is_what_their_quarantine_says()
    {
        var deep = new string('[', 64) + new string(']', 64);
        string[] damaged =
        [
            "\"hp\":1,\"hp\":2", "\"name\":\"a\",\"n\\u0061me\":\"b\"", "\"tcgplayer\":{\"url\":\"a\",\"url\":\"b\"}", "\"set\":{\"id\":\"s1\",\"id\":\"s2\"}",
            "\"new\":[{\"k\":1,\"\\u006b\":1}]", $"\"{new string('k', 61)}\":1,\"{new string('k', 61)}\":1", $"\"new\":{deep}", $"\"set\":{deep}", "\"name\":\"\\ud83d\"",
            "\"name\":\"\\udc00\\ud800\"", "\"\\ud800\":1", "\"cardmarket\":{\"url\":\"\\udead\"}",
        ];
        // Neither of these is damage.
        string[] sound = ["\"new\":1e999", "\"new\":1e-999", "\"new\":9007199254740993", $"\"new\":{deep[1..^1]}", "\"name\":\"\\ud83d\\ude00\"", "\"name\":null,\"Name\":\"a\"", "\"new\":\"\\u0000\""];
        Directory.CreateDirectory(_folder.Combine("source", "cards", "en"));
        Directory.CreateDirectory(_folder.Combine("source", "sets"));
        await File.WriteAllTextAsync(_folder.Combine("source", "sets", "en.json"), """[{"id":"s1","name":"Set 1"}]""", Token);
        await File.WriteAllTextAsync(CardFile, $"[{string.Join(',', damaged.Concat(sound).Select((part, i) => $"{{\"id\":\"s1-{i:D2}\",\"supertype\":\"Trainer\",{part}}}"))}]", Token);

        var found = (await RunAsync(0, "sync", "--source", "folder:source", "--dry-run", "--json")).Json.GetProperty("cards").GetProperty("damaged").EnumerateArray().Select(d => d.GetString()).ToList();
        await RunAsync(3, "sync", "--source", "folder:source");
        var quarantined = (await RunAsync(0, "rejects", "list", "--json")).Json.GetProperty("rejects").EnumerateArray()
            .Where(r => r.GetProperty("layer").GetString() == "card" && r.GetProperty("reason").GetString() != "missing-name")
            .Select(r => $"{r.GetProperty("key").GetString()!.Split('/')[^1]}: {r.GetProperty("reason").GetString()}: {r.GetProperty("detail").GetString()}").Order();
        Assert.Equal(damaged.Length, found.Count);
        Assert.Equal(found, quarantined);

        // A damaged block of prices is mended like anything else, though prices are no part of what a version is.
        await File.WriteAllTextAsync(CardFile, (await File.ReadAllTextAsync(CardFile, Token)).Replace("{\"url\":\"a\",\"url\":\"b\"}", "{\"url\":\"a\"}", StringComparison.Ordinal), Token);
        Assert.DoesNotContain((await RunAsync(0, "sync", "--source", "folder:source", "--dry-run", "--json")).Json.GetProperty("cards").GetProperty("damaged").EnumerateArray(), d => d.GetString()!.StartsWith("s1-02", StringComparison.Ordinal));
        Assert.Equal(1, (await RunAsync(3, "sync", "--source", "folder:source", "--json")).Json.GetProperty("cards").GetProperty("changed").GetInt32());
    }

    private string CardFile => _folder.Combine("source", "cards", "en", "s1.json");

    private static string Card(string id) =>
        $$"""{"id":"{{id}}","name":"Sample","supertype":"{{(id.EndsWith("spell", StringComparison.Ordinal) ? "Spell" : "Trainer")}}","number":"1","types":["Fire"]}""";

    private async Task WriteAsync(params string[] cards)
    {
        Directory.CreateDirectory(_folder.Combine("source", "sets"));
        Directory.CreateDirectory(_folder.Combine("source", "cards", "en"));
        await File.WriteAllTextAsync(_folder.Combine("source", "sets", "en.json"), """[{"id":"s1","name":"Set 1"}]""", Token);
        await File.WriteAllTextAsync(CardFile, $"[{string.Join(',', cards.Select(Card))}]", Token);
    }

    private async Task<(ProgramResult Printed, JsonElement Json)> RunAsync(int exitCode, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, workingDirectory: _folder.Path, timeout: s_within, cancellationToken: Token);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result}");
        return (result, arguments.Contains("--json") ? JsonDocument.Parse(result.StandardOutput).RootElement : default);
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using PokedexTop.Configuration;
using PokedexTop.Lake.Backups;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>A SQLite database in one file, and back.</summary>
public sealed class BackupTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_is_made_while_a_host_runs_and_restored_where_there_is_no_database()
    {
        using var folder = new TemporaryFolder();
        await using (var host = ProgramRunner.Start(["run", "--source", "starter", "--urls", "http://127.0.0.1:0"], workingDirectory: folder.Path))
        {
            await host.WaitForOutputAsync("Ctrl-C stops", TimeSpan.FromSeconds(60), Stop);
            await Eventually.ThatAsync(async _ => (await ProgramRunner.RunAsync(["search", "charizard"], workingDirectory: folder.Path, cancellationToken: Stop)).StandardOutput.Contains("Charizard", StringComparison.Ordinal), TimeSpan.FromSeconds(60), "cards are there", Stop);
            var made = Json(await RunAsync(folder, 0, "backup", "--out", "backups/first.zip", "--json"));
            Assert.Equal((0, 0), (made.GetProperty("copied").GetInt32(), made.GetProperty("missing").GetInt32()));
            Assert.Contains("already; a backup does not replace another one", (await RunAsync(folder, 2, "backup", "--out", "backups/first.zip")).StandardError, StringComparison.Ordinal);
            Assert.Contains("belongs to a running host", (await RunAsync(folder, 1, "restore", "--from", "backups/first.zip")).StandardError, StringComparison.Ordinal);
            host.Send(ProgramSignal.Terminate);
            Assert.Equal(0, (await host.WaitForExitAsync(TimeSpan.FromSeconds(60), Stop)).ExitCode);
        }
        await RunAsync(folder, 0, "backup", "--out", "second.zip");
        Assert.Contains("already. Restore into a data folder without a database.", (await RunAsync(folder, 2, "restore", "--from", "second.zip")).StandardError, StringComparison.Ordinal);
        Directory.CreateDirectory(folder.Combine("other", "search"));
        await File.WriteAllTextAsync(folder.Combine("other", "search", "old"), "", Stop);
        Assert.Contains("is what was backed up on", (await RunAsync(folder, 0, "restore", "--from", "second.zip", "--Data:Directory=other")).StandardOutput, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Combine("other", "search")));
        Assert.Equal(["first.zip"], Directory.GetFiles(folder.Combine("backups")).Select(Path.GetFileName));

        await using var lost = LakeHost.Open(folder, TestDatabase.OfFile(folder, "data"));
        await using var found = LakeHost.Open(folder, TestDatabase.OfFile(folder, "other"));
        var rows = await lost.RowsAsync(spelled: true);
        Assert.NotEmpty(rows["silver_tcg_cards"]);
        RestoreTests.AssertEqual(rows, await found.RowsAsync(spelled: true));
    }

    [Fact]
    public async Task What_is_damaged_or_no_backup_is_refused_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, 0, "sync", "--source", "starter");
        await RunAsync(folder, 0, "backup", "--out", "good.zip");
        foreach (var (entry, told) in new[] { (BackupManifest.Entry, "cannot be read"), (BackupManifest.Database, "is not what was backed up"), (BackupManifest.List, "is not what was backed up") })
        {
            var bad = folder.Combine("bad.zip");
            File.Copy(folder.Combine("good.zip"), bad, overwrite: true);
            await using (var archive = await ZipFile.OpenAsync(bad, ZipArchiveMode.Update, Stop))
            {
                archive.GetEntry(entry)!.Delete();
                await using var changed = await archive.CreateEntry(entry).OpenAsync(Stop);
                await changed.WriteAsync("something else"u8.ToArray(), Stop);
            }
            Assert.Contains(told, (await RunAsync(folder, 1, "restore", "--from", "bad.zip", "--Data:Directory=other")).StandardError, StringComparison.Ordinal);
        }
        await File.WriteAllBytesAsync(folder.Combine("half.zip"), (await File.ReadAllBytesAsync(folder.Combine("good.zip"), Stop))[..5_000], Stop);
        Assert.Contains("is no backup, or is damaged", (await RunAsync(folder, 1, "restore", "--from", "half.zip", "--Data:Directory=other")).StandardError, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Combine("other"), "pokedextop.db*"));
    }

    [Fact]
    public async Task Pictures_are_copied_when_asked_and_those_that_are_not_as_the_database_says_are_told()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, 0, "sync", "--source", "starter");
        var picture = "a picture"u8.ToArray();
        await using (var host = LakeHost.Open(folder, TestDatabase.OfFile(folder, "data")))
        {
            await host.ExecuteAsync("DELETE FROM silver_card_images");
            foreach (var (card, hash) in new[] { ("starter-base1-4", Convert.ToHexStringLower(SHA256.HashData(picture))), ("starter-base1-2", new string('0', 64)) })
                await host.ExecuteAsync($"INSERT INTO silver_card_images (card_id, rendition, object_key, sha256, bytes, status, attempts) VALUES ('{card}', 'original', 'cards/{card}.png', '{hash}', {picture.Length}, 'stored', 1)");
        }
        foreach (var card in new[] { "starter-base1-4", "starter-base1-2" })
        {
            Directory.CreateDirectory(folder.Combine("data", "images", "cards"));
            await File.WriteAllBytesAsync(folder.Combine("data", "images", "cards", card + ".png"), picture, Stop);
        }
        Assert.Contains("1 picture of 2 is not in the image store as the database says", (await RunAsync(folder, 3, "backup", "--out", "whole.zip", "--images")).StandardOutput, StringComparison.Ordinal);
        Assert.Contains("1 picture object did not come with it", (await RunAsync(folder, 0, "restore", "--from", "whole.zip", "--Data:Directory=other")).ToString(), StringComparison.Ordinal);
        Assert.Equal(picture, await File.ReadAllBytesAsync(folder.Combine("other", "images", "cards", "starter-base1-4.png"), Stop));
        Assert.Single(Directory.GetFiles(folder.Combine("other", "images"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Before_tables_are_upgraded_they_are_backed_up_once_a_version_and_three_backups_stay()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, 0, "sync", "--source", "starter");
        Assert.False(Directory.Exists(folder.Combine("data", "backups")));
        await AgeAsync();
        Directory.CreateDirectory(folder.Combine("data", "backups"));
        foreach (var year in new[] { 2001, 2002, 2003 })
            await File.WriteAllTextAsync(folder.Combine("data", "backups", $"before-{year}0101000000.zip"), "", Stop);
        Assert.Contains("gold: applied", (await RunAsync(folder, 0, "migrate")).StandardOutput, StringComparison.Ordinal);
        var backups = Directory.GetFiles(folder.Combine("data", "backups")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["before-20020101000000.zip", "before-20030101000000.zip"], backups.Take(2).Select(Path.GetFileName));
        Assert.Equal(3, backups.Count);

        // Its tables are those before the upgrade, which the program upgrades when it is restored.
        await RunAsync(folder, 0, "restore", "--from", backups[2], "--Data:Directory=other");
        Assert.Contains("gold: applied", (await RunAsync(folder, 0, "migrate", "--Data:Directory=other")).StandardOutput, StringComparison.Ordinal);

        // Tried again, as after a crash, it keeps what was there before the first try.
        var (before, at) = (await File.ReadAllBytesAsync(backups[2], Stop), File.GetLastWriteTimeUtc(backups[2]));
        await AgeAsync();
        await RunAsync(folder, 0, "migrate");
        Assert.Equal((before.Length, at), ((await File.ReadAllBytesAsync(backups[2], Stop)).Length, File.GetLastWriteTimeUtc(backups[2])));

        async Task AgeAsync()
        {
            await using var host = LakeHost.Open(folder, TestDatabase.OfFile(folder, "data"));
            await host.ExecuteAsync("DROP TABLE gold_imports; DROP TABLE gold_import_rows; DELETE FROM __ef_migrations_gold WHERE \"MigrationId\" LIKE '%_Imports'");
        }
    }

    [Fact]
    public async Task A_servers_database_has_a_way_of_its_own()
    {
        using var folder = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.PostgreSql);
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => new BackupWriter(host.Database, [], TimeProvider.System).WriteAsync(folder.Combine("backup.zip"), null, Stop));
        Assert.Contains("pg_dump", refused.Message, StringComparison.Ordinal);
        Assert.Contains("lake write", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<ProgramResult> RunAsync(TemporaryFolder folder, int exitCode, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, workingDirectory: folder.Path, cancellationToken: Stop);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        return result;
    }

    private static JsonElement Json(ProgramResult result) => JsonDocument.Parse(result.StandardOutput).RootElement;
}

using System.Text;
using PokedexTop.Configuration;
using PokedexTop.Lake.Files;
using PokedexTop.Lake.Objects;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>Users' data lies apart, is left out or taken out where that is wanted, and what opens doors is never there.</summary>
public sealed class UsersDataTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lies_below_one_folder_and_no_secret_lies_anywhere()
    {
        using var folder = new TemporaryFolder();
        await using var host = await FilledAsync(folder);
        await host.WriteAsync();

        var manifest = Assert.Single(await host.ManifestsAsync());
        var owned = host.Layers.SelectMany(l => l.Tables).Where(t => t.OwnedBy is not null).Select(t => t.Layout.Name).ToList();
        Assert.Equal(["gold_users", "gold_user_collections", "gold_imports", "gold_import_rows", "gold_audit_log"], owned);
        Assert.All(manifest.Tables, t => Assert.All(t.Files, f => Assert.Equal(owned.Contains(t.Name), f.Key.StartsWith("gold/user-collections/", StringComparison.Ordinal))));
        foreach (var file in Directory.GetFiles(folder.Combine("lake"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("secret-", Text(host, file), StringComparison.Ordinal);
        // What is looked for would be found.
        Assert.Contains(manifest.Tables.Single(t => t.Name == "gold_user_collections").Files, f => Text(host, folder.Combine("lake", f.Key)).Contains("01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_left_out_where_that_is_set_and_leaves_the_lake_then()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using (var host = await FilledAsync(folder))
            await host.WriteAsync();
        await using var without = LakeHost.Open(folder, TestDatabase.OfFile(folder), ("Lake:Users", "false"));
        var written = await without.WriteAsync();
        Assert.Equal((2, true, 5), (written.Run, written.Written, written.Removed));
        Assert.Empty(FilesOfUsers(folder));

        await using var found = await LakeHost.OpenAsync(other, DatabaseProvider.Sqlite, ("Lake:Folder", folder.Combine("lake")));
        Assert.False((await found.RestoreAsync()).Users);
        var rows = await found.RowsAsync(spelled: true);
        Assert.Empty(rows["gold_user_collections"]);
        Assert.Equal(3, rows["gold_pokemon_generations"].Count);
    }

    [Fact]
    public async Task One_user_is_forgotten_and_stays_forgotten()
    {
        const string User = "01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11";
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var host = await FilledAsync(folder);
        await host.WriteAsync();
        var all = FilesOfUsers(folder);

        Assert.Equal((2, 5), (await host.WriteAsync(forget: User)) is var written ? (written.Run, written.Removed) : default);
        Assert.Empty(FilesOfUsers(folder).Intersect(all));
        Assert.All(FilesOfUsers(folder), f => Assert.DoesNotContain(User, Text(host, f), StringComparison.Ordinal));
        await host.ExecuteAsync($"UPDATE gold_user_collections SET quantity = 7 WHERE user_id = '{User}'");
        Assert.False((await host.WriteAsync()).Written);

        await using var found = await LakeHost.OpenAsync(other, DatabaseProvider.Sqlite, ("Lake:Folder", folder.Combine("lake")));
        await found.RestoreAsync();
        foreach (var (table, rows) in await found.RowsAsync(spelled: true))
            Assert.True(rows.Count == 2 == table is "gold_users" or "gold_user_collections" or "gold_imports" or "gold_import_rows" or "gold_audit_log", $"{table}: {rows.Count} rows");
    }

    [Fact]
    public async Task Whoever_leaves_the_program_leaves_the_lake_with_the_next_write()
    {
        using var folder = new TemporaryFolder();
        await using var host = await FilledAsync(folder);
        await host.WriteAsync();
        await host.Get<Collections.Users.UserAccounts>().DeleteAsync("01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11", Stop);
        await host.WriteAsync();
        Assert.All(FilesOfUsers(folder).Where(f => !f.Contains("audit-log", StringComparison.Ordinal)), f => Assert.DoesNotContain("01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11", Text(host, f), StringComparison.Ordinal));
        Assert.Empty((await host.CheckAsync()).Faults);
    }

    private static async Task<LakeHost> FilledAsync(TemporaryFolder folder)
    {
        var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await host.MigrateAsync();
        await SampleRows.FillAsync(host, Stop);
        return host;
    }

    private static List<string> FilesOfUsers(TemporaryFolder folder) =>
        [.. Directory.GetFiles(folder.Combine("lake", "gold", "user-collections"), "*", SearchOption.AllDirectories).Where(f => !f.Contains(".unfinished", StringComparison.Ordinal))];

    /// <summary>All that a file says.</summary>
    private static string Text(LakeHost host, string file)
    {
        var content = File.ReadAllBytes(file);
        var name = Path.GetFileName(file);
        if (host.Layers.SelectMany(l => l.Tables).FirstOrDefault(t => name.StartsWith(t.Layout.Name + "-", StringComparison.Ordinal)) is not { } table)
            return Encoding.UTF8.GetString(content);
        using var rows = RowFile.Open(file, content, table.Layout);
        return string.Join('\n', rows.Read().Select(row => string.Join('|', row)));
    }
}

using System.Text;
using PokedexTop.Configuration;
using PokedexTop.Lake.Objects;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>A lake that is not whole is refused, and it is said which run is at fault; the database is not touched.</summary>
public sealed class DamagedLakeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_missing_file() => RefusedAsync(lake => File.Delete(FileOf(lake, "bronze_tcg_cards-000001")), "Run 1 is not whole: bronze/", "is missing");

    [Fact]
    public Task A_file_with_other_bytes() => RefusedAsync(lake =>
    {
        var file = FileOf(lake, "silver_changes-000002");
        var content = File.ReadAllBytes(file);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(file, content);
    }, "Run 2 is damaged: the bytes of silver/changes/", "are not those that were written");

    [Fact]
    public Task A_file_that_ends_early() => RefusedAsync(lake =>
    {
        var file = FileOf(lake, "bronze_tcg_prices-000002");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
    }, "Run 2 is damaged: bronze/", "bytes, not ");

    [Fact]
    public Task A_missing_run() => RefusedAsync(lake => File.Delete(Path.Combine(lake, "manifests", "000001.json")), "Run 1 is missing: there is no manifests/000001.json");

    [Theory]
    [InlineData("000001")]
    [InlineData("000002")]
    public Task A_manifest_that_was_changed(string run) => RefusedAsync(lake =>
    {
        var file = Path.Combine(lake, "manifests", run + ".json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"rows\": 3", "\"rows\": 2", StringComparison.Ordinal));
    }, $"Run {int.Parse(run, System.Globalization.CultureInfo.InvariantCulture)} is damaged");

    [Fact]
    public Task A_manifest_of_another_lake() => RefusedAsync(lake =>
    {
        var manifest = Path.Combine(lake, "manifests", "000001.json");
        var json = File.ReadAllText(manifest);
        // Sealed, but not the one that the second run has seen.
        var open = Encoding.UTF8.GetBytes(json[..json.LastIndexOf(",\n  \"sha256\"", StringComparison.Ordinal)].Replace("Sqlite", "SQLITE", StringComparison.Ordinal));
        File.WriteAllText(manifest, $"{Encoding.UTF8.GetString(open)},\n  \"sha256\": \"{LakeStore.HashOf(open)}\"\n}}\n");
    }, "Run 1 is damaged: its manifest is not the one that run 2 follows");

    [Fact]
    public async Task No_lake_at_all()
    {
        using var folder = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        Assert.StartsWith("There is no lake at ", (await Assert.ThrowsAsync<LakeException>(host.RestoreAsync)).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no lake at ", Assert.Single((await host.CheckAsync()).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_interrupted_write_left_is_no_part_of_the_lake_and_is_used_by_the_next_one()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await host.MigrateAsync();
        await SampleRows.FillAsync(host, Stop);
        await host.WriteAsync();
        var files = Directory.GetFiles(folder.Combine("lake"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var whole = files.ToDictionary(f => f, File.ReadAllBytes);

        // Everything but the end.
        File.Delete(folder.Combine("lake", "manifests", "000001.json"));
        File.Delete(FileOf(folder.Combine("lake"), "silver_changes-000001"));
        Assert.StartsWith("There is no lake at ", (await Assert.ThrowsAsync<LakeException>(host.RestoreAsync)).Message, StringComparison.Ordinal);
        await host.WriteAsync();
        Assert.Equal(files.Where(f => !f.Contains("run=none", StringComparison.Ordinal)), Directory.GetFiles(folder.Combine("lake"), "*", SearchOption.AllDirectories).Where(f => !f.Contains("run=none", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(files.Where(f => f.EndsWith(".parquet", StringComparison.Ordinal)), f => Assert.Equal(whole[f], File.ReadAllBytes(f)));

        await using var found = await LakeHost.OpenAsync(other, DatabaseProvider.Sqlite, ("Lake:Folder", folder.Combine("lake")));
        await found.RestoreAsync();
        RestoreTests.AssertEqual(await host.RowsAsync(spelled: true), await found.RowsAsync(spelled: true));
    }

    private static async Task RefusedAsync(Action<string> damage, params string[] said)
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var lake = folder.Combine("lake");
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite);
        await host.MigrateAsync();
        await SampleRows.FillAsync(host, Stop);
        await host.WriteAsync();
        await host.ExecuteAsync("INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) VALUES (9, '1', 'changed', 1, '2026-03-01 04:05:06'); INSERT INTO bronze_tcg_prices SELECT 9, feed, card_id, market, observed_on, payload, content_hash, fetched_at FROM bronze_tcg_prices WHERE id = 1");
        await host.WriteAsync();
        Assert.Empty((await host.CheckAsync()).Faults);

        damage(lake);
        await using var found = await LakeHost.OpenAsync(other, DatabaseProvider.Sqlite, ("Lake:Folder", lake));
        var refused = await Assert.ThrowsAsync<LakeException>(found.RestoreAsync);
        Assert.All(said, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
        Assert.False(File.Exists(other.Combine("pokedextop.db")));
        Assert.Equal([refused.Message], (await host.CheckAsync()).Faults);
    }

    private static string FileOf(string lake, string name) => Directory.GetFiles(lake, name + "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
}

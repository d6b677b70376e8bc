using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Tests.Rejects;

public sealed class QuarantineTests
{
    [Fact]
    public async Task Items_of_both_layers_are_listed_and_told_apart()
    {
        await using var catalogue = await WithRejectsAsync();

        var items = await catalogue.Reader<Quarantine>().ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["card pokemontcg/alpha-10 unknown-supertype", "bronze cards/en/alpha.json item 4 not-a-version"], items.Select(i => $"{i.Layer} {i.Key} {i.Reason}"));
        Assert.StartsWith("b", items[1].Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_sync_does_not_list_a_bronze_reject_twice_and_a_mended_source_ends_it()
    {
        await using var catalogue = await WithRejectsAsync();
        await catalogue.SyncAsync();
        Assert.Equal(2, (await catalogue.Reader<Quarantine>().ListAsync(TestContext.Current.CancellationToken)).Count);

        catalogue.Cards("alpha").RemoveAt(3);
        catalogue.Write();
        await catalogue.SyncAsync();
        Assert.Equal(["card"], (await catalogue.Reader<Quarantine>().ListAsync(TestContext.Current.CancellationToken)).Select(i => i.Layer));
    }

    [Theory]
    [InlineData("pokemontcg/alpha-10")]
    [InlineData("alpha-10")]
    [InlineData("1")]
    [InlineData(null)]
    public async Task A_retry_is_normalizes_backlog(string? id)
    {
        await using var catalogue = await WithRejectsAsync();
        var quarantine = catalogue.Reader<Quarantine>();

        var retried = await quarantine.RetryAsync(id is null ? [] : [id], TestContext.Current.CancellationToken);

        Assert.Equal(new RetriedItems(1, 0), retried);
        Assert.Equal(1, (await catalogue.Reader<NormalizeBacklog>().CountAsync(TestContext.Current.CancellationToken)).Cards);
        Assert.Equal(1, await catalogue.Reader<NormalizeWork>().DrainAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, (await quarantine.ListAsync(TestContext.Current.CancellationToken))[0].Attempts);
        Assert.Equal(0, (await catalogue.Reader<NormalizeBacklog>().CountAsync(TestContext.Current.CancellationToken)).Total);
    }

    [Theory]
    [InlineData("alpha-9", "not in quarantine")]
    [InlineData("b1", "never became a version")]
    public async Task An_id_that_cannot_be_retried_is_refused(string id, string because)
    {
        await using var catalogue = await WithRejectsAsync();
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => catalogue.Reader<Quarantine>().RetryAsync([id], TestContext.Current.CancellationToken));
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_of_a_set_leaves_the_same_rows()
    {
        await using var catalogue = await WithRejectsAsync();
        var before = await SilverAsync(catalogue);
        var replay = catalogue.Reader<Replay>();

        Assert.Equal(new ReplayedItems(3, 1), await replay.MarkAsync(["alpha"], TestContext.Current.CancellationToken));
        Assert.Equal(3, await catalogue.Reader<NormalizeWork>().DrainAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new ReplayedItems(5, 2), await replay.MarkAsync([], TestContext.Current.CancellationToken));
        Assert.Equal(5, await catalogue.Reader<NormalizeWork>().DrainAsync(TestContext.Current.CancellationToken));

        Assert.Equal(before, await SilverAsync(catalogue));
        await Assert.ThrowsAsync<ConfigurationException>(() => replay.MarkAsync(["omega"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_replay_mends_a_damaged_row()
    {
        await using var catalogue = await WithRejectsAsync();
        var before = await SilverAsync(catalogue);
        await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET name = 'Damaged' WHERE card_id = 'alpha-9'");

        await catalogue.Reader<Replay>().MarkAsync(["alpha"], TestContext.Current.CancellationToken);
        await catalogue.Reader<NormalizeWork>().DrainAsync(TestContext.Current.CancellationToken);

        Assert.Equal(before, await SilverAsync(catalogue));
    }

    private static async Task<List<string>> SilverAsync(SmallCatalogue catalogue)
    {
        await using var connection = await catalogue.Reader<SqlDatabase>().OpenAsync(CancellationToken.None);
        await using var select = connection.Command("SELECT card_id, set_id, name, number, hp, artist, attacks, bronze_id FROM silver_tcg_cards ORDER BY card_id");
        return await select.ReadAsync(row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue)), CancellationToken.None);
    }

    private static async Task<SmallCatalogue> WithRejectsAsync()
    {
        var catalogue = SmallCatalogue.Standard();
        catalogue.Cards("alpha")[0]!["supertype"] = "Spell";
        catalogue.Cards("alpha").Add("not a card");
        catalogue.Write();
        await catalogue.SyncAsync();
        return catalogue;
    }
}

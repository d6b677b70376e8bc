using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>A card that goes from one set to another, and may come back, under every order of failures.</summary>
public sealed class MovedCardTests
{
    private const string Where = "SELECT set_id, CASE WHEN retired_at IS NULL THEN 'there' ELSE 'retired' END FROM silver_tcg_cards WHERE card_id = 's1-3'";
    private const string Changes = "SELECT kind, fields FROM silver_changes WHERE card_id = 's1-3' ORDER BY id";

    [Theory]
    [EveryDatabase]
    public async Task A_move_is_one_change_and_neither_a_retirement_nor_a_return(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3);
        // So many that the sets come in several commits: the card is gone from the first before the last lists it.
        for (var set = 2; set <= 40; set++)
            catalogue.WithSet($"s{set}", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        Move(catalogue, "s1", "s40");
        await pipeline.SyncAsync();
        Assert.Equal(["s40|there"], await pipeline.RowsAsync(Where));
        Move(catalogue, "s40", "s1");
        await pipeline.SyncAsync();
        Assert.Equal(["s1|there"], await pipeline.RowsAsync(Where));
        await pipeline.ReplayAsync();
        Assert.Equal(["s1|there"], await pipeline.RowsAsync(Where));
        Assert.Equal(["appeared|", "changed|[\"set_id\"]", "changed|[\"set_id\"]"], await pipeline.RowsAsync(Changes));
    }

    [Theory]
    [EveryDatabase(false)]
    [EveryDatabase(true)]
    public async Task A_card_that_went_while_its_old_set_failed_comes_back(bool newSetFailsThen, DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        Move(catalogue, "s1", "s2");
        catalogue.WriteFile("s1", "[{");
        await pipeline.SyncAsync();
        Assert.Equal(["s2|there"], await pipeline.RowsAsync(Where));

        Move(catalogue, "s2", "s1");
        if (newSetFailsThen)
            catalogue.WriteFile("s2", "[{");
        await pipeline.SyncAsync();
        Assert.Equal(["s1|there"], await pipeline.RowsAsync(Where));
        await pipeline.SyncAsync();
        Assert.Equal(["s1|there"], await pipeline.RowsAsync(Where));
        Assert.Empty(await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE retired_at IS NOT NULL"));
        Assert.Equal(["appeared|", "changed|[\"set_id\"]", "changed|[\"set_id\"]"], await pipeline.RowsAsync(Changes));
    }

    [Fact]
    public async Task A_card_gone_to_a_set_in_quarantine_stays_where_it_was_until_the_set_is_mended()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        catalogue.WithSet("s4", 1);
        Move(catalogue, "s1", "s4");
        catalogue.ReplaceInList("\"name\":\"Set s4\",", "");
        await pipeline.SyncAsync();
        Assert.Equal(["set|pokemontcg/s4"], await pipeline.RowsAsync("SELECT layer, \"key\" FROM silver_rejects WHERE resolved_at IS NULL AND layer = 'set'"));
        Assert.Equal(["s1|there"], await pipeline.RowsAsync(Where));

        catalogue.Save();
        await pipeline.SyncAsync();
        Assert.Equal(["s4|there"], await pipeline.RowsAsync(Where));
    }

    [Fact]
    public async Task A_changed_card_in_its_new_set_is_one_change()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        Move(catalogue, "s1", "s2");
        catalogue.Replace("s2", "s1-3", card => card["hp"] = "70");
        await pipeline.SyncAsync();
        Assert.Equal(["s2|there"], await pipeline.RowsAsync(Where));
        var fields = (await pipeline.RowsAsync(Changes)).Skip(1).ToList();
        Assert.All(fields, f => Assert.StartsWith("changed|", f, StringComparison.Ordinal));
        Assert.Single(fields, f => f.Contains("hp", StringComparison.Ordinal));
        Assert.Single(fields, f => f.Contains("set_id", StringComparison.Ordinal));
    }

    private static void Move(SampleCatalogue catalogue, string from, string to)
    {
        var card = catalogue.Cards(from).Single(c => c.Contains("\"s1-3\"", StringComparison.Ordinal));
        catalogue.Cards(from).Remove(card);
        catalogue.Cards(to).Add(card);
        catalogue.Save();
    }
}

using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Stage;

public sealed class FirstCopyTests
{
    [Theory]
    [EveryDatabase]
    public async Task Every_card_gets_its_original_and_three_renditions(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync("c1", "c2");
        Assert.Equal(4, (await catalogue.BacklogAsync()).Unplanned);

        await catalogue.DrainAsync();

        Assert.Equal("stored|4|4", await catalogue.StateAsync("c1"));
        Assert.Equal(
            ["large|734|1024", "original|734|1024", "small|245|341", "thumb|120|167"],
            await catalogue.RowsAsync("SELECT rendition, width, height FROM silver_card_images WHERE card_id = 'c2' ORDER BY rendition"));
        foreach (var row in await catalogue.RowsAsync("SELECT object_key, sha256, bytes, url FROM silver_card_images"))
        {
            var parts = row.Split('|');
            var content = catalogue.Store.Objects[parts[0]].Content;
            Assert.Equal(parts[1], Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
            Assert.Equal(parts[2], $"{content.Length}");
            Assert.Equal(parts[3], catalogue.Store.UrlOf(parts[0]));
        }
        Assert.Equal([CardCatalogue.Large("c1"), CardCatalogue.Large("c2")], catalogue.Gallery.TakeRequests());
        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);
    }

    [Theory]
    [EveryDatabase]
    public async Task A_second_look_asks_for_nothing_and_writes_nothing(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync("c1", "c2", "c3");
        catalogue.Gallery.Remove(CardCatalogue.Large("c2"));
        catalogue.Gallery.Remove(CardCatalogue.Large("c3"));
        catalogue.Gallery.Remove(CardCatalogue.Small("c3"));
        await catalogue.DrainAsync();
        catalogue.Gallery.TakeRequests();
        var (rows, writes) = (await catalogue.RowsAsync("SELECT * FROM silver_card_images ORDER BY card_id, rendition"), catalogue.Store.Writes);

        await catalogue.NoteAsync("c1", "changed");
        await catalogue.Get<ImagePlanner>().PlanCardsAsync(["c1", "c2", "c3"], TestContext.Current.CancellationToken);
        Assert.Equal(0, await catalogue.DrainAsync());

        Assert.Empty(catalogue.Gallery.TakeRequests());
        Assert.Equal(writes, catalogue.Store.Writes);
        await catalogue.ExecuteAsync("UPDATE silver_card_images SET change_id = 1 WHERE card_id = 'c1' AND rendition = 'original'");
        Assert.Equal(rows, await catalogue.RowsAsync("SELECT * FROM silver_card_images ORDER BY card_id, rendition"));
    }

    [Theory]
    [EveryDatabase]
    public async Task Cards_with_one_picture_share_its_objects_and_it_is_rendered_once(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider, ("Images:Concurrency", "1"));
        await catalogue.FillAsync("c1", "c2");
        catalogue.Gallery.Show(CardCatalogue.Large("c2"), "large c1");

        await catalogue.DrainAsync();

        Assert.Equal(4, catalogue.Store.Objects.Count);
        Assert.Equal(1, catalogue.Renderer.Renders);
        Assert.Equal(
            await catalogue.RowsAsync("SELECT rendition, object_key, url, sha256, width, height, bytes, settings FROM silver_card_images WHERE card_id = 'c1' ORDER BY rendition"),
            await catalogue.RowsAsync("SELECT rendition, object_key, url, sha256, width, height, bytes, settings FROM silver_card_images WHERE card_id = 'c2' ORDER BY rendition"));
    }

    [Fact]
    public async Task Symbols_and_logos_are_kept_as_received()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        catalogue.Gallery.Show("https://images.example/s.png", "symbol");
        catalogue.Gallery.Answer("https://images.example/l.png", new ImageAnswer(ImageOutcome.Received, "no picture"u8.ToArray()));
        await catalogue.AddSetAsync("s1", "https://images.example/s.png", "https://images.example/l.png");
        await catalogue.AddSetAsync("s2", "https://images.example/s.png", null);

        await catalogue.DrainAsync();

        Assert.Equal(["s1|logo|refused|", "s1|symbol|stored|1", "s2|logo|missing|", "s2|symbol|stored|1"],
            await catalogue.RowsAsync("SELECT set_id, rendition, status, CASE WHEN object_key IS NULL THEN NULL ELSE 1 END FROM silver_set_images ORDER BY set_id, rendition"));
        Assert.Equal(Gallery.Picture("symbol"), Assert.Single(catalogue.Store.Objects).Value.Content);
        await catalogue.ExecuteAsync("UPDATE silver_tcg_sets SET symbol_url = 'https://images.example/other.png' WHERE set_id = 's1'");
        Assert.Equal(1, (await catalogue.BacklogAsync()).Unplanned);
        await catalogue.DrainAsync();
        // Its new address has none, so the old symbol stays.
        Assert.Equal(["missing|1"], await catalogue.RowsAsync("SELECT status, CASE WHEN object_key IS NULL THEN NULL ELSE 1 END FROM silver_set_images WHERE set_id = 's1' AND rendition = 'symbol'"));
    }

    [Fact]
    public async Task A_card_merged_into_another_gets_no_picture_of_its_own_and_is_no_backlog()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync("c1", "c2");
        await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET merged_into = 'c1' WHERE card_id = 'c2'");
        await catalogue.DrainAsync();
        Assert.Empty(await catalogue.RowsAsync("SELECT card_id FROM silver_card_images WHERE card_id = 'c2'"));
        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);
    }
}

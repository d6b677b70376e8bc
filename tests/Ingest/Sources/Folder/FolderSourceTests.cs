using PokedexTop.Ingest.Sources.Folder;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.Folder;

public sealed class FolderSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_in_a_files_place_is_told_apart_from_a_missing_file()
    {
        using var folder = new TemporaryFolder();
        var source = new FileCatalogueSource("folder", "pokemontcg", new FolderFiles(folder.Path), TimeProvider.System);

        Assert.Equal("sets/en.json: the file sets/en.json is missing", (await source.FetchSetsAsync(Guid.Empty, Token)).Error);
        Directory.CreateDirectory(folder.Combine("sets", "en.json"));
        Directory.CreateDirectory(folder.Combine("cards", "en", "s1.json"));

        Assert.Equal("sets/en.json: a file is expected, and it is a folder", (await source.FetchSetsAsync(Guid.Empty, Token)).Error);
        var cards = await source.FetchSetAsync(Guid.Empty, "s1", Token);
        Assert.Equal((false, false, "cards/en/s1.json: a file is expected, and it is a folder"), (cards.Complete, cards.Received, cards.Error));
        Assert.Equal("cards/en/s2.json: the file cards/en/s2.json is missing", (await source.FetchSetAsync(Guid.Empty, "s2", Token)).Error);
    }

    [Fact]
    public async Task Items_nobody_can_identify_leave_the_others_and_make_the_set_incomplete()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("cards", "en"));
        await File.WriteAllTextAsync(folder.Combine("cards", "en", "s1.json"), """[{"id":"s1-1"},7,{"id":"s1-1","name":"again"},{"id":" "}]""", Token);
        var source = new FileCatalogueSource("folder", "pokemontcg", new FolderFiles(folder.Path), TimeProvider.System);

        var cards = await source.FetchSetAsync(Guid.Empty, "s1", Token);

        Assert.Equal((false, true), (cards.Complete, cards.Received));
        Assert.Equal("2 of 4 cards cannot be identified (the first is item 2: not-an-object: the item is a number); the others were taken, and nothing is retired", cards.Error);
        Assert.Equal(["s1-1", null, "s1-1", null], cards.Calls[0].Items.Select(i => i.Id));
    }
}

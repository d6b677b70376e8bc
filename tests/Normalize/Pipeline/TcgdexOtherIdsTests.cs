using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Assignments;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Cards and sets to which TCGdex gives another id, or two.</summary>
public sealed class TcgdexOtherIdsTests
{
    private const string Cards = "SELECT card_id, set_id, COALESCE(merged_into, '') FROM silver_tcg_cards ORDER BY card_id";

    [Theory]
    [EveryDatabase]
    public async Task A_card_that_the_first_feed_has_stays_whatever_number_the_second_gives_it(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("base1", 3).Replace("base1", "base1-3", card =>
        {
            _ = (card.Remove("hp"), card.Remove("types"), card.Remove("nationalPokedexNumbers"), card.Remove("images"));
            (card["supertype"], card["subtypes"], card["rules"], card["artist"], card["rarity"]) = ("Trainer", new JsonArray("Item"), new JsonArray("Draw 3 cards."), "Nobody", "Common");
        });
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Set base1", 3, "1", "2", "3").Edit("base1-3", card =>
        {
            _ = (card.Remove("hp"), card.Remove("types"), card.Remove("dexId"), card.Remove("stage"), card.Remove("image"));
            (card["category"], card["trainerType"], card["effect"]) = ("Trainer", "Item", "Draw 3 cards.");
        });
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using (var first = await TestPipeline.StartAsync(folder, catalogue.Path, database))
            await first.SyncAsync();
        await using (var second = await TestPipeline.StartAsync(folder, tcgdex.Source, database, settings: ("Normalize:ReconcileSeconds", "0.5")))
        {
            await second.SyncAsync();
            tcgdex.Edit("base1-3", card => (card["id"], card["localId"]) = ("base1-103", "103"));
            await second.SyncAsync();
            await second.DrainAsync();
            string[] merged = ["base1-1|base1|", "base1-2|base1|", "base1-3|base1|", "tcgdex-base1-103|base1|base1-3"];
            Assert.Equal(merged, await second.RowsAsync(Cards));
            Assert.Equal(["base1-1", "base1-2", "base1-3"], await second.RowsAsync("SELECT card_id FROM silver_card_identities WHERE feed = 'pokemontcg' ORDER BY card_id"));
            Assert.Equal(["tcgdex-base1-103|merged"], await second.RowsAsync("SELECT card_id, kind FROM silver_changes WHERE kind IN ('merged', 'retired')"));
            Assert.Equal(["base1-103|base1-3|same-card"], await second.RowsAsync("SELECT feed_card_id, card_id, matched_by FROM silver_card_identities WHERE feed = 'tcgdex/en' AND card_id = 'base1-3' AND absent_at IS NULL"));

            // And back: it is the same card all the while.
            tcgdex.Edit("base1-103", card => (card["id"], card["localId"]) = ("base1-3", "3"));
            await second.SyncAsync();
            await second.DrainAsync();
            await second.ReplayAsync();
            Assert.Equal(merged, await second.RowsAsync(Cards));
            Assert.Equal(["base1-3|base1-3|set-and-number"], await second.RowsAsync("SELECT feed_card_id, card_id, matched_by FROM silver_card_identities WHERE feed = 'tcgdex/en' AND card_id = 'base1-3' AND absent_at IS NULL"));
        }
    }

    [Theory]
    [EveryDatabase]
    public async Task Of_two_ids_of_one_card_one_speaks_for_it(DatabaseProvider provider)
    {
        const string Hp = "SELECT card_id, hp FROM silver_tcg_cards WHERE merged_into IS NULL AND number = 'TG01'";
        using var folder = new TemporaryFolder();
        // The same part of a set, which TCGdex called swsh12.5tg before.
        using var tcgdex = new SampleTcgdex().WithSet("swsh12.5tg", "Trainer Gallery", 3, "TG01", "TG02", "TG03").WithSet("swsh12tg", "Trainer Gallery", 3, "TG01", "TG02", "TG03").Edit("swsh12tg-TG01", card => card["hp"] = 70);
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();
        Assert.Equal(["swsh12tg-TG01|70"], await pipeline.RowsAsync(Hp));
        var changes = await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes");
        await pipeline.ReplayAsync();
        await pipeline.ReplayAsync();
        Assert.Equal(["swsh12tg-TG01|70"], await pipeline.RowsAsync(Hp));
        Assert.Equal(changes, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes"));

        // When it is gone, the other one says what there is to say.
        tcgdex.Remove("swsh12tg-TG01");
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();
        Assert.Equal(["swsh12tg-TG01|60"], await pipeline.RowsAsync(Hp));
        Assert.Equal(0, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NOT NULL"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_set_with_another_id_is_the_same_set_with_the_same_cards(DatabaseProvider provider)
    {
        const string Cards = "SELECT card_id, set_id, merged_into FROM silver_tcg_cards WHERE card_id LIKE '%me03%' OR card_id LIKE '%me3x%' OR number LIKE 'TG%' ORDER BY card_id";
        const string Sets = "SELECT set_id, merged_into FROM silver_tcg_sets WHERE set_id LIKE 'tcgdex-me%' ORDER BY set_id";
        const string Absent = "SELECT feed_card_id FROM silver_card_identities WHERE absent_at IS NOT NULL ORDER BY feed_card_id";
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("me03", "Perfect Order", 3, "001", "002", "003").WithSet("swsh12.5tg", "Trainer Gallery", 2, "TG01", "TG02");
        for (var other = 1; other < 19; other++)
            tcgdex.WithSet($"me1{other:00}", $"Other {other}", 1, "001");
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();

        tcgdex.Rename("me03", "me3x").Rename("swsh12.5tg", "swsh12tg");
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
        await pipeline.DrainAsync();
        string[] merged =
        [
            "swsh12tg-TG01|swsh12tg|", "swsh12tg-TG02|swsh12tg|", "tcgdex-me03-001|tcgdex-me3x|tcgdex-me3x-001", "tcgdex-me03-002|tcgdex-me3x|tcgdex-me3x-002",
            "tcgdex-me03-003|tcgdex-me3x|tcgdex-me3x-003", "tcgdex-me3x-001|tcgdex-me3x|", "tcgdex-me3x-002|tcgdex-me3x|", "tcgdex-me3x-003|tcgdex-me3x|",
        ];
        Assert.Equal(merged, await pipeline.RowsAsync(Cards));
        Assert.Equal(["tcgdex-me03|tcgdex-me3x", "tcgdex-me3x|"], (await pipeline.RowsAsync(Sets)).Where(s => !s.StartsWith("tcgdex-me1", StringComparison.Ordinal)));
        Assert.Equal(["me03-001", "me03-002", "me03-003", "swsh12.5tg-TG01", "swsh12.5tg-TG02"], await pipeline.RowsAsync(Absent));
        Assert.Equal(["tcgdex-me03-001|merged", "tcgdex-me03-002|merged", "tcgdex-me03-003|merged"], await pipeline.RowsAsync("SELECT card_id, kind FROM silver_changes WHERE kind NOT IN ('appeared', 'changed') ORDER BY card_id"));
        Assert.Equal(["swsh12tg|2", "tcgdex-me3x|3"], await pipeline.RowsAsync("SELECT set_id, cards FROM set_completion WHERE percent_of_listed = 100 AND (set_id LIKE 'tcgdex-me_x' OR set_id = 'tcgdex-me03' OR set_id = 'swsh12tg') ORDER BY set_id"));
        var changes = await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes");
        await pipeline.ReplayAsync();
        Assert.Equal(merged, await pipeline.RowsAsync(Cards));
        Assert.Equal(changes, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes"));

        // Once more, with a card that is dropped and one that comes; then back, where what is listed again is itself again.
        tcgdex.Rename("me3x", "me3y").Remove("me3y-003").Add("me3y", "004");
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();
        Assert.Equal(["tcgdex-me3y-001", "tcgdex-me3y-002", "tcgdex-me3y-004"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE set_id = 'tcgdex-me3y' AND merged_into IS NULL AND retired_at IS NULL ORDER BY card_id"));
        Assert.Equal(["tcgdex-me03|tcgdex-me3y", "tcgdex-me3x|tcgdex-me3y", "tcgdex-me3y|"], (await pipeline.RowsAsync(Sets)).Where(s => !s.StartsWith("tcgdex-me1", StringComparison.Ordinal)));
        tcgdex.Rename("me3y", "me03");
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();
        Assert.Equal(["tcgdex-me03-001", "tcgdex-me03-002", "tcgdex-me03-004"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE set_id = 'tcgdex-me3y' AND merged_into IS NULL AND retired_at IS NULL ORDER BY card_id"));
        // The end of the sync, which is told as well, may be taking over the same.
        await Eventually.ThatAsync(async stop => (await pipeline.Services.GetRequiredService<NormalizeBacklog>().CountAsync(stop)).Total == 0, TimeSpan.FromSeconds(40), "nothing is left to do", TestContext.Current.CancellationToken);
    }

    [Theory]
    [EveryDatabase]
    public async Task Sets_that_were_there_side_by_side_are_not_one_and_the_first_feeds_id_stays(DatabaseProvider provider)
    {
        const string Sets = "SELECT set_id, merged_into FROM silver_tcg_sets WHERE set_id LIKE 'tcgdex-z%' OR set_id = 'sv3pt5' ORDER BY set_id";
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("zaa", "Alike", 1, "1").WithSet("zbb", "Alike", 1, "1").WithSet("sv03.5", "151", 2, "001", "002");
        for (var other = 1; other < 40; other++)
            tcgdex.WithSet($"me1{other:00}", $"Other {other}", 1, "001");
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);
        await pipeline.SyncAsync();
        tcgdex.Rename("zaa", "zcc").Drop("zbb").Rename("sv03.5", "zz151");
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
        await pipeline.DrainAsync();
        Assert.Equal(["sv3pt5|", "tcgdex-zaa|", "tcgdex-zbb|", "tcgdex-zcc|", "tcgdex-zz151|sv3pt5"], await pipeline.RowsAsync(Sets));
        Assert.Equal(["sv3pt5-1|zz151-001|same-card", "sv3pt5-2|zz151-002|same-card"], await pipeline.RowsAsync("SELECT card_id, feed_card_id, matched_by FROM silver_card_identities WHERE card_id LIKE 'sv3pt5-%' AND absent_at IS NULL ORDER BY card_id"));
        Assert.Equal(["merged|2"], await pipeline.RowsAsync("SELECT kind, COUNT(*) FROM silver_changes WHERE kind IN ('merged', 'retired', 'returned') GROUP BY kind"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_set_that_the_first_feed_has_and_the_table_lacks_takes_the_second_feeds_cards(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("me3", 2);
        using var tcgdex = new SampleTcgdex().WithSet("me03", "Set me3", 2, "001", "002").EditAll(item => item["name"] = ((string)item["name"]!).Replace("Sample", "Card", StringComparison.Ordinal));
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using (var first = await TestPipeline.StartAsync(folder, catalogue.Path, database))
            await first.SyncAsync();
        await using var second = await TestPipeline.StartAsync(folder, tcgdex.Source, database);
        await second.SyncAsync();
        await second.DrainAsync();
        Assert.Equal(0, await second.CountAsync("SELECT COUNT(*) FROM silver_rejects"));
        Assert.Equal(["me3"], await second.RowsAsync("SELECT DISTINCT set_id FROM silver_tcg_cards"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_card_that_comes_after_its_set_was_found_to_be_another_is_in_that_one(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("me3", 2);
        using var tcgdex = new SampleTcgdex().WithSet("me03", "Set me3", 2, "001", "002");
        var database = await TestDatabase.CreateAsync(provider, folder);
        // It must not ask its own source for what the other one's sync has still to fetch.
        await using var second = await TestPipeline.StartAsync(folder, tcgdex.Source, database, settings: ("Ingest:ReconcileSeconds", "600"));
        await second.SyncAsync();
        Assert.Equal(["tcgdex-me03-001|tcgdex-me03|", "tcgdex-me03-002|tcgdex-me03|"], await second.RowsAsync(Cards));
        await using (var first = await TestPipeline.StartAsync(folder, catalogue.Path, database))
        {
            Assert.Equal(SyncStatus.Completed, (await first.SyncAsync()).Status);
            await first.DrainAsync();
        }
        Assert.Equal(["me3-1|me3|", "me3-2|me3|", "tcgdex-me03-001|me3|me3-1", "tcgdex-me03-002|me3|me3-2"], await second.RowsAsync(Cards));

        tcgdex.Add("me03", "003");
        await second.SyncAsync();
        Assert.Equal(["appeared"], await second.RowsAsync("SELECT kind FROM silver_changes WHERE card_id = 'tcgdex-me03-003'"));
        Assert.Equal(["me3"], await second.RowsAsync("SELECT set_id FROM silver_tcg_cards WHERE card_id = 'tcgdex-me03-003'"));
    }

    [Theory]
    [EveryDatabase]
    public async Task An_id_that_comes_back_speaks_again_and_a_silent_one_moves_nothing(DatabaseProvider provider)
    {
        const string Card = "SELECT set_id, hp FROM silver_tcg_cards WHERE card_id = 'xy4-24a'";
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("xy4", "Phantom Forces", 3, "1", "2", "24a").WithSet("xya", "Alternates", 2, "1", "24a").Edit("xya-24a", card => card["hp"] = 80);
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);
        await pipeline.SyncAsync();
        await pipeline.Services.GetRequiredService<CardAssignments>().SetAsync("tcgdex/en", "xya-24a", "xy4-24a", TestContext.Current.CancellationToken);
        await pipeline.DrainAsync();
        Assert.Equal(["xy4|60"], await pipeline.RowsAsync(Card));
        var changes = await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes");
        await pipeline.SyncAsync(force: true);
        await pipeline.DrainAsync();
        Assert.Equal(changes, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes"));

        tcgdex.Remove("xy4-24a");
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();
        Assert.Equal(["80"], await pipeline.RowsAsync("SELECT hp FROM silver_tcg_cards WHERE card_id = 'xy4-24a'"));
        tcgdex.Add("xy4", "24a");
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();
        Assert.Equal(["xy4|60"], await pipeline.RowsAsync(Card));
    }

    [Theory]
    [EveryDatabase]
    public async Task What_a_person_says_between_the_look_at_a_card_and_the_writing_of_it_counts(DatabaseProvider provider)
    {
        const string Feed = "tcgdex/en";
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Base", 2, "1", "2");
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);
        await pipeline.SyncAsync();
        var rows = pipeline.Services.GetRequiredService<CardRows>();
        await pipeline.ExecuteAsync("UPDATE silver_card_identities SET normalizer_version = 0");
        var loaded = await rows.LoadAsync(Feed, ["base1-1", "base1-2"], force: false, DateTime.UtcNow, stop);

        await pipeline.Services.GetRequiredService<CardAssignments>().SetAsync(Feed, "base1-1", "base1-1", stop);

        await using var write = await pipeline.Database.BeginWriteAsync("silver", stop);
        Assert.Equal(["base1-2"], (await rows.UnchangedAsync(write, Feed, loaded, stop)).Keys);
    }
}

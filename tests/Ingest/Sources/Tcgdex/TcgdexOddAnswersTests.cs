using PokedexTop.FakeApi;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Tests.Sources.Tcgdex;

/// <summary>Answers of TCGdex's API that are not what was asked for, or not all of it.</summary>
public sealed class TcgdexOddAnswersTests
{
    [Fact]
    public async Task A_card_that_its_set_lists_and_nobody_has_leaves_the_set_incomplete_and_the_others_stored()
    {
        await using var server = await TcgdexServer.StartAsync();
        server.Fake.Faults.MissingCards["one-5"] = true;

        var run = await server.Ingest.SyncAsync(new SyncScope { Sets = ["one"] });
        // The second attempt is half a minute later, and asks for the missing one alone.
        Assert.Equal((SyncStatus.Running, 229), (run.Status, await server.VersionsAsync()));
        server.Fake.ForgetRequests();
        await server.Ingest.ReadAsync("UPDATE bronze_set_fetches SET next_attempt_at = started_at WHERE status = 'pending'", _ => 0);
        await server.Ingest.WorkAsync();

        run = await server.Ingest.RunAsync(run.SyncId);
        Assert.Equal((SyncStatus.Failed, SyncReason.EverySetFailed, 1), (run.Status, run.Reason, server.CardRequests));
        Assert.Equal(("one", 229, false), (await server.FetchesAsync(run.SyncId)).Select(fetch => (fetch.SetId, fetch.Received, fetch.Complete)).Single());
        Assert.Contains("the source lists 230 cards, and 1 of them did not come; the first is one-5: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("answered 404 (not found): The resource you are trying to reach does not exists", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_another_card_is_refused()
    {
        await using var server = await TcgdexServer.StartAsync();
        // The id is nobody's any more, but it is a name; the API looks it up and answers 200.
        server.English.RemoveCard("two-!");
        server.English.PutCard("""{"id":"one-9","localId":"9","name":"two-!","category":"Trainer","set":{"id":"one"}}""");

        var run = await server.Ingest.SyncAsync(new SyncScope { Sets = ["two"] });

        Assert.Equal((SyncStatus.Partial, SyncReason.UnidentifiedItems), (run.Status, run.Reason));
        Assert.Contains("other-id: 'two-!' was asked for, and 'one-9' was answered", run.Error, StringComparison.Ordinal);
        Assert.Equal([("two", 1, false)], (await server.FetchesAsync(run.SyncId)).Select(fetch => (fetch.SetId, fetch.Received, fetch.Complete)));
        Assert.Equal(0, await server.Ingest.CountAsync("bronze_tcg_cards WHERE card_id = 'one-9'"));
        Assert.StartsWith("other-id", Assert.Single(await server.Ingest.ReadAsync("SELECT reason FROM bronze_rejects", row => row.GetString(0))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_in_other_letters_is_another_card()
    {
        await using var server = await TcgdexServer.StartAsync();
        TcgdexServer.PutList(server.English, "two", ["TWO-!", "two-%3F"]);

        var run = await server.Ingest.SyncAsync(new SyncScope { Sets = ["two"] });

        Assert.Contains("other-id: 'TWO-!' was asked for, and 'two-!' was answered", run.Error, StringComparison.Ordinal);
        Assert.Equal(["two-%3F"], await server.Ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_set_id_used_by_two_sets_is_told_and_read_once()
    {
        await using var server = await TcgdexServer.StartAsync();
        server.English.PutSet("""{"id":"two","name":"Another set","serie":{"id":"base"},"cardCount":{"total":1,"official":1},"cards":[{"id":"two-9","localId":"9","name":"X"}]}""", again: true);

        var run = await server.Ingest.SyncAsync();

        Assert.Equal((SyncStatus.Completed, 3, 3), (run.Status, await server.Ingest.CountAsync("bronze_tcg_sets"), (await server.FetchesAsync(run.SyncId)).Count));
        Assert.Contains("set-id-twice", Assert.Single(await server.Ingest.ReadAsync("SELECT findings FROM bronze_api_calls WHERE findings IS NOT NULL", row => row.GetString(0))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_that_lost_its_list_is_not_complete()
    {
        await using var server = await TcgdexServer.StartAsync();
        await server.Ingest.SyncAsync();
        TcgdexServer.PutList(server.English, "two", []);

        var run = await server.Ingest.SyncAsync();

        Assert.Equal((SyncStatus.Partial, SyncReason.EmptiedSets), (run.Status, run.Reason));
        server.English.PutSet("""{"id":"two","name":"Set two","serie":{"id":"base"},"cardCount":{"total":2,"official":2}}""");
        run = await server.Ingest.SyncAsync(new SyncScope { Sets = ["two"] });
        Assert.Contains("the document of the set 'two' has no list of cards that can be read", Assert.Single(await server.FetchesAsync(run.SyncId)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_that_fail_leave_the_list_and_the_others()
    {
        await using var server = await TcgdexServer.StartAsync();
        server.Fake.Faults.Choose = request => request.Path.EndsWith("/sets/two", StringComparison.Ordinal) ? FakeFault.InternalError : FakeFault.None;

        var run = await server.Ingest.SyncAsync();

        Assert.Equal(["one", "jumbo", "two"], (await server.FetchesAsync(run.SyncId)).Select(fetch => fetch.SetId));
        Assert.Equal(230, await server.VersionsAsync());
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Configuration;
using PokedexTop.Ingest;
using PokedexTop.Messaging;
using PokedexTop.Normalize;
using PokedexTop.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>Every stage a process of its own, over RabbitMQ and a database server.</summary>
public sealed class DistributedTests
{
    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task Real_sets_reach_silver_through_processes_and_an_unchanged_sync_moves_nothing(DatabaseProvider server)
    {
        using var folder = new FolderOfSets(FolderOfSets.Dozen);
        await using var deployment = await Deployment.CreateAsync(folder.Source, server);
        await deployment.RunAsync(0, "migrate");
        // The consumer first: both sides declare the queues, and the second must find them as it would declare them.
        var normalize = await (await deployment.StartAsync("normalize")).ReadyAsync();
        var ingest = await (await deployment.StartAsync("ingest")).ReadyAsync();
        Assert.All(new[] { normalize, ingest }, process => Assert.DoesNotContain("PRECONDITION", process.Program.StandardError, StringComparison.Ordinal));
        await AssertQuorumQueuesAsync(deployment);
        await using var events = await CardEvents.ListenAsync(deployment);

        var first = await deployment.SyncAsync();
        AssertCounts(first, folder, isNew: folder.CardCount);
        await AssertSilverIsAsync(deployment, folder);
        Assert.Equal(folder.CardCount, await events.CardsAsync(folder.CardCount));

        var before = await deployment.CatalogueAsync();
        var second = await deployment.SyncAsync();
        AssertCounts(second, folder, isNew: 0);
        Assert.NotEqual(first.GetProperty("syncId").GetString(), second.GetProperty("syncId").GetString());
        Assert.Equal(before, await deployment.CatalogueAsync());
        Assert.Equal(folder.CardCount, await events.CardsAsync(folder.CardCount));

        await deployment.RunAsync(0, "export", "catalogue", "--out", "copy");
        AssertExportIs(folder, deployment.Combine("copy"));
        Assert.Equal("", deployment.Errors);
        var other = await deployment.RunAsync(2, "sync", "--source", "pokemontcg");
        Assert.Contains("This deployment's workers read 'folder', not 'pokemontcg'.", other.StandardError, StringComparison.Ordinal);
        await ingest.StopAsync();
        await normalize.StopAsync();
        Assert.Contains("not 'pokemontcg'", Assert.Single(deployment.Errors.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sync_the_database_will_never_take_ends_failed_and_those_behind_it_get_their_turn()
    {
        using var folder = new FolderOfSets("tk1a");
        await using var deployment = await Deployment.CreateAsync(folder.Source);
        deployment.Environment["Ingest__ReconcileSeconds"] = "0.5";
        await deployment.RunAsync(0, "migrate");
        foreach (var stage in new[] { "normalize", "ingest" })
            await (await deployment.StartAsync(stage)).ReadyAsync();
        // What PostgreSQL takes as JSON and in no text: however it came here, no other sync may wait for it for ever.
        await deployment.ExecuteAsync(
            $$"""
            INSERT INTO bronze_sync_runs (sync_id, scope, force, status, requested_by, requested_at, lease_token)
            VALUES ('{{Guid.CreateVersion7()}}', '{"sets":["a\u0000b"],"generations":[],"cards":[]}', FALSE, 'requested', 'test', now(), 0)
            """);
        AssertCounts(await deployment.SyncAsync(), folder, isNew: folder.CardCount);
        Assert.StartsWith("failed|The database refuses what this sync", Assert.Single(await deployment.RowsAsync("SELECT status, error FROM bronze_sync_runs WHERE requested_by = 'test'")), StringComparison.Ordinal);
    }

    private static void AssertCounts(JsonElement sync, FolderOfSets folder, int isNew)
    {
        Assert.Equal(["syncId", "status", "source", "sets", "cards", "durationSeconds"], sync.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("completed", "folder"), (sync.GetProperty("status").GetString(), sync.GetProperty("source").GetString()));
        Assert.Equal($$"""{"planned":{{folder.SetIds.Count}},"fetched":{{folder.SetIds.Count}},"failed":0}""", Compact(sync.GetProperty("sets")));
        Assert.Equal(
            $$"""{"seen":{{folder.CardCount}},"new":{{isNew}},"changed":0,"unchanged":{{folder.CardCount - isNew}},"normalized":{{isNew}},"rejected":0,"retired":0}""",
            Compact(sync.GetProperty("cards")));
        Assert.True(sync.GetProperty("durationSeconds").GetDouble() > 0);
    }

    private static async Task AssertSilverIsAsync(Deployment deployment, FolderOfSets folder)
    {
        var expected = folder.SetIds.SelectMany(id => folder.Cards(id).Select(card => $"{card!["id"]}|{id}|{card["name"]}|{card["number"]}|{card["hp"]}"));
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            (await deployment.RowsAsync("SELECT card_id, set_id, name, number, hp FROM silver_tcg_cards WHERE retired_at IS NULL")).Order(StringComparer.Ordinal));
        Assert.Equal(folder.SetIds.Order(StringComparer.Ordinal), (await deployment.RowsAsync("SELECT set_id FROM silver_tcg_sets")).Order(StringComparer.Ordinal));
        var links = folder.SetIds.SelectMany(id => folder.Cards(id).SelectMany(card => card!["nationalPokedexNumbers"]?.AsArray().Select((number, position) => $"{card["id"]}|{position}|{number}") ?? []));
        Assert.Equal(links.Count(), await deployment.CountAsync("SELECT COUNT(*) FROM silver_tcg_card_pokemon"));
        Assert.Equal(1_025, await deployment.CountAsync("SELECT COUNT(*) FROM silver_pokemon_master"));
        Assert.Equal(["[\"Fire\"]"], await deployment.RowsAsync("SELECT types FROM silver_tcg_cards WHERE card_id = 'base1-4'"));
    }

    /// <summary>A declaration with equal arguments passes, any other is refused; a queue that is missing is found by the first.</summary>
    private static async Task AssertQuorumQueuesAsync(Deployment deployment)
    {
        await using var connection = await deployment.ConnectAsync();
        foreach (var queue in new[] { IngestQueues.StartSync, NormalizeQueues.NormalizeCards, NormalizeQueues.ApplySetFetches })
        {
            await using var channel = await connection.CreateChannelAsync();
            await channel.QueueDeclarePassiveAsync(queue);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum",
                ["x-delivery-limit"] = 20,
                ["x-dead-letter-exchange"] = queue + "_error",
            });
            await Assert.ThrowsAsync<OperationInterruptedException>(() => channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false));
        }
    }

    private static void AssertExportIs(FolderOfSets folder, string copy)
    {
        Assert.True(JsonNode.DeepEquals(ById(folder.Sets), ById(Read("sets", "en.json"))));
        foreach (var id in folder.SetIds)
            Assert.True(JsonNode.DeepEquals(ById(folder.Cards(id)), ById(Read("cards", "en", id + ".json"))), id);

        JsonArray Read(params string[] parts) => JsonNode.Parse(File.ReadAllText(Path.Combine([copy, .. parts])))!.AsArray();
        static JsonArray ById(JsonArray items) => [.. items.OrderBy(item => (string)item!["id"]!, StringComparer.Ordinal).Select(item => item!.DeepClone())];
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}

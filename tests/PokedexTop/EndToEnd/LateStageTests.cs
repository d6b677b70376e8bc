using PokedexTop.Configuration;
using PokedexTop.Messaging;
using PokedexTop.Normalize;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A deployment with only some stages works, and the others catch up: from the queue, else from the tables.</summary>
public sealed class LateStageTests
{
    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task A_stage_that_comes_later_catches_up_whether_its_messages_are_left_or_not(DatabaseProvider server)
    {
        using var folder = new FolderOfSets("base1", "pop1");
        await using var deployment = await Deployment.CreateAsync(folder.Source, server);
        deployment.Environment["Ingest__ReconcileSeconds"] = "1";
        deployment.Environment["Normalize__ReconcileSeconds"] = "1";
        await deployment.RunAsync(0, "migrate");
        var ingest = await (await deployment.StartAsync("ingest")).ReadyAsync();

        // Normalize's queue is there before Normalize ever was, and loses nothing.
        Assert.Equal(0u, await deployment.WaitingInAsync(NormalizeQueues.NormalizeCards));
        var fetched = await deployment.RunAsync(0, "sync");
        Assert.Contains("No process consumes normalize-cards", fetched.StandardError, StringComparison.Ordinal);
        await EventuallyAsync(async _ => await deployment.WaitingInAsync(NormalizeQueues.NormalizeCards) > 0 && await deployment.WaitingInAsync(NormalizeQueues.ApplySetFetches) > 0, "what was fetched waits for Normalize");
        Assert.Equal(0, await deployment.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
        await KillConsumersWithOneMessageAsync(deployment);

        var normalize = await (await deployment.StartAsync("normalize")).ReadyAsync();
        await EventuallyAsync(async _ => await deployment.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards") == folder.CardCount, "Normalize catches up");
        await WaitsAsync(deployment, NormalizeQueues.NormalizeCards, 0);
        await WaitsAsync(deployment, NormalizeQueues.ApplySetFetches, 0);
        await normalize.StopAsync();
        // Where the tables were quicker than the messages, a stage that stops hands those it holds back.
        await deployment.EmptyQueueAsync(NormalizeQueues.NormalizeCards);

        Rename(folder, "base1", 3, "Renamed while the queue was lost");
        await deployment.RunAsync(0, "sync");
        await WaitsAsync(deployment, NormalizeQueues.NormalizeCards, 1);
        await deployment.DeleteQueueAsync(NormalizeQueues.NormalizeCards);
        await deployment.StartAsync("normalize");
        await EventuallyAsync(async _ => await IsSilverAsync(deployment, "Renamed while the queue was lost"), "the reconciler finds what no message brings");

        // The broker loses the queue under the running stages: the sync ends all the same, and silver has what it brought.
        await deployment.DeleteQueueAsync(NormalizeQueues.NormalizeCards);
        Rename(folder, "pop1", 0, "Renamed under way");
        await deployment.RunAsync(0, "sync");
        await EventuallyAsync(async _ => await IsSilverAsync(deployment, "Renamed under way"), "silver has the card");
        await ingest.StopAsync();
    }

    /// <summary>A message that comes back again and again leaves the queue for the error queue; its card is found in the tables.</summary>
    private static async Task KillConsumersWithOneMessageAsync(Deployment deployment)
    {
        await using var connection = await deployment.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await EventuallyAsync(async stop =>
        {
            if (await channel.BasicGetAsync(NormalizeQueues.NormalizeCards, autoAck: false, stop) is { } message)
                await channel.BasicRejectAsync(message.DeliveryTag, requeue: true, stop);
            return await channel.MessageCountAsync(NormalizeQueues.NormalizeCards + "_error", stop) == 1;
        }, "the delivery limit takes the message away");
    }

    private static void Rename(FolderOfSets folder, string setId, int position, string name)
    {
        var cards = folder.Cards(setId);
        cards[position]!["name"] = name;
        folder.Write(setId, cards);
    }

    private static async Task<bool> IsSilverAsync(Deployment deployment, string name) =>
        await deployment.CountAsync($"SELECT COUNT(*) FROM silver_tcg_cards WHERE name = '{name}'") == 1;

    /// <summary>A quorum queue tells its length a little late.</summary>
    private static Task WaitsAsync(Deployment deployment, string queue, int messages) =>
        EventuallyAsync(async _ => await deployment.WaitingInAsync(queue) == messages, $"{messages} messages wait in {queue}");

    private static Task EventuallyAsync(Func<CancellationToken, Task<bool>> condition, string because) =>
        Eventually.ThatAsync(condition, TimeSpan.FromSeconds(60), because, TestContext.Current.CancellationToken);
}

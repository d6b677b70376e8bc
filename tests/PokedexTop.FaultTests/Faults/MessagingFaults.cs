using System.Text;
using PokedexTop.Testing;
using RabbitMQ.Client;

namespace PokedexTop.FaultTests.Faults;

/// <summary>Messages are dropped, sent three times, shuffled, and old ones sent last.</summary>
internal sealed class TamperedMessages(int seed) : Fault
{
    public override string Told => $"messages are tampered with, seed {seed}";

    public override string Kind => "messages dropped, three times, shuffled";

    public override IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?> { ["POKEDEXTOP_MESSAGE_FAULTS"] = $"{seed}" };

    public override bool Fired(FaultedRun run) => run.Deployment.Processes.Any(p => p.Log.Contains("CardFetched", StringComparison.Ordinal) && p.Log.Contains("sent three times, shuffled", StringComparison.Ordinal));
}

/// <summary>The broker goes away and comes back with what it kept on disk.</summary>
internal sealed class BrokerRestarted(bool kill, int afterMilliseconds) : Fault
{
    private bool _done;

    public override string Told => $"RabbitMQ is {(kill ? "killed" : "stopped")} after {afterMilliseconds} ms and started again";

    public override string Kind => kill ? "RabbitMQ killed" : "RabbitMQ stopped";

    public override int Slowness => 60;

    public override async Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken)
    {
        await Task.Delay(afterMilliseconds, cancellationToken);
        await run.Deployment.Servers!.RabbitMq.RestartAsync(kill);
        _done = true;
    }

    public override bool Fired(FaultedRun run) => _done;
}

/// <summary>All queues are deleted with what waits in them.</summary>
internal sealed class QueuesDeleted(int afterMilliseconds) : Fault
{
    private static readonly string[] s_queues = ["start-sync", "normalize-cards", "apply-set-fetches"];

    private int _deleted;

    public override string Told => $"every queue is deleted after {afterMilliseconds} ms";

    public override string Kind => "queues deleted";

    public override int Slowness => 15;

    public override async Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken)
    {
        await Task.Delay(afterMilliseconds, cancellationToken);
        await using var connection = await new ConnectionFactory { Uri = run.Deployment.Broker! }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in s_queues)
        {
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
            _deleted++;
        }
    }

    public override bool Fired(FaultedRun run) => _deleted == s_queues.Length;
}

/// <summary>What no program of ours would send: an unreadable body, an unknown type, and events of cards and fetches that do not exist.</summary>
internal sealed class PoisonMessages(int afterMilliseconds) : Fault
{
    private const string Event = """{"messageType":["urn:message:PokedexTop.Contracts:NAME"],"message":BODY}""";

    private static readonly string[] s_queues = ["normalize-cards", "apply-set-fetches", "start-sync"];

    private uint _poisoned;

    public override string Told => $"poison messages after {afterMilliseconds} ms";

    public override string Kind => "poison messages";

    public override int Slowness => 15;

    public override async Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken)
    {
        await Task.Delay(afterMilliseconds, cancellationToken);
        await using var connection = await new ConnectionFactory { Uri = run.Deployment.Broker! }.CreateConnectionAsync(cancellationToken);
        // Confirmed: what is sent unconfirmed to a quorum queue that has no leader yet is lost.
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        foreach (var queue in s_queues)
            await Eventually.ThatAsync(async stop => await ExistsAsync(connection, queue, stop), TimeSpan.FromSeconds(30), $"the queue {queue} is there", cancellationToken);
        var nobody = Guid.NewGuid();
        (string Queue, string Body)[] messages =
        [
            ("normalize-cards", "this is not JSON"),
            ("normalize-cards", Event.Replace("NAME", "NobodyKnows", StringComparison.Ordinal).Replace("BODY", "{}", StringComparison.Ordinal)),
            ("normalize-cards", Event.Replace("NAME", "CardFetched", StringComparison.Ordinal).Replace("BODY", $$"""{"syncId":"{{nobody}}","feed":"pokemontcg","firstBronzeId":999999,"lastBronzeId":9999999,"count":7}""", StringComparison.Ordinal)),
            ("apply-set-fetches", "{"),
            ("apply-set-fetches", Event.Replace("NAME", "SetFetched", StringComparison.Ordinal).Replace("BODY", $$"""{"syncId":"{{nobody}}","setFetchIds":[999999]}""", StringComparison.Ordinal)),
            ("start-sync", ""),
            ("start-sync", "[1,2"),
        ];
        foreach (var (queue, body) in messages)
        {
            var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent };
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, Encoding.UTF8.GetBytes(body), cancellationToken);
        }
        // Unreadable ones end in the error queue, unknown ones beside it; the consumer goes on.
        await Eventually.ThatAsync(async stop => (_poisoned = await WaitingAsync(connection, stop)) >= 5, TimeSpan.FromSeconds(60), "the poison is out of the way", cancellationToken);
    }

    public override bool Fired(FaultedRun run) => _poisoned >= 5;

    private static async Task<uint> WaitingAsync(IConnection connection, CancellationToken cancellationToken)
    {
        uint waiting = 0;
        foreach (var queue in s_queues.SelectMany(q => new[] { q + "_error", q + "_skipped" }))
        {
            if (!await ExistsAsync(connection, queue, cancellationToken))
                continue;
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            waiting += await channel.MessageCountAsync(queue, cancellationToken);
        }
        return waiting;
    }

    /// <summary>Asking for a queue that is not there closes the channel, so each question has its own.</summary>
    private static async Task<bool> ExistsAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }
}

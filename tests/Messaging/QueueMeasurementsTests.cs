using System.Diagnostics.Metrics;
using PokedexTop.Messaging;
using PokedexTop.Testing;
using RabbitMQ.Client;

namespace PokedexTop.Messaging.Tests;

public sealed class QueueMeasurementsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_that_wait_are_told_by_queue_and_queues_that_are_not_there_are_left_out()
    {
        var broker = await (await RabbitMqServer.StartedAsync()).CreateVirtualHostAsync(Stop);
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(Stop);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Stop);
        await channel.QueueDeclareAsync("normalize-cards", durable: true, exclusive: false, autoDelete: false, cancellationToken: Stop);
        for (var i = 0; i < 3; i++)
            await channel.BasicPublishAsync("", "normalize-cards", mandatory: true, new byte[1], Stop);
        await using var measurements = new QueueMeasurements(broker, [new("normalize-cards"), new("plan-images")]);
        // The broker counts a confirmed message a moment later.
        await Eventually.ThatAsync(
            async stop =>
            {
                await measurements.MeasureAsync(stop);
                return Told() is [("normalize-cards", 3)];
            }, TimeSpan.FromSeconds(30), "three messages wait", Stop);
        measurements.Clear();
        Assert.Empty(Told());
    }

    [Fact]
    public async Task A_broker_that_is_away_is_told_as_such_and_asked_again()
    {
        await using var measurements = new QueueMeasurements(new Uri("amqp://guest:guest@127.0.0.1:9/"), []);
        await Assert.ThrowsAnyAsync<IOException>(() => measurements.MeasureAsync(Stop));
        await Assert.ThrowsAnyAsync<IOException>(() => measurements.MeasureAsync(Stop));
    }

    private static List<(string Queue, long Messages)> Told()
    {
        var told = new List<(string, long)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "pokedextop.messaging.queue_messages")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => told.Add(((string)tags[0].Value!, value)));
        listener.Start();
        listener.RecordObservableInstruments();
        return told;
    }
}

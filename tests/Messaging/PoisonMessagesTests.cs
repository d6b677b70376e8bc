using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Messaging;
using PokedexTop.Testing;

namespace PokedexTop.Messaging.Tests;

public sealed class PoisonMessagesTests
{
    [Fact]
    public async Task What_no_consumer_can_take_is_counted_by_queue_and_reason_and_the_consumer_goes_on()
    {
        var stop = TestContext.Current.CancellationToken;
        var counted = new ConcurrentQueue<string>();
        using var listener = Listen(counted);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBus(new HostSettings(DatabaseProvider.Sqlite, "Data Source=none.db", Transport.InMemory, null, "."), [], bus => bus.AddConsumer<ReadOnceConsumer>());
        await using var provider = services.BuildServiceProvider();
        var control = provider.GetRequiredService<IBusControl>();
        await control.StartAsync(stop);
        try
        {
            var queue = await control.GetSendEndpoint(new Uri("queue:read-once"));
            await queue.Send(new Page("torn"), stop);
            await queue.Send(new Stranger(), stop);
            await queue.Send(new Page("whole"), stop);
            await Eventually.ThatAsync(() => counted.Count == 2 && ReadOnceConsumer.Read.Contains("whole"), TimeSpan.FromSeconds(30), "two are counted and the last is read", stop);
            Assert.Equal(["read-once failed", "read-once unknown"], counted.Order(StringComparer.Ordinal));
        }
        finally
        {
            await control.StopAsync(stop);
        }
    }

    private static MeterListener Listen(ConcurrentQueue<string> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "pokedextop.messaging.poison_messages")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counted.Enqueue($"{tags[0].Value} {tags[1].Value}{(count == 1 ? "" : $" ×{count}")}"));
        listener.Start();
        return listener;
    }
}

public sealed record Page(string Text);

public sealed record Stranger;

/// <summary>Fails at a torn page.</summary>
public sealed class ReadOnceConsumer : IConsumer<Page>
{
    public static ConcurrentQueue<string> Read { get; } = new();

    public Task Consume(ConsumeContext<Page> context)
    {
        if (context.Message.Text == "torn")
            throw new InvalidOperationException("This page cannot be read.");
        Read.Enqueue(context.Message.Text);
        return Task.CompletedTask;
    }
}

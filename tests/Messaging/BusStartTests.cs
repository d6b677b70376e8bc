using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Messaging.Tests;

/// <summary>Stages may begin before the bus has started.</summary>
public sealed class BusStartTests
{
    private static readonly HostSettings s_settings = new(DatabaseProvider.Sqlite, "Data Source=none.db", Transport.InMemory, null, ".");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_before_the_bus_has_started_is_consumed()
    {
        await using var provider = Services(bus => bus.AddConsumer<NoteConsumer>());
        var start = provider.GetRequiredService<BusStart>();
        var text = $"{Guid.NewGuid():N}";

        var published = provider.GetRequiredService<StagePublisher>().PublishAsync([new Note(text)], Stop);
        Assert.False(published.IsCompleted);
        await start.StartAsync(Stop);
        try
        {
            await published.WaitAsync(TimeSpan.FromSeconds(30), Stop);
            await Eventually.ThatAsync(_ => Task.FromResult(NoteConsumer.Read.Contains(text)), TimeSpan.FromSeconds(30), "the message is consumed", Stop);
        }
        finally
        {
            await start.StopAsync(Stop);
        }
    }

    [Fact]
    public async Task A_bus_that_cannot_be_put_together_is_told_to_who_starts_it_and_to_who_publishes()
    {
        await using var provider = Services(bus =>
        {
            bus.AddConsumer<NoteConsumer>();
            bus.AddConfigureEndpointsCallback((_, _, _) => throw new InvalidOperationException("no such queue"));
        });
        var published = provider.GetRequiredService<StagePublisher>().PublishAsync([new Note("never")], Stop);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => provider.GetRequiredService<BusStart>().StartAsync(Stop));

        Assert.Contains("no such queue", $"{error}", StringComparison.Ordinal);
        Assert.Contains("no such queue", $"{await Assert.ThrowsAnyAsync<Exception>(() => published.WaitAsync(TimeSpan.FromSeconds(30), Stop))}", StringComparison.Ordinal);
        await provider.GetRequiredService<BusStart>().StopAsync(Stop);
    }

    private static ServiceProvider Services(Action<IBusRegistrationConfigurator> stages)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBus(s_settings, [], stages);
        return services.BuildServiceProvider();
    }
}

public sealed record Note(string Text);

public sealed class NoteConsumer : IConsumer<Note>
{
    public static System.Collections.Concurrent.ConcurrentQueue<string> Read { get; } = new();

    public Task Consume(ConsumeContext<Note> context)
    {
        Read.Enqueue(context.Message.Text);
        return Task.CompletedTask;
    }
}

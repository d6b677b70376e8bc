using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Hosting;
using PokedexTop.Telemetry;

namespace PokedexTop.Messaging;

/// <summary>The one bus of the process. Stages contribute consumers; this decides how messages travel.</summary>
public static class BusRegistration
{
    /// <summary>Messages a process may have in flight unacknowledged on one queue without a definition of its own.</summary>
    private const int DefaultPrefetch = 16;

    /// <param name="services">The process's services.</param>
    /// <param name="settings">In-memory or RabbitMQ.</param>
    /// <param name="queues">Those of every stage, whether this process runs it or not.</param>
    /// <param name="stages">Each running stage adds its consumers and their definitions.</param>
    public static IServiceCollection AddBus(this IServiceCollection services, HostSettings settings, IReadOnlyList<StageQueue> queues, Action<IBusRegistrationConfigurator> stages)
    {
        services.AddSingleton(provider => new StagePublisher(provider.GetRequiredService<BusStart>().StartedAsync, settings, provider.GetRequiredService<ConsumedMessages>()));
        services.AddSingleton<BusHealth>();
        services.AddMassTransit(bus =>
        {
            // MassTransit would call home minutes after start; this program makes no call its owner did not ask for.
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            stages(bus);
            bus.AddConfigureEndpointsCallback((context, _, endpoint) => PoisonMessages.Count(endpoint, settings.Transport, context.GetRequiredService<ILoggerFactory>()));
            ReceiveCrashPoints.Observe(bus);
            // A broker may hand out messages before the tables are there: they wait a little longer, instead of failing.
            // The in-memory bus has none before the stages begin.
            if (settings.Transport == Transport.RabbitMq)
                bus.AddConfigureEndpointsCallback((context, _, endpoint) => endpoint.UseFilter(new WaitForTables(context.GetRequiredService<StageStart>())));
            if (settings.Transport == Transport.RabbitMq)
                bus.UsingRabbitMq((context, rabbit) => ConfigureRabbitMq(context, rabbit, settings, queues));
            else
                bus.UsingInMemory((context, memory) =>
                {
                    UseRawJson(memory);
                    memory.ConfigureEndpoints(context);
                });
        });
        BusStart.Replace(services);
        services.AddSingleton(ConsumedMessages.Of(services));
        if (settings.RabbitMq is { } broker)
            services.AddSingleton<ITableMeasurements>(_ => new QueueMeasurements(broker, queues));
        services.Configure<MassTransitHostOptions>(options =>
        {
            // The host comes up without the broker; readiness tells, and the bus keeps trying.
            options.WaitUntilStarted = settings.Transport == Transport.InMemory;
            options.ConsumerStopTimeout = StopTimes.Consumers;
            options.StopTimeout = StopTimes.Bus;
        });
        return services;
    }

    private static void ConfigureRabbitMq(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, HostSettings settings, IReadOnlyList<StageQueue> queues)
    {
        rabbit.Host(settings.RabbitMq!, host =>
        {
            host.PublisherConfirmation = true;
            // A broker whose host is gone without a word is noticed after two of these; the broker's own default is a minute.
            host.Heartbeat(TimeSpan.FromSeconds(20));
            // MassTransit goes by the port alone: on another than 5671 the password would travel in the clear.
            if (settings.RabbitMq!.Scheme == "amqps")
                host.UseSsl(tls => tls.ServerName = settings.RabbitMq.IdnHost);
            host.OnRefreshConnectionFactory = BrokerLogin.TryAsync;
        });
        rabbit.PrefetchCount = DefaultPrefetch;
        UseRawJson(rabbit);
        // Declared with the publisher, so that a mandatory message has a queue even where its stage is not deployed yet.
        foreach (var queue in queues)
            queue.Declare(rabbit);
        rabbit.DeployPublishTopology = true;
        // Without this MassTransit declares an error queue with the arguments of the queue itself. The broker refuses that and closes
        // the channel, and every message in flight on it is delivered again, until the delivery limit takes even good ones out.
        rabbit.SendTopology.ConfigureErrorSettings = error =>
        {
            foreach (var (name, _) in StageQueue.QuorumArguments(""))
                error.SetQueueArgument(name, null);
        };
        rabbit.ConfigureEndpoints(context);
    }

    /// <summary>
    /// The message itself is the body and what MassTransit adds stands in headers: its envelope is five times as long as our
    /// messages, and writing and reading it cost a sixth of a sync's processor time. Enveloped messages are read as well.
    /// </summary>
    private static void UseRawJson(IBusFactoryConfigurator bus) =>
        bus.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);

    private sealed class WaitForTables(StageStart start) : IFilter<ConsumeContext>
    {
        public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
        {
            await start.ReadyAsync(context.CancellationToken);
            await next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("waitForTables");
    }
}

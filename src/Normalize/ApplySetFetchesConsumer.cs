using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Messaging;

namespace PokedexTop.Normalize;

/// <summary>Derives retirement and return from complete fetches, as they come.</summary>
public sealed class ApplySetFetchesConsumer(NormalizeWork work) : IConsumer<Batch<SetFetched>>
{
    public async Task Consume(ConsumeContext<Batch<SetFetched>> context)
    {
        using var span = MessageTraces.StartBatch(NormalizeTelemetry.Activities, "apply set fetches", context.Message);
        await work.ApplyFetchesAsync([.. context.Message.Select(m => m.Message.SetFetchId).Distinct()], context.CancellationToken);
    }
}

public sealed class ApplySetFetchesConsumerDefinition : ConsumerDefinition<ApplySetFetchesConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ApplySetFetchesConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(StageQueues.ApplySetFetches, prefetch: 32);
        endpointConfigurator.RetryShortly(context);
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(16)
            .SetConcurrencyLimit(1)
            .SetTimeLimit(TimeSpan.FromMilliseconds(50)));
    }
}

using MassTransit;
using Microsoft.Extensions.Logging;
using PokedexTop.Contracts;
using PokedexTop.Lake.Writing;
using PokedexTop.Messaging;

namespace PokedexTop.Lake;

/// <summary>Writes the lake. Twice, or late, it finds less to do; lost, the next one does it.</summary>
internal sealed class WriteLakeConsumer(LakeWriter lake, ILogger<WriteLakeConsumer> log) : IConsumer<WriteLake>
{
    public async Task Consume(ConsumeContext<WriteLake> context)
    {
        var written = await lake.WriteAsync(null, context.CancellationToken);
        if (written.Written)
            log.LogInformation("Run {Run} of the lake: {Rows} rows in {Files} files, {Bytes} bytes", written.Run, written.Rows, written.Files, written.Bytes);
        else
            log.LogInformation("Nothing has changed since run {Run} of the lake", written.Run);
    }
}

internal sealed class WriteLakeConsumerDefinition : ConsumerDefinition<WriteLakeConsumer>
{
    public WriteLakeConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<WriteLakeConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(LakeQueues.WriteLake, prefetch: 1);
        endpointConfigurator.RetryShortly(context);
    }
}

using MassTransit;
using MassTransit.Middleware;
using PokedexTop.Hosting.Telemetry;

namespace PokedexTop.Hosting.Messaging;

/// <summary>
/// Messages no consumer could do anything with: those of an unreadable body or that keep failing go to the queue's
/// <c>_error</c> queue, those of an unknown type to its <c>_skipped</c> queue; the consumer goes on. Each is counted.
/// </summary>
public static class PoisonMessages
{
    /// <summary>MassTransit's own two pipes, each with the count before it.</summary>
    internal static void Count(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(new Counting<ExceptionReceiveContext>("failed"));
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter(new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(pipe =>
        {
            pipe.UseFilter(new Counting<ReceiveContext>("unknown"));
            pipe.UseFilter(new DeadLetterTransportFilter());
        });
    }

    private sealed class Counting<T>(string why) : IFilter<T> where T : class, ReceiveContext
    {
        public Task Send(T context, IPipe<T> next)
        {
            MessagingTelemetry.PoisonMessages.Add(1, new("messaging.destination.name", context.InputAddress.Segments[^1]), new(PipelineAttributes.Reason, why));
            return next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("countPoisonMessages");
    }
}

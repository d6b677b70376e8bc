using System.Diagnostics;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Telemetry;

namespace PokedexTop.Messaging;

/// <summary>
/// Messages no consumer could do anything with: those of an unreadable body or that keep failing go to the queue's
/// <c>_error</c> queue, those of an unknown type to its <c>_skipped</c> queue; the consumer goes on. Each is counted, and the log
/// tells of the first in a while. The in-memory bus has nobody who would look into such queues, so there they are dropped.
/// </summary>
internal static class PoisonMessages
{
    /// <summary>Between two lines about one queue.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(5);

    /// <summary>MassTransit's own two pipes, each with the count before it.</summary>
    internal static void Count(IReceiveEndpointConfigurator endpoint, Transport transport, ILoggerFactory logs)
    {
        var (log, kept) = (logs.CreateLogger(typeof(PoisonMessages)), transport == Transport.RabbitMq);
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(new Counting<ExceptionReceiveContext>("failed", "_error", kept ? log : null));
            if (!kept)
                return;
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter(new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(pipe =>
        {
            pipe.UseFilter(new Counting<ReceiveContext>("unknown", "_skipped", kept ? log : null));
            if (kept)
                pipe.UseFilter(new DeadLetterTransportFilter());
        });
    }

    private sealed class Counting<T>(string why, string queue, ILogger? log) : IFilter<T> where T : class, ReceiveContext
    {
        private long _told;

        public Task Send(T context, IPipe<T> next)
        {
            var from = context.InputAddress.Segments[^1];
            MessagingTelemetry.PoisonMessages.Add(1, new("messaging.destination.name", from), new(PipelineAttributes.Reason, why));
            var told = Volatile.Read(ref _told);
            if (log is not null && (told == 0 || Stopwatch.GetElapsedTime(told) > s_again) && Interlocked.CompareExchange(ref _told, Stopwatch.GetTimestamp(), told) == told)
                log.LogWarning("Messages of {Queue} that cannot be taken go to {Queue}{Kept}; what they tell of is found in the tables. The first: {Reason}", from, from, queue,
                    context is ExceptionReceiveContext failed ? failed.Exception.GetBaseException().Message : "nobody here knows its type");
            return next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("countPoisonMessages");
    }
}

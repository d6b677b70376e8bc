using System.Diagnostics;
using MassTransit;
using PokedexTop.Faults;

namespace PokedexTop.Messaging;

/// <summary>The crash points of a queue: a message received, its consumer done, and the message acknowledged.</summary>
internal sealed class ReceiveCrashPoints : IReceiveObserver
{
    [Conditional("FAULTS")]
    public static void Observe(IBusRegistrationConfigurator bus) => bus.AddReceiveObserver<ReceiveCrashPoints>();

    public Task PreReceive(ReceiveContext context) => Hit(context, "received");

    public Task PostReceive(ReceiveContext context) => Hit(context, "acknowledged");

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Hit(context.ReceiveContext, "consumed");

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Hit(context, "failed");

    private static Task Hit(ReceiveContext context, string moment)
    {
        CrashPoint.Hit(context.InputAddress.Segments[^1], moment);
        return Task.CompletedTask;
    }
}

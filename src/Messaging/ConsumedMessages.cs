using System.Collections.Frozen;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace PokedexTop.Messaging;

/// <summary>The messages this process consumes. On the in-memory bus any other reaches nobody.</summary>
public sealed class ConsumedMessages
{
    private readonly FrozenSet<Type> _types;

    private ConsumedMessages(IEnumerable<Type> types) => _types = types.ToFrozenSet();

    /// <summary>Reads them from the registered consumers.</summary>
    public static ConsumedMessages Of(IServiceCollection services) => new(services
        .Select(s => s.ServiceType)
        .SelectMany(t => t.GetInterfaces())
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConsumer<>))
        .Select(i => i.GetGenericArguments()[0]));

    public bool Contains(Type message) => _types.Contains(message);
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Sources.PokeApi;

/// <summary>Registers the species' source.</summary>
internal static class PokeApiServices
{
    /// <summary>Adds <see cref="SpeciesRefresh"/>.</summary>
    /// <exception cref="ConfigurationException">A value of <c>Source:PokeApi</c> is not allowed.</exception>
    public static IServiceCollection AddPokeApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(PokeApiOptions.Read(configuration));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICallLog, CallLog>();
        services.AddSingleton<SpeciesRefresh>();
        return services;
    }
}

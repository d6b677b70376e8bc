using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>Registers the source.</summary>
internal static class PokemonTcgServices
{
    /// <summary>Makes pokemontcg.io the host's <see cref="ICardSource"/>.</summary>
    /// <exception cref="ConfigurationException">A value of <c>Source:PokemonTcg</c> is not allowed.</exception>
    public static IServiceCollection AddPokemonTcgSource(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(PokemonTcgOptions.Read(configuration));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICallLog, CallLog>();
        services.AddSingleton<ICardSource, PokemonTcgSource>();
        return services;
    }
}

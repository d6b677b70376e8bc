using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Lake.Checking;
using PokedexTop.Lake.Objects;
using PokedexTop.Lake.Restoring;
using PokedexTop.Lake.Writing;

namespace PokedexTop.Lake;

/// <summary>Registers the lake: what copies the layers' tables into files and back.</summary>
public static class LakeServices
{
    /// <exception cref="ConfigurationException">A value below <c>Lake</c> is not allowed.</exception>
    public static IServiceCollection AddLake(this IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        services.AddSingleton(LakeOptions.Read(configuration, settings));
        return services.AddSingleton<LakeWriter>().AddSingleton<LakeRestore>().AddSingleton<LakeCheck>();
    }
}

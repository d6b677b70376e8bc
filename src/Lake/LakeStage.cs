using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Hosting;
using PokedexTop.Lake.Backups;
using PokedexTop.Lake.Checking;
using PokedexTop.Lake.Objects;
using PokedexTop.Lake.Restoring;
using PokedexTop.Lake.Writing;

namespace PokedexTop.Lake;

/// <summary>Registers the lake: what copies the layers' tables into files and back.</summary>
public static class LakeStage
{
    /// <summary>
    /// Whether schedules write a lake: processes that share no folder need to be told where it is.
    /// </summary>
    public static bool IsWanted(IConfiguration configuration, HostSettings settings) => settings.Embedded || new SettingsSection(configuration, LakeOptions.Section).Text("Store") is not null;

    /// <exception cref="ConfigurationException">A value below <c>Lake</c> is not allowed.</exception>
    public static IServiceCollection AddLake(this IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        services.AddSingleton(LakeOptions.Read(configuration, settings));
        return services.AddSingleton<LakeWriter>().AddSingleton<LakeRestore>().AddSingleton<LakeCheck>().AddSingleton<LakeReplay>();
    }

    /// <summary>What copies a SQLite file, by hand and before an upgrade.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services) =>
        services.AddSingleton<BackupWriter>().AddSingleton<IBeforeUpgrade, UpgradeBackup>();

    /// <summary>The consumer, for the one bus.</summary>
    public static void AddLakeConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<WriteLakeConsumer, WriteLakeConsumerDefinition>();
}

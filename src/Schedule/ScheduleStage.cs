using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Schedule.Tables;
using Quartz;

namespace PokedexTop.Schedule;

/// <summary>Registers Schedule: it sends commands when their time has come.</summary>
public static class ScheduleStage
{
    public const string Name = "schedule";

    /// <summary>A fire as late as this is still on time.</summary>
    private static readonly TimeSpan MisfireThreshold = TimeSpan.FromMinutes(1);

    /// <summary>How often a scheduler looks at the tables when nothing is due soon: the longest that a change made elsewhere waits.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>The job store's tables, where there are any: embedded schedules live in memory.</summary>
    public static IServiceCollection AddScheduleTables(this IServiceCollection services, HostSettings settings)
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
            services.AddSingleton(provider => new ScheduleContextFactory(provider.GetRequiredService<SqlDatabase>()).Migrations);
        return services;
    }

    /// <summary>What lists and changes schedules. The scheduler is not started by it.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services, HostSettings settings)
    {
        services.AddScheduleTables(settings);
        services.AddSingleton<ScheduledCommands>();
        services.AddSingleton<Schedules>();
        return services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "pokedextop";
                // Unique in every cluster, also where machines share a name.
                scheduler.InstanceId = $"{Guid.NewGuid():N}"[..12] + $"/{Environment.ProcessId}/{Environment.MachineName}";
                scheduler.IdleWaitTime = Look;
            });
            quartz.UseDefaultThreadPool(maxConcurrency: 2);
            if (settings.Provider == DatabaseProvider.Sqlite)
                quartz.UseInMemoryStore(store => store.MisfireThreshold = MisfireThreshold);
            else
                quartz.UsePersistentStore(store => Configure(store, settings));
        });
    }

    /// <summary>The stage itself: the scheduler runs in this process.</summary>
    /// <exception cref="ConfigurationException">A value of section <c>Schedule</c> is not allowed.</exception>
    public static IServiceCollection AddScheduleStage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(ScheduleSettings.Read(configuration));
        services.AddSingleton<ScheduleSetup>();
        services.AddHostedService<SchedulerService>();
        return services;
    }

    private static void Configure(IPersistentStoreBuilder store, HostSettings settings)
    {
        if (settings.Provider == DatabaseProvider.PostgreSql)
            store.UsePostgres(NpgsqlFactory.Instance, settings.ConnectionString);
        else
            store.UseSqlServer(SqlClientFactory.Instance, settings.ConnectionString);
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(10);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(20);
        });
        store.ConfigureStore(options =>
        {
            options.TablePrefix = ScheduleContext.TablePrefix;
            options.MisfireThreshold = MisfireThreshold;
            // 'migrate' makes the tables, and a database that is newer than the program is refused before this.
            options.SchemaProvisioning = SchemaProvisioning.None;
        });
    }
}

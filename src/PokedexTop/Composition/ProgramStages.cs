using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Images;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Lake;
using PokedexTop.Language;
using PokedexTop.Messaging;
using PokedexTop.Normalize;
using PokedexTop.Schedule;
using PokedexTop.Syncs;
using PokedexTop.Telemetry;
using PokedexTop.Web;
using PokedexTop.Web.Health;

namespace PokedexTop.Composition;

/// <summary>The stages this program hosts, upstream first.</summary>
internal static class ProgramStages
{
    public static IReadOnlyList<string> All { get; } = [IngestStage.Name, NormalizeStage.Name, ImagesStage.Name, CollectionsStage.Name, ScheduleStage.Name, WebStage.Name];

    private static IReadOnlyList<StageQueue> Queues { get; } = [.. IngestQueues.All, .. NormalizeQueues.All, .. ImagesQueues.All, .. CollectionsQueues.All, .. LakeQueues.All];

    /// <summary>The stages to host: those asked for, in their order, or all.</summary>
    /// <exception cref="ConfigurationException">No such stage, or what is configured works only with all of them in one process.</exception>
    public static IReadOnlyList<string> Choose(IReadOnlyCollection<string> asked, HostSettings settings)
    {
        if (asked.FirstOrDefault(name => !All.Contains(name)) is { } unknown)
            throw new ConfigurationException($"There is no stage '{unknown}'; allowed: {string.Join(", ", All)}.{NearWords.Question(unknown, All)}");
        if (asked.Count == 0 || All.All(asked.Contains))
            return All;
        var apart = $"Stages in processes of their own ({string.Join(", ", asked)}) need";
        if (settings.Transport == Transport.InMemory)
            throw new ConfigurationException($"{apart} a bus between them, but Messaging:Transport is 'InMemory'; set it to RabbitMq with ConnectionStrings:RabbitMq, or run all stages in one process: 'pokedextop run'.");
        if (settings.Provider == DatabaseProvider.Sqlite)
            throw new ConfigurationException($"{apart} a database server, but Database:Provider is 'Sqlite', a file for one process; set it to PostgreSql or SqlServer, or run all stages in one process: 'pokedextop run'.");
        return [.. All.Where(asked.Contains)];
    }

    /// <summary>Of stages that were not asked for by name, those that what is configured leaves something to do.</summary>
    public static IReadOnlyList<string> WithoutIdle(IReadOnlyList<string> stages, IReadOnlyCollection<string> asked, ProgramConfiguration configuration) =>
        asked.Contains(ImagesStage.Name) || !stages.Contains(ImagesStage.Name) || ImagesOptions.AreWanted(configuration.Values, configuration.Source.IsLocal)
            ? stages : [.. stages.Where(name => name != ImagesStage.Name)];

    /// <summary>The stages' services, their start-up and the one bus.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">What is configured.</param>
    /// <param name="stages">Names of the stages to host.</param>
    /// <param name="runs">Whether the host runs until it is stopped, and not for the length of one verb.</param>
    public static IServiceCollection AddStages(this IServiceCollection services, ProgramConfiguration configuration, IReadOnlyCollection<string> stages, bool runs = true)
    {
        var settings = configuration.Settings.As(ServiceName(stages));
        services.AddLayers(configuration, ServiceName(stages));
        // A verb that only follows the workers does nothing worth telling.
        if (stages.Count > 0)
            services.AddTelemetry(TelemetrySettings.Read(configuration.Values), ServiceName(stages), measureTables: runs).AddProcessMeasurements(stages);
        if (settings.Provider == DatabaseProvider.Sqlite)
            services.AddBackups();
        services.AddSingleton<StageStart>();
        services.AddHostedService(provider => provider.GetRequiredService<StageStart>());
        services.AddSingleton<Readiness>();
        if (stages.Contains(IngestStage.Name))
        {
            services.AddSource(configuration);
            services.AddIngestStage(configuration.Values, settings);
            services.AddSingleton<IBeforeStages, StarterGuard>();
            if (settings.Provider == DatabaseProvider.Sqlite)
                services.AddSingleton<IBeforeStages, OtherSourceRuns>();
        }
        if (stages.Contains(NormalizeStage.Name))
            services.AddNormalizeStage(configuration.Values, settings);
        if (stages.Contains(ImagesStage.Name))
        {
            services.AddImageAccess(configuration.Values, settings);
            services.AddImagesStage(configuration.Values, settings);
        }
        if (stages.Contains(CollectionsStage.Name))
            services.AddCollectionsStage(configuration.Values).AddLake(configuration.Values, settings);
        if (stages.Contains(ScheduleStage.Name) || stages.Contains(WebStage.Name))
            AddSchedules(services, configuration, settings, stages);
        return services.AddBus(settings, Queues, bus =>
        {
            if (stages.Contains(IngestStage.Name))
                bus.AddIngestConsumers(refreshesSpecies: stages.Contains(ScheduleStage.Name) || settings.Transport == Transport.RabbitMq);
            if (stages.Contains(NormalizeStage.Name))
                bus.AddNormalizeConsumers();
            if (stages.Contains(ImagesStage.Name))
                bus.AddImagesConsumers();
            if (stages.Contains(CollectionsStage.Name))
                bus.AddCollectionsConsumers();
            // Of all stages the one whose rights are to read every layer.
            if (stages.Contains(CollectionsStage.Name) && LakeStage.IsWanted(configuration.Values, settings))
                bus.AddLakeConsumers();
        });
    }

    /// <summary>What telemetry and the database call the process: the stage it was started for, or the program.</summary>
    private static string ServiceName(IReadOnlyCollection<string> stages) => stages.Count == 1 ? $"pokedextop-{stages.First()}" : "pokedextop";

    /// <summary>Apart, so that a process without schedules never loads Quartz.</summary>
    private static void AddSchedules(IServiceCollection services, ProgramConfiguration configuration, HostSettings settings, IReadOnlyCollection<string> stages)
    {
        services.AddSchedules(settings);
        if (stages.Contains(ScheduleStage.Name))
            services.AddScheduleStage(configuration.Values);
    }
}

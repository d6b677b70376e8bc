using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Catalogue;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Retention;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.Folder;
using PokedexTop.Ingest.Sources.PokeApi;
using PokedexTop.Ingest.Sources.PokemonTcg;
using PokedexTop.Ingest.Sources.Starter;
using PokedexTop.Ingest.Sources.Tcgdex;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Messaging;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest;

/// <summary>Registers Ingest: source → bronze.</summary>
public static class IngestStage
{
    public const string Name = "ingest";

    /// <summary>What every process needs to read bronze and to request syncs.</summary>
    public static IServiceCollection AddBronze(this IServiceCollection services)
    {
        services.AddSingleton<SyncRuns>();
        services.AddSingleton<FetchRows>();
        services.AddSingleton<SyncCounts>();
        services.AddSingleton<CurrentCalls>();
        services.AddSingleton<SourceCalls>();
        services.AddSingleton<UnstoredItems>();
        services.AddSingleton<SetLists>();
        services.AddSingleton<LeftOutPictures>();
        services.TryAddSingleton(SourceOrder.None);
        services.AddSingleton<SourceHealth>();
        services.AddSingleton<UpToDateSets>();
        services.AddSingleton<SyncStarter>();
        services.AddSingleton<BronzeContextFactory>();
        services.AddSingleton(provider => provider.GetRequiredService<BronzeContextFactory>().Migrations);
        services.AddSingleton(_ => BronzeTables.All);
        return services;
    }

    /// <summary>The configured source.</summary>
    public static IServiceCollection AddCardSource(this IServiceCollection services, IConfiguration configuration, SourceSelection selection)
    {
        services.TryAddSingleton(SourceOrder.Read(configuration));
        services.TryAddSingleton(TcgdexOptions.Read(configuration));
        foreach (var language in LanguagesOf(configuration, selection))
            services.AddCardSource(configuration, selection, SourceSelection.InLanguage(selection.IsLocal ? selection.Name : SourceSelection.Tcgdex, language));
        // Of several the last one is what a class gets that asks for one: the preferred source.
        foreach (var name in selection.Order.Reverse().DefaultIfEmpty(selection.Name))
            services.AddCardSource(configuration, selection, name);
        return services;
    }

    /// <summary>The languages that follow a sync of the source: not one that was chosen by itself, nor any over the network where nothing else is.</summary>
    private static IReadOnlyList<string> LanguagesOf(IConfiguration configuration, SourceSelection selection) =>
        FeedLanguage.IsEnglish(selection.Feed) && (!selection.IsLocal || selection.Name == SourceSelection.TcgdexFolder) ? TcgdexOptions.Read(configuration).Languages : [];

    private static void AddCardSource(this IServiceCollection services, IConfiguration configuration, SourceSelection selection, string name)
    {
        services.TryAddSingleton<ICallLog, CallLog>();
        if (SourceSelection.BareName(name) == SourceSelection.PokemonTcg)
            services.AddPokemonTcgSource(configuration);
        else
            services.AddSingleton(provider => Open(provider, selection, name));
    }

    /// <summary>A source that needs no registration of its own.</summary>
    private static ICardSource Open(IServiceProvider provider, SourceSelection selection, string name)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return SourceSelection.BareName(name) switch
        {
            SourceSelection.Folder => new FileCatalogueSource(FileCatalogueSource.FolderName, selection.Feed, new FolderFiles(selection.FolderPath!), time),
            SourceSelection.Starter => new FileCatalogueSource(StarterFiles.Name, selection.Feed, new StarterFiles(), time),
            SourceSelection.TcgdexFolder => new TcgdexFolderSource(selection.FolderPath!, FeedLanguage.Of(name), provider.GetRequiredService<TcgdexOptions>(), time),
            _ => new TcgdexSource(provider.GetRequiredService<TcgdexOptions>(), FeedLanguage.Of(name), provider.GetRequiredService<ICallLog>(), time, provider.GetRequiredService<ILogger<TcgdexSource>>()),
        };
    }

    /// <summary>Takes commands to refresh the species; for hosts that run long and read a network source.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="configuration">Where <c>Source:PokeApi</c> stands.</param>
    /// <param name="daily">Whether to refresh once a day without a command too: for hosts whose schedules are forgotten at exit.</param>
    public static IServiceCollection AddSpeciesRefresh(this IServiceCollection services, IConfiguration configuration, bool daily)
    {
        services.AddPokeApi(configuration);
        if (daily)
            services.AddHostedService<SpeciesRefresher>();
        return services;
    }

    /// <summary>The stage itself: it takes syncs and fetches.</summary>
    public static IServiceCollection AddIngestStage(this IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        services.AddSingleton<BronzeStore>();
        services.TryAddSingleton<UnstoredCalls>();
        services.AddSingleton<CardSources>();
        services.AddRetention(configuration).AddSingleton<RunHousekeeper>().AddSingleton<CallHousekeeper>().AddSingleton<PriceHousekeeper>();
        services.AddSingleton<LanguageRuns>();
        services.AddSingleton<SetFetcher>();
        services.AddSingleton<SyncPlanner>();
        services.AddSingleton<UnansweredQueries>();
        services.AddSingleton<SyncEnds>();
        services.AddSingleton<WakeUp<SyncRunner>>();
        services.AddSingleton<ITableMeasurements>(provider => new IngestMeasurements(
            provider.GetRequiredService<SqlDatabase>(), provider.GetService<PokemonTcgOptions>(), provider.GetRequiredService<SourceHealth>(), provider.GetRequiredService<TimeProvider>()));
        var options = IngestOptions.Read(configuration, settings.Provider == DatabaseProvider.Sqlite);
        services.AddSingleton(provider => new SyncRunner(
            provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<CardSources>(), provider.GetRequiredService<SyncRuns>(), provider.GetRequiredService<FetchRows>(),
            provider.GetRequiredService<SetFetcher>(), provider.GetRequiredService<SyncPlanner>(), provider.GetRequiredService<SyncEnds>(), provider.GetRequiredService<LanguageRuns>(), provider.GetRequiredService<BronzeStore>(), provider.GetRequiredService<StagePublisher>(),
            options.Lease, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<StageStart>(), provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<SyncRunner>>(), provider.GetService<OnlyRun>()));
        if (settings.Provider == DatabaseProvider.Sqlite)
            services.AddSingleton<IBeforeStages, EndAbandonedLeases>();
        // Where Ingest is other processes, what they read is their configuration's affair.
        if (settings.Embedded)
        {
            services.AddSingleton(provider => new OtherSource(
                provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<CardSources>(), provider.GetRequiredService<SyncRuns>(), provider.GetRequiredService<SyncStarter>(),
                selection => Open(provider, selection, selection.Name)));
        }
        services.AddSingleton<IHostedService>(provider => new IngestReconciler(
            provider.GetRequiredService<SyncRunner>(), provider.GetRequiredService<WakeUp<SyncRunner>>(), provider.GetRequiredService<StageStart>(), options.Reconcile,
            provider.GetRequiredService<ILogger<IngestReconciler>>()));
        return services;
    }

    /// <summary>The stage's consumers, for the one bus.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="refreshesSpecies">Whether somebody may ask for it: not in a process that ends with its sync.</param>
    public static void AddIngestConsumers(this IBusRegistrationConfigurator bus, bool refreshesSpecies = false)
    {
        bus.AddConsumer<StartSyncConsumer, StartSyncConsumerDefinition>();
        if (refreshesSpecies)
            bus.AddConsumer<RefreshSpeciesConsumer, RefreshSpeciesConsumerDefinition>();
        bus.AddConsumer<TidyBronzeConsumer, TidyBronzeConsumerDefinition>();
    }

    /// <summary>The data folder's lock is this process's, so whoever had a lease there is gone.</summary>
    private sealed class EndAbandonedLeases(SyncRuns runs) : IBeforeStages
    {
        public Task RunAsync(CancellationToken cancellationToken) => runs.EndAbandonedLeasesAsync(cancellationToken);
    }
}

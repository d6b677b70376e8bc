using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Messaging;
using PokedexTop.Normalize.Assignments;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.History;
using PokedexTop.Normalize.Merging;
using PokedexTop.Normalize.Quality;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Retention;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Status;
using PokedexTop.Normalize.Verify;
using PokedexTop.Telemetry;

namespace PokedexTop.Normalize;

/// <summary>Registers Normalize: bronze → silver.</summary>
public static class NormalizeStage
{
    public const string Name = "normalize";

    /// <summary>What every process needs to read silver, and to work its backlog off where no host does.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Says by <c>Source:Order</c> whose word goes first where feeds know the same card.</param>
    public static IServiceCollection AddSilver(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(FeedOrder.Of(SourceSelection.OrderOf(configuration)));
        services.AddSingleton<SilverContextFactory>();
        services.AddSingleton(provider => provider.GetRequiredService<SilverContextFactory>().Migrations);
        services.AddSingleton(_ => SilverTables.All);
        services.AddSingleton<NormalizeBacklog>();
        services.AddSingleton<SyncOutcomes>();
        services.AddSingleton<SyncViews>();
        services.AddSingleton<SpeciesMaster>();
        services.AddSingleton<RarityRanks>();
        services.AddSingleton<SetNormalization>();
        services.AddSingleton<CardRows>();
        services.AddSingleton<FindingRows>();
        services.AddSingleton<SetTotals>();
        services.AddSingleton<PriceNormalization>();
        services.AddSingleton<CardListings>();
        services.AddSingleton<CardPresence>();
        services.AddSingleton<MovedCards>();
        services.AddSingleton<SetFetchApplication>();
        services.AddSingleton<OtherFeeds>();
        services.AddSingleton<IdentityRows>();
        services.AddSingleton<IdentityMatches>();
        services.AddSingleton<SiblingIds>();
        services.AddSingleton<RenamedSets>();
        services.AddSingleton<CardMerges>();
        services.AddSingleton<CardWriter>();
        services.AddSingleton<CardTextWriter>();
        services.AddSingleton<CardNormalization>();
        services.AddSingleton<SyncOrders>();
        services.AddSingleton(provider => new NormalizeWork(
            provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<CardNormalization>(), provider.GetRequiredService<SetNormalization>(),
            provider.GetRequiredService<SetFetchApplication>(), provider.GetRequiredService<RenamedSets>(), provider.GetRequiredService<PriceNormalization>(), provider.GetRequiredService<SpeciesMaster>(),
            provider.GetRequiredService<NormalizeBacklog>(), provider.GetRequiredService<SyncOrders>(), provider.GetService<StagePublisher>(), provider.GetRequiredService<TimeProvider>()));
        return services.AddReports();
    }

    /// <summary>What reads the catalogue, and what hands Normalize work through its rows.</summary>
    private static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton<CatalogueStatus>();
        services.AddSingleton<QualityReport>();
        services.AddSingleton<Quarantine>();
        services.AddSingleton<Replay>();
        services.AddSingleton(provider => new CardAssignments(
            provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<CardRows>(), provider.GetRequiredService<CardMerges>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UnstoredCalls>();
        services.AddSingleton<CardDetails>();
        services.AddSingleton<CardVersions>();
        services.AddSingleton<PriceHistory>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<SpeciesList>();
        services.AddSingleton<ApiCards>();
        services.AddSingleton<CatalogueExport>();
        // Made only where a source is registered, which reading verbs otherwise need not have.
        services.AddSingleton(provider => new Verification(
            provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<ICardSource>(), provider.GetRequiredService<UnstoredCalls>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>The stage itself.</summary>
    public static IServiceCollection AddNormalizeStage(this IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        var options = NormalizeOptions.Read(configuration);
        services.AddSingleton<ITableMeasurements, NormalizeMeasurements>();
        services.AddRetention(configuration).AddSingleton<PriceHistoryHousekeeper>();
        services.AddSingleton<IBeforeStages, FillVocabularies>();
        services.AddSingleton<IHostedService>(provider => new NormalizeReconciler(
            provider.GetRequiredService<NormalizeWork>(), provider.GetRequiredService<StageStart>(), options.Reconcile,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<NormalizeReconciler>>()));
        return services;
    }

    /// <summary>The stage's consumers, for the one bus.</summary>
    public static void AddNormalizeConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<NormalizeCardsConsumer, NormalizeCardsConsumerDefinition>();
        bus.AddConsumer<ApplySetFetchesConsumer, ApplySetFetchesConsumerDefinition>();
        bus.AddConsumer<ApplySyncConsumer, ApplySyncConsumerDefinition>();
        bus.AddConsumer<TidySilverConsumer, TidySilverConsumerDefinition>();
    }

    /// <summary>Cards link to species, so the species are there first.</summary>
    private sealed class FillVocabularies(SpeciesMaster species, RarityRanks rarities) : IBeforeStages
    {
        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await species.WorkAsync(cancellationToken);
            await rarities.FillAsync(cancellationToken);
        }
    }
}

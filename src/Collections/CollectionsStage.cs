using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Decks;
using PokedexTop.Collections.Exports;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Retention;
using PokedexTop.Collections.Status;
using PokedexTop.Collections.Users;
using PokedexTop.Collections.Values;
using PokedexTop.Hosting;
using PokedexTop.Telemetry;

namespace PokedexTop.Collections;

/// <summary>Registers Collections: silver → gold.</summary>
public static class CollectionsStage
{
    public const string Name = "collections";

    /// <summary>What every process needs to read and change collections for their owners.</summary>
    public static IServiceCollection AddCollections(this IServiceCollection services)
    {
        services.AddSingleton<GoldContextFactory>();
        services.AddSingleton(provider => provider.GetRequiredService<GoldContextFactory>().Migrations);
        services.AddSingleton(_ => GoldTables.All);
        services.AddSingleton<CollectedCatalogue>();
        services.AddSingleton<UserLots>();
        services.AddSingleton<JoinedLots>();
        services.AddSingleton<UserCompletion>();
        services.AddSingleton<CardPrices>().AddSingleton<CollectionValues>().AddSingleton<WishlistFilling>().AddSingleton<UserDecks>();
        services.AddSingleton<CollectionFiles>();
        services.AddSingleton<CollectionsStatus>();
        services.AddSingleton<UserAccounts>().AddSingleton<ApiTokens>().AddSingleton<AuditLog>().AddSingleton<SessionKeys>();
        services.AddSingleton<UserImports>();
        return services;
    }

    /// <summary>The stage itself.</summary>
    public static IServiceCollection AddCollectionsStage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(CollectionsOptions.Read(configuration));
        services.AddRetention(configuration).AddSingleton<AuditHousekeeper>();
        services.AddSingleton<CollectionsWork>();
        services.AddSingleton<WakeUp<CollectionsWork>>();
        services.AddSingleton<IBeforeStages, GoldFilling>();
        services.AddSingleton<ITableMeasurements, CollectionsMeasurements>();
        return services.AddHostedService<CollectionsReconciler>();
    }

    /// <summary>The stage's consumers, for the one bus.</summary>
    public static void AddCollectionsConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<FollowCardsConsumer, FollowCardsConsumerDefinition>();
        bus.AddConsumer<TidyGoldConsumer, TidyGoldConsumerDefinition>();
    }
}

using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Images.Issues;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Status;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Transfer;
using PokedexTop.Images.Upkeep;
using PokedexTop.Messaging;
using PokedexTop.Telemetry;

namespace PokedexTop.Images;

/// <summary>Registers Images: silver → image store.</summary>
public static class ImagesStage
{
    public const string Name = "images";

    /// <summary>What every process needs to read the images layer and to hand Images work through its rows; no store, no renderer.</summary>
    public static IServiceCollection AddImages(this IServiceCollection services)
    {
        services.AddSingleton<ImagesContextFactory>();
        services.AddSingleton(provider => provider.GetRequiredService<ImagesContextFactory>().Migrations);
        services.AddSingleton(_ => ImageTables.All);
        services.AddSingleton<ImageBacklog>();
        services.AddSingleton<ImagesStatus>();
        services.AddSingleton<ImageRetries>();
        services.AddSingleton<ImageIssues>();
        services.AddSingleton<SharedPictures>();
        return services;
    }

    /// <summary>What looks after a store. The store itself is registered beside it.</summary>
    public static IServiceCollection AddImageUpkeep(this IServiceCollection services)
    {
        services.AddSingleton<ImageSweep>();
        services.AddSingleton<ImageVerification>();
        services.AddSingleton<ImageRepair>();
        return services;
    }

    /// <summary>The stage itself. Fetcher, renderer and store are registered beside it.</summary>
    public static IServiceCollection AddImagesStage(this IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        var options = ImagesOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton(options.Schedule);
        services.AddSingleton<ImagePlanner>();
        services.AddSingleton<WakeUp<ImagePlanner>>();
        services.AddSingleton<SharedRenditions>();
        services.AddSingleton<PictureSource>();
        services.AddSingleton<PictureWriter>();
        services.AddSingleton<PictureTraces>();
        services.AddSingleton<ITableMeasurements, ImagesMeasurements>();
        services.AddSingleton(provider => new PictureTransfer(
            provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<PictureSource>(), provider.GetRequiredService<PictureWriter>(),
            provider.GetRequiredService<PictureTraces>(), provider.GetService<StagePublisher>(),
            options.Schedule, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PictureTransfer>>()));
        services.AddSingleton<ImageWork>();
        services.AddSingleton<ImageAddresses>();
        if (settings.Provider == DatabaseProvider.Sqlite)
            services.AddSingleton<IBeforeStages, EndAbandonedLeases>();
        services.AddSingleton<IHostedService>(provider => new ImagesReconciler(
            provider.GetRequiredService<ImageWork>(), provider.GetRequiredService<ImageAddresses>(), provider.GetRequiredService<ImagesStatus>(), provider.GetRequiredService<WakeUp<ImagePlanner>>(),
            provider.GetRequiredService<StageStart>(), options.Reconcile, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ImagesReconciler>>()));
        return services;
    }

    /// <summary>The stage's consumers, for the one bus.</summary>
    public static void AddImagesConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<PlanImagesConsumer, PlanImagesConsumerDefinition>();
        bus.AddConsumer<RetryImagesConsumer, RetryImagesConsumerDefinition>();
    }

    /// <summary>The data folder's lock is this process's, so whoever had a picture's lease there is gone.</summary>
    private sealed class EndAbandonedLeases(SqlDatabase database) : IBeforeStages
    {
        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await PictureRows.OfCards(database).EndLeasesAsync(cancellationToken);
            await PictureRows.OfSets(database).EndLeasesAsync(cancellationToken);
        }
    }
}

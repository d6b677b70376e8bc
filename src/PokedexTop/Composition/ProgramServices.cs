using System.CommandLine;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PokedexTop.Collections;
using PokedexTop.CommandLine;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Images;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;

namespace PokedexTop.Composition;

/// <summary>The services verbs and hosts share.</summary>
internal static class ProgramServices
{
    /// <summary>How long a verb waits for a host that is just making the tables.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_beforeTelling = TimeSpan.FromSeconds(2);

    /// <summary>The database and the layers in it, the clock and the log; no stage and no bus.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="configuration">What is configured.</param>
    /// <param name="application">What the database's administrator sees of the process.</param>
    public static IServiceCollection AddLayers(this IServiceCollection services, ProgramConfiguration configuration, string application = "pokedextop")
    {
        var settings = configuration.Settings.As(application);
        WarmUp.Begin(settings);
        services.AddSingleton(settings);
        services.AddSingleton<IConfiguration>(configuration.Values);
        services.TryAddSingleton(provider => provider.GetRequiredService<SqlDatabase>().ClockOver(TimeProvider.System));
        services.AddSingleton(_ => SqlDatabase.Create(settings.Provider, settings.ConnectionString));
        services.AddLogging(logging =>
        {
            logging.ClearProviders();
            logging.AddConfiguration(configuration.Values.GetSection("Logging"));
            // With a level that shows everything of the bus, its lines about single messages too.
            logging.AddProvider(new ConsoleLines(configuration.Values["Logging:LogLevel:MassTransit"] is "Debug" or "Trace"));
        });
        services.AddSingleton(SourceOrder.Read(configuration.Values));
        services.AddBronze();
        services.AddSilver(configuration.Values);
        services.AddImages();
        services.AddCollections();
        services.AddStatus();
        return services;
    }

    /// <summary>The configured source of cards.</summary>
    public static IServiceCollection AddSource(this IServiceCollection services, ProgramConfiguration configuration)
    {
        var selection = configuration.Source;
        services.AddSingleton(selection);
        return services.AddCardSource(configuration.Values, selection);
    }

    /// <summary>For verbs that only read, or hand in a row: the layers of a database that is there and as new as the program.</summary>
    /// <param name="arguments">The verb's arguments.</param>
    /// <param name="more">What the verb needs beyond the layers.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="CommandFailedException">There is no database yet, or its tables are older than the program, and no host is just making them.</exception>
    public static async Task<ServiceProvider> ForReadingAsync(ParseResult arguments, Action<IServiceCollection, ProgramConfiguration>? more, CancellationToken cancellationToken)
    {
        var configuration = ProgramConfiguration.Read(arguments);
        var services = new ServiceCollection();
        services.AddLayers(configuration);
        more?.Invoke(services, configuration);
        var provider = services.BuildServiceProvider();
        try
        {
            await WaitForTablesAsync(provider, configuration.Settings, cancellationToken);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    private static async Task WaitForTablesAsync(ServiceProvider provider, HostSettings settings, CancellationToken cancellationToken)
    {
        var (began, told) = (Stopwatch.GetTimestamp(), false);
        while (true)
        {
            // In this order: a host that has ended may have made them.
            var host = settings.Provider == DatabaseProvider.Sqlite && DataFolder.HasHost(HostFolder.PathOf(settings));
            if (await MissingAsync(provider, host, cancellationToken) is not { } missing)
                return;
            var name = host ? $"the host that runs on {HostFolder.PathOf(settings)} (process {DataFolder.Holder(HostFolder.PathOf(settings)) ?? "unknown"})" : null;
            if (!host || Stopwatch.GetElapsedTime(began) > s_patience)
                throw new CommandFailedException(host ? $"{missing} They are made by {name}, which has not done so within a minute; its output says why." : missing);
            if (!told && Stopwatch.GetElapsedTime(began) > s_beforeTelling)
                CommandOutput.Remark($"Waiting until {name} has made its tables.");
            told |= Stopwatch.GetElapsedTime(began) > s_beforeTelling;
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <returns>What is missing and what to do; null where every table is there.</returns>
    private static async Task<string?> MissingAsync(ServiceProvider provider, bool beingMade, CancellationToken cancellationToken)
    {
        var database = provider.GetRequiredService<SqlDatabase>();
        // Opening would create the file, and a verb that reads must leave nothing behind.
        if (database.Provider == DatabaseProvider.Sqlite && !File.Exists(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource))
            return $"There is no database yet at {database.Location}. Fetch the catalogue first: 'pokedextop sync', or 'pokedextop run'.";
        try
        {
            foreach (var layer in provider.GetServices<LayerMigrations>())
            {
                if ((await layer.PendingAsync(cancellationToken)).Count > 0)
                    return $"The {layer.Layer} tables at {database.Location} are missing or older than this program. Create or upgrade them: 'pokedextop migrate'.";
            }
        }
        catch (DbException busy) when (beingMade && database.MayPass(busy))
        {
            return $"The database at {database.Location} cannot be used yet: {busy.Message}.";
        }
        return null;
    }
}

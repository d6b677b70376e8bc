using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PokedexTop.CommandLine;
using PokedexTop.Hosting.Data;
using PokedexTop.Images;
using PokedexTop.Ingest;
using PokedexTop.Normalize;

namespace PokedexTop;

/// <summary>The services verbs and hosts share.</summary>
internal static class ProgramServices
{
    /// <summary>The database and the layers in it, the clock and the log; no stage and no bus.</summary>
    public static IServiceCollection AddLayers(this IServiceCollection services, ProgramConfiguration configuration)
    {
        services.AddSingleton(configuration.Settings);
        services.AddSingleton<IConfiguration>(configuration.Values);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => SqlDatabase.Create(configuration.Settings.Provider, configuration.Settings.ConnectionString));
        services.AddLogging(logging =>
        {
            logging.ClearProviders();
            logging.AddConfiguration(configuration.Values.GetSection("Logging"));
            logging.AddProvider(new ConsoleLines());
        });
        services.AddBronze();
        services.AddSilver();
        services.AddImages();
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
    /// <exception cref="CommandFailedException">There is no database yet, or its tables are older than the program.</exception>
    public static async Task<ServiceProvider> ForReadingAsync(ParseResult arguments, Action<IServiceCollection, ProgramConfiguration>? more, CancellationToken cancellationToken)
    {
        var configuration = ProgramConfiguration.Read(arguments);
        var services = new ServiceCollection();
        services.AddLayers(configuration);
        more?.Invoke(services, configuration);
        var provider = services.BuildServiceProvider();
        try
        {
            await CheckTablesAsync(provider, cancellationToken);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    private static async Task CheckTablesAsync(ServiceProvider provider, CancellationToken cancellationToken)
    {
        var database = provider.GetRequiredService<SqlDatabase>();
        // Opening would create the file, and a verb that reads must leave nothing behind.
        if (database.Provider == DatabaseProvider.Sqlite && !File.Exists(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource))
            throw new CommandFailedException($"There is no database yet at {database.Location}. Fetch the catalogue first: 'pokedextop sync', or 'pokedextop run'.");
        foreach (var layer in provider.GetServices<LayerMigrations>())
        {
            if ((await layer.PendingAsync(cancellationToken)).Count > 0)
                throw new CommandFailedException($"The {layer.Layer} tables at {database.Location} are missing or older than this program. Create or upgrade them: 'pokedextop migrate'.");
        }
    }
}

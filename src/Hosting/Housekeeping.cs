using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Hosting;

/// <summary>Removes one kind of row that a layer keeps for a while only, in transactions short enough that nobody waits for long.</summary>
public interface IHousekeeper
{
    /// <summary>What it removes some of, in words: calls, prices…</summary>
    string What { get; }

    /// <returns>How many rows it removed.</returns>
    Task<long> RemoveAsync(CancellationToken cancellationToken);
}

/// <summary>Registers what housekeepers need, beside themselves.</summary>
public static class HousekeepingServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(RetentionOptions.Read(configuration));
        services.TryAddSingleton<Housekeeping>();
        return services;
    }
}

/// <summary>Runs a layer's housekeepers, and tells what each removed.</summary>
public sealed class Housekeeping(SqlDatabase database, ILogger<Housekeeping> log)
{
    public async Task RunAsync(IEnumerable<IHousekeeper> housekeepers, CancellationToken cancellationToken)
    {
        foreach (var housekeeper in housekeepers)
        {
            try
            {
                if (await housekeeper.RemoveAsync(cancellationToken) is > 0 and var removed)
                    log.LogInformation("Removed {Removed} of the {What}: they were kept as long as Retention says", removed, housekeeper.What);
            }
            catch (Exception error) when (database.MayPass(error) && !cancellationToken.IsCancellationRequested)
            {
                // What is left is removed the next time.
                log.LogWarning("Rows that are kept long enough could not be removed ({What}): {Reason}", housekeeper.What, database.Explain(error));
            }
        }
    }
}

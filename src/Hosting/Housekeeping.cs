using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Language;

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

/// <summary>Runs a layer's housekeepers, tells what each removed, and gives the room back where that is worth it.</summary>
public sealed class Housekeeping(SqlDatabase database, ILogger<Housekeeping> log)
{
    public async Task RunAsync(IEnumerable<IHousekeeper> housekeepers, CancellationToken cancellationToken)
    {
        foreach (var housekeeper in housekeepers)
        {
            if (await TryAsync(() => housekeeper.RemoveAsync(cancellationToken), housekeeper.What, cancellationToken) is > 0 and var removed)
                log.LogInformation("Removed {Removed} of the {What}: they were kept as long as Retention says", removed, housekeeper.What);
        }
        if (await TryAsync(() => database.CompactAsync(cancellationToken), "room of removed rows", cancellationToken) is > 0 and var bytes)
            log.LogInformation("The database at {Location} gave back {Room} to its disk", database.Location, English.Bytes(bytes));
    }

    // What is left is removed the next time.
    private async Task<long> TryAsync(Func<Task<long>> remove, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await remove();
        }
        catch (Exception error) when (database.MayPass(error) && !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("What was kept long enough could not be removed ({What}): {Reason}", what, database.Explain(error));
            return 0;
        }
    }
}

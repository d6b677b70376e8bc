using PokedexTop.Hosting.Data;
using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Upkeep;

/// <summary>Hands pictures to the stage through their rows: they are due now.</summary>
public sealed class ImageRetries(SqlDatabase database, TimeProvider time)
{
    /// <summary>Asks for every picture that failed, or waits for its next attempt, to be tried once more. How often it failed stays counted.</summary>
    /// <returns>Pictures that were not due yet.</returns>
    public async Task<int> RetryFailedAsync(CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        var marked = 0;
        foreach (var table in new[] { ImageTables.Cards.Name, ImageTables.Sets.Name })
        {
            marked += await write.ExecuteAsync(
                $"UPDATE {table} SET next_attempt_at = @now WHERE attempts > 0 AND status IN ('{ImageStatus.Pending}', '{ImageStatus.Failed}') AND next_attempt_at > @now",
                [("@now", time.UtcNow())], cancellationToken);
        }
        await write.CommitAsync(cancellationToken);
        return marked;
    }
}

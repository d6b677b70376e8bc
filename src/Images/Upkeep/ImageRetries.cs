using PokedexTop.Data;
using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Upkeep;

/// <summary>Hands pictures to the stage through their rows: they are due now.</summary>
public sealed class ImageRetries(SqlDatabase database, TimeProvider time)
{
    private const string Failed =
        $"((attempts > 0 AND status IN ('{ImageStatus.Pending}', '{ImageStatus.Failed}')) OR status = '{ImageStatus.Refused}' OR {PictureRows.CouldBeBetter})";

    /// <summary>
    /// Asks for every picture to be tried once more that failed, waits for its next attempt, was refused, or for one of these
    /// reasons is here in low resolution only: its origin may be allowed by now. How often it failed stays counted.
    /// </summary>
    /// <returns>Pictures that were not due yet.</returns>
    public Task<int> RetryFailedAsync(CancellationToken cancellationToken) => MarkAsync(Failed, cancellationToken);

    /// <summary>The same, and every picture its source did not have when it was asked.</summary>
    /// <returns>Pictures that were not due yet.</returns>
    public Task<int> RetryUnsettledAsync(CancellationToken cancellationToken) => MarkAsync($"({Failed} OR status = '{ImageStatus.Missing}')", cancellationToken);

    private async Task<int> MarkAsync(string which, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        var marked = 0;
        foreach (var table in new[] { ImageTables.Cards.Name, ImageTables.Sets.Name })
        {
            marked += await write.ExecuteAsync(
                $"UPDATE {table} SET next_attempt_at = @now WHERE {which} AND next_attempt_at > @now",
                [("@now", time.UtcNow())], cancellationToken);
        }
        await write.CommitAsync(cancellationToken);
        return marked;
    }
}

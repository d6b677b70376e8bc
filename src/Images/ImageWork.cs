using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PokedexTop.Data;
using PokedexTop.Images.Issues;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Transfer;

namespace PokedexTop.Images;

/// <summary>
/// Images' work, whoever asks for it: takes pictures that are due on and has each of them done. Several processes share it by
/// the rows they have claimed.
/// </summary>
internal sealed class ImageWork(SqlDatabase database, ImagePlanner planner, PictureTransfer pictures, SharedPictures shared, ImagesOptions options, TimeProvider time, ILogger<ImageWork> log)
{
    private readonly PictureRows<CardImage> _cards = PictureRows.OfCards(database);
    private readonly PictureRows<SetImage> _sets = PictureRows.OfSets(database);

    /// <summary>Works off the whole backlog.</summary>
    /// <returns>Pictures that were looked at.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        await PlanAsync(cancellationToken);
        return (await WorkOffAsync(TimeSpan.MaxValue, _ => Task.CompletedTask, cancellationToken)).Pictures;
    }

    /// <summary>Finds what no message announced.</summary>
    public async Task PlanAsync(CancellationToken cancellationToken)
    {
        await planner.PlanBehindAsync(cancellationToken);
        await planner.PlanRenditionsAsync(pictures.Settings, cancellationToken);
    }

    /// <summary>Finds what comes with cards that messages announced.</summary>
    public Task PlanSetsAsync(CancellationToken cancellationToken) => planner.PlanSetsAsync(cancellationToken);

    /// <summary>Works off what is due, in the tables' order, for a bounded time.</summary>
    /// <param name="bound">After which nothing more is taken on.</param>
    /// <param name="looked">Called after each picture, by whichever thread had it.</param>
    /// <param name="cancellationToken">Ends it; what was taken on is handed back.</param>
    /// <returns>Pictures that were looked at, and whether time ended it and others may be due.</returns>
    /// <exception cref="ImageStoreException">The store cannot be used. That is no picture's fault, so it counts for none.</exception>
    public async Task<(int Pictures, bool More)> WorkOffAsync(TimeSpan bound, Func<CancellationToken, Task> looked, CancellationToken cancellationToken)
    {
        var sets = await WorkOffAsync(_sets, bound, looked, cancellationToken);
        var cards = await WorkOffAsync(_cards, bound, looked, cancellationToken);
        if (cards.Pictures > 0)
            shared.Changed();
        await shared.RefreshAsync(cancellationToken);
        return (sets.Pictures + cards.Pictures, sets.More || cards.More);
    }

    private async Task<(int Pictures, bool More)> WorkOffAsync<T>(PictureRows<T> rows, TimeSpan bound, Func<CancellationToken, Task> looked, CancellationToken cancellationToken) where T : ImageRow
    {
        var (began, all) = (time.GetTimestamp(), 0);
        while (time.GetElapsedTime(began) < bound)
        {
            // Once more after the last: a card that changed while it was under way is due again.
            var done = await PassAsync(rows, () => time.GetElapsedTime(began) < bound, looked, cancellationToken);
            if (done == 0)
                return (all, false);
            all += done;
        }
        return (all, true);
    }

    private async Task<int> PassAsync<T>(PictureRows<T> rows, Func<bool> goOn, Func<CancellationToken, Task> looked, CancellationToken cancellationToken) where T : ImageRow
    {
        var (done, claimed) = (0, new ConcurrentDictionary<T, bool>());
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
            // The loop itself hands in the token that also ends the claims when one picture fails.
            await Parallel.ForEachAsync(ClaimedAsync(rows, claimed, goOn, CancellationToken.None), parallel, async (row, stop) =>
            {
                await pictures.WorkAsync(rows, row, stop);
                claimed.TryRemove(row, out _);
                Interlocked.Increment(ref done);
                await looked(stop);
            });
            return done;
        }
        finally
        {
            if (!claimed.IsEmpty)
                await HandBackAsync(rows, claimed.Keys);
        }
    }

    private async IAsyncEnumerable<T> ClaimedAsync<T>(PictureRows<T> rows, ConcurrentDictionary<T, bool> claimed, Func<bool> goOn, [EnumeratorCancellation] CancellationToken cancellationToken) where T : ImageRow
    {
        while (goOn())
        {
            // Few at a time: what waits here another process could do.
            var now = time.UtcNow();
            var next = await rows.ClaimPicturesAsync(Math.Max(4, 2 * options.Concurrency), now, now + options.Lease, cancellationToken);
            if (next.Count == 0)
                yield break;
            foreach (var row in next)
                claimed[row] = true;
            foreach (var row in next)
                yield return row;
        }
    }

    private async Task HandBackAsync<T>(PictureRows<T> rows, ICollection<T> claimed) where T : ImageRow
    {
        try
        {
            await rows.ReleasePicturesAsync([.. claimed], CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
        {
            log.LogWarning("{Count} pictures could not be handed back; their leases run out by themselves: {Error}", claimed.Count, error.Message);
        }
    }
}

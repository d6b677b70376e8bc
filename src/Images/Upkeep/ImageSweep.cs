using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Transfer;
using PokedexTop.Language;

namespace PokedexTop.Images.Upkeep;

/// <summary>A sweep that would remove all there is, because the rows are not those of the store.</summary>
public sealed class ImageSweepRefusedException(string message) : Exception(message);

/// <summary>What a sweep found.</summary>
/// <param name="Objects">Objects of pictures in the store.</param>
/// <param name="Orphans">Those that no row names and that are old enough.</param>
/// <param name="Young">Those that no row names yet, and that may be about to be named.</param>
/// <param name="Foreign">Other things in the store, which are never touched.</param>
/// <param name="Removed">Orphans that were removed.</param>
public sealed record SweepResult(int Objects, IReadOnlyList<StoredObject> Orphans, int Young, int Foreign, int Removed)
{
    public long Bytes => Orphans.Sum(o => o.Bytes);
}

/// <summary>
/// Finds objects that no row names: of pictures that were replaced, of settings that are gone, of processes that died between
/// object and row.
/// </summary>
public sealed class ImageSweep(SqlDatabase database, IImageStore store, TimeProvider time)
{
    /// <summary>Objects removed under one hold of the writer lock; workers wait that long.</summary>
    private const int Page = 50;

    /// <param name="olderThan">Age below which an object is left alone.</param>
    /// <param name="dryRun">Whether nothing is removed.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <exception cref="ImageStoreException">The store cannot be used.</exception>
    /// <exception cref="ImageSweepRefusedException">No row names any of the store's objects, and something would be removed.</exception>
    public async Task<SweepResult> SweepAsync(TimeSpan olderThan, bool dryRun, CancellationToken cancellationToken)
    {
        // The store before the rows: what is named in between is no orphan.
        var objects = new List<StoredObject>();
        await foreach (var stored in store.ListAsync(cancellationToken))
            objects.Add(stored);
        var named = await NamedAsync(cancellationToken);
        var ours = objects.FindAll(o => ImageKeys.PictureOf(o.Key) is not null);
        var unnamed = ours.FindAll(o => !named.Contains(o.Key));
        var before = time.UtcNow() - olderThan;
        var orphans = unnamed.Where(o => o.ModifiedAt <= before).OrderBy(o => o.Key, StringComparer.Ordinal).ToList();
        var removed = 0;
        if (!dryRun && orphans.Count > 0 && unnamed.Count == ours.Count)
            throw new ImageSweepRefusedException($"No row names any of the {English.Count(ours.Count, "object")} of {store.Location}: nothing was removed. Either the database is not the one the store belongs to, or it was lost; the objects may be all that is left of it.");
        if (!dryRun)
        {
            foreach (var page in orphans.Chunk(Page))
                removed += await RemoveAsync(page, cancellationToken);
        }
        return new SweepResult(ours.Count, orphans, unnamed.Count - orphans.Count, objects.Count - ours.Count, removed);
    }

    /// <summary>
    /// Removes what still nobody names, under the lock every row is written under. A worker notes the picture it is about to
    /// write before it writes objects, so an old orphan that is just becoming a new card's picture stays too.
    /// </summary>
    private async Task<int> RemoveAsync(StoredObject[] page, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        var keys = database.TextList([.. page.Select(o => o.Key)]);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in new[] { ImageTables.Cards.Name, ImageTables.Sets.Name })
        {
            await using var select = write.Command($"SELECT object_key FROM {table} WHERE {database.IsOneOf("object_key", "@keys")}", ("@keys", keys));
            kept.UnionWith(await select.ReadAsync(r => r.GetString(0), cancellationToken));
        }
        await using var writing = write.Command(
            $"SELECT writing_sha256 FROM {ImageTables.Cards.Name} WHERE lease_token IS NOT NULL AND writing_sha256 IS NOT NULL UNION SELECT writing_sha256 FROM {ImageTables.Sets.Name} WHERE writing_sha256 IS NOT NULL");
        var pictures = (await writing.ReadAsync(r => r.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var removed = 0;
        foreach (var orphan in page.Where(o => !kept.Contains(o.Key) && !pictures.Contains(ImageKeys.PictureOf(o.Key)!)))
        {
            await store.DeleteAsync(orphan.Key, cancellationToken);
            removed++;
        }
        return removed;
    }

    private async Task<HashSet<string>> NamedAsync(CancellationToken cancellationToken)
    {
        await using DbConnection connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"SELECT object_key FROM {ImageTables.Cards.Name} WHERE object_key IS NOT NULL UNION ALL SELECT object_key FROM {ImageTables.Sets.Name} WHERE object_key IS NOT NULL");
        return (await select.ReadAsync(r => r.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }
}

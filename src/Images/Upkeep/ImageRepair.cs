using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Transfer;

namespace PokedexTop.Images.Upkeep;

/// <summary>
/// Hands damaged objects to the stage: the object goes, since a key that is taken is never written again, and its rows ask for
/// it anew; an original from its source, renditions from the original.
/// </summary>
public sealed class ImageRepair(SqlDatabase database, IImageStore store, TimeProvider time)
{
    /// <returns>Pictures that the stage will see to.</returns>
    /// <exception cref="ImageStoreException">The store cannot be used.</exception>
    public async Task<int> MarkAsync(IEnumerable<ImageDifference> differences, CancellationToken cancellationToken)
    {
        var marked = 0;
        foreach (var key in differences.Select(d => d.Key).Distinct(StringComparer.Ordinal))
        {
            // A row that names an object that is gone is found again; an object without its row's attention would not be.
            await store.DeleteAsync(key, cancellationToken);
            await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
            marked += await LoseAsync(write, PictureRows.OfCards(database), ImageTables.Cards, key, cancellationToken);
            marked += await LoseAsync(write, PictureRows.OfSets(database), ImageTables.Sets, key, cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        return marked;
    }

    private async Task<int> LoseAsync<T>(WriteTransaction write, PictureRows<T> rows, BulkTable<T> table, string key, CancellationToken cancellationToken) where T : ImageRow
    {
        await using var select = write.Command($"SELECT {table.Key[0]} FROM {table.Name} WHERE object_key = @key", ("@key", key));
        var owners = await select.ReadAsync(r => r.GetString(0), cancellationToken);
        if (owners.Count == 0)
            return 0;
        var changed = new List<T>();
        foreach (var picture in await rows.OfAsync(write, owners, cancellationToken))
        {
            foreach (var row in picture.Where(r => r.ObjectKey == key))
            {
                if (rows.IsControl(row))
                {
                    List<T> whole = [row, .. picture.Where(r => !rows.IsControl(r))];
                    ImageOutcomes.Lose(whole, time.UtcNow());
                    changed.AddRange(whole);
                }
                else if (picture.FirstOrDefault(rows.IsControl) is { Settings: not null } control)
                {
                    control.Settings = "";
                    changed.Add(control);
                }
            }
        }
        changed = [.. changed.DistinctBy(r => (r.OwnerId, r.Rendition))];
        await database.UpsertAsync(write, table, changed, cancellationToken);
        return changed.Select(r => r.OwnerId).Distinct(StringComparer.Ordinal).Count();
    }
}

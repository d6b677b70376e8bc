using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;

namespace PokedexTop.Images.Upkeep;

/// <summary>Keeps the addresses in the rows those of the store: another domain before a bucket changes every one of them, and no object.</summary>
internal sealed class ImageAddresses(SqlDatabase database, IImageStore store)
{
    private const int Page = 500;

    /// <summary>Writes all addresses anew where the store gives others.</summary>
    /// <returns>Cards and sets whose rows changed.</returns>
    public async Task<int> RefreshAsync(CancellationToken cancellationToken) =>
        await RefreshAsync(PictureRows.OfCards(database), ImageTables.Cards, cancellationToken) + await RefreshAsync(PictureRows.OfSets(database), ImageTables.Sets, cancellationToken);

    private async Task<int> RefreshAsync<T>(PictureRows<T> rows, BulkTable<T> table, CancellationToken cancellationToken) where T : ImageRow
    {
        var (owner, after, changed) = (table.Key[0], "", 0);
        while (true)
        {
            await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
            await using var select = write.Command(
                database.First($"SELECT DISTINCT {owner} FROM {table.Name} WHERE {owner} > @after AND object_key IS NOT NULL ORDER BY {owner}", Page), ("@after", after));
            var owners = await select.ReadAsync(r => r.GetString(0), cancellationToken);
            if (owners.Count == 0)
                return changed;
            var other = (await rows.OfAsync(write, owners, cancellationToken)).SelectMany(picture => picture)
                .Where(row => row.ObjectKey is { } key && row.Url != store.UrlOf(key)).ToList();
            // One page tells for all: they were written with one setting.
            if (other.Count == 0 && after.Length == 0)
                return 0;
            foreach (var row in other)
                row.Url = store.UrlOf(row.ObjectKey!);
            await database.UpsertAsync(write, table, other, cancellationToken);
            await write.CommitAsync(cancellationToken);
            changed += other.Select(row => row.OwnerId).Distinct(StringComparer.Ordinal).Count();
            after = owners[^1];
        }
    }
}

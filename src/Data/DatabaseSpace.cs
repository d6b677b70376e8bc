namespace PokedexTop.Data;

/// <summary>What a layer's tables take.</summary>
/// <param name="Bytes">With indexes.</param>
/// <param name="BytesPerDay">By how much they grew a day, over the last thirty days or since the second day; null in the first two days.</param>
public sealed record LayerSpace(string Layer, long Bytes, long? BytesPerDay);

/// <summary>What the database takes on its disk, and what of it each layer.</summary>
/// <param name="Bytes">All of it: what holds nothing any more, and tables of nobody, too.</param>
/// <param name="Since">From when on growth is counted, UTC; null in the first two days.</param>
public sealed record SpaceReport(long Bytes, DateTime? Since, IReadOnlyList<LayerSpace> Layers);

/// <summary>
/// Measures the layers. Growth is told by the rows that say when they came, so that it needs no record of past sizes; the first day, which
/// brings the whole catalogue, is no measure of the others.
/// </summary>
public sealed class DatabaseSpace(SqlDatabase database, IEnumerable<LayerTables> layers, TimeProvider time)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    /// <exception cref="System.Data.Common.DbException">The database does not answer, or has no tables yet.</exception>
    public async Task<SpaceReport> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var whole = connection.Command(database.SizeInBytes);
        var bytes = await whole.CountAsync(cancellationToken);
        var sizes = await database.TableSizesAsync(connection, cancellationToken);
        var now = time.UtcNow();
        var since = await SinceAsync(connection, now, cancellationToken);
        var report = new List<LayerSpace>();
        foreach (var layer in layers)
        {
            var names = layer.Tables.Select(t => t.Layout).Concat(layer.Secret).Select(t => t.Name);
            double? growth = since is { } from ? await CameAsync(connection, layer, sizes, from, cancellationToken) / (now - from).TotalDays : null;
            report.Add(new LayerSpace(layer.Layer, names.Sum(name => sizes.GetValueOrDefault(name)), (long?)growth));
        }
        return new SpaceReport(bytes, since, report);
    }

    /// <summary>The second day, or thirty days ago.</summary>
    private async Task<DateTime?> SinceAsync(System.Data.Common.DbConnection connection, DateTime now, CancellationToken cancellationToken)
    {
        // The first table of all is that of the sync runs.
        var (first, column) = layers.SelectMany(layer => layer.Tables).Where(table => table.Came is not null).Select(table => (table.Layout.Name, table.Came)).First();
        await using var select = connection.Command($"SELECT MIN({column}) FROM {first}");
        if ((await select.ReadAsync(row => row.UtcOrNull(0), cancellationToken))[0] is not { } began)
            return null;
        var since = began.AddDays(1) > now - s_longest ? began.AddDays(1) : now - s_longest;
        return since.AddDays(1) > now ? null : since;
    }

    private static async Task<double> CameAsync(System.Data.Common.DbConnection connection, LayerTables layer, IReadOnlyDictionary<string, long> sizes, DateTime since, CancellationToken cancellationToken)
    {
        var came = 0d;
        foreach (var table in layer.Tables)
        {
            if (table.Came is not { } column || sizes.GetValueOrDefault(table.Layout.Name) is not (> 0 and var bytes))
                continue;
            object from = table.Layout.Layout.Single(c => c.Name == column).Type == BulkType.Date ? DateOnly.FromDateTime(since) : since;
            await using var count = connection.Command($"SELECT COUNT(*), SUM(CASE WHEN {column} >= @since THEN 1 ELSE 0 END) FROM {table.Layout.Name}", ("@since", from));
            var (rows, ofThem) = (await count.ReadAsync(row => (row.Count(0), row.Count(1)), cancellationToken))[0];
            came += rows == 0 ? 0 : (double)bytes * ofThem / rows;
        }
        return came;
    }
}

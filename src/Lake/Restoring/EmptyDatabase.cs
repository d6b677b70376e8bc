using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Lake.Restoring;

/// <summary>Sees to it that a database has the tables and nothing in them.</summary>
internal sealed class EmptyDatabase(SqlDatabase database, IReadOnlyList<LayerTables> layers, IReadOnlyList<LayerMigrations> migrations)
{
    /// <summary>Makes the tables where there are none.</summary>
    /// <exception cref="ConfigurationException">There are rows, or tables of an earlier version. Nothing was changed.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var pending = new List<(LayerMigrations Layer, bool Any)>();
        foreach (var layer in migrations)
        {
            var missing = await layer.PendingAsync(cancellationToken);
            if (missing.Count > 0 && missing.Count < layer.Known.Count)
                throw new ConfigurationException($"The database at {database.Location} has {layer.Layer} tables of an earlier version. Restore into a database that is empty.");
            pending.Add((layer, missing.Count > 0));
        }
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            foreach (var layer in layers.Where(l => pending.Exists(p => p.Layer.Layer == l.Layer && !p.Any)))
                await CheckAsync(layer, sql => connection.Command(sql), cancellationToken);
        }
        foreach (var (layer, _) in pending.Where(p => p.Any))
            await layer.ApplyAsync(cancellationToken);
    }

    /// <exception cref="ConfigurationException">Somebody wrote rows meanwhile.</exception>
    public async Task CheckAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        foreach (var layer in layers)
            await CheckAsync(layer, sql => write.Command(sql), cancellationToken);
    }

    private async Task CheckAsync(LayerTables layer, Func<string, System.Data.Common.DbCommand> command, CancellationToken cancellationToken)
    {
        foreach (var table in layer.Tables.Select(t => t.Layout).Concat(layer.Secret))
        {
            await using var first = command(database.First($"SELECT \"{table.Key[0]}\" FROM {table.Name} ORDER BY \"{table.Key[0]}\"", 1));
            if ((await first.ReadAsync(_ => true, cancellationToken)).Count > 0)
                throw new ConfigurationException($"The database at {database.Location} is not empty: {table.Name} has rows. Restore into a database that is empty.");
        }
    }
}

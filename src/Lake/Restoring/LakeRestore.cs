using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Lake.Files;
using PokedexTop.Lake.Objects;
using PokedexTop.Lake.Rows;

namespace PokedexTop.Lake.Restoring;

/// <summary>What was restored.</summary>
/// <param name="Run">The run whose tables they are.</param>
/// <param name="WrittenAt">When that was.</param>
/// <param name="Users">Whether the lake had users' data.</param>
/// <param name="Tables">Rows by table.</param>
public sealed record LakeRestored(int Run, DateTime WrittenAt, bool Users, IReadOnlyList<RestoredTable> Tables);

/// <summary>A table that was restored.</summary>
public sealed record RestoredTable(string Name, long Rows);

/// <summary>Makes the tables of a lake's newest run again, row by row, in one transaction. Everything is checked before the database is touched.</summary>
public sealed class LakeRestore(SqlDatabase database, IEnumerable<LayerTables> layers, IEnumerable<LayerMigrations> migrations, LakeOptions options, TimeProvider time)
{
    private const int RowsOfBatch = 500;

    private readonly IReadOnlyList<LayerTables> _layers = [.. layers];
    private readonly IReadOnlyList<LayerMigrations> _migrations = [.. migrations];

    /// <exception cref="LakeException">A run of the lake is missing, damaged or newer than the program.</exception>
    /// <exception cref="ConfigurationException">The database is not empty, or has tables of another version.</exception>
    public async Task<LakeRestored> RestoreAsync(CancellationToken cancellationToken)
    {
        using var store = new LakeStore(options, time);
        var plan = RestorePlan.Of(await new Manifests(store).ChainAsync(cancellationToken), _layers);
        foreach (var layer in _migrations)
        {
            if (plan.Newest.Schema.TryGetValue(layer.Layer, out var version) && !LakeSchema.Knows(layer, version))
                throw new LakeException($"Run {plan.Newest.Run} has {layer.Layer} tables of version {version}, which this program does not know; use the newer one that wrote it.");
        }
        foreach (var file in plan.Tables.SelectMany(t => t.Files))
            await store.ReadAsync(file, cancellationToken);
        var empty = new EmptyDatabase(database, _layers, _migrations);
        await empty.PrepareAsync(cancellationToken);

        var restored = new List<RestoredTable>();
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        await empty.CheckAsync(write, cancellationToken);
        foreach (var table in plan.Tables)
            restored.Add(new RestoredTable(table.Table.Layout.Name, await FillAsync(store, write, table, cancellationToken)));
        await write.CommitAsync(cancellationToken);
        return new LakeRestored(plan.Newest.Run, plan.Newest.WrittenAt, plan.Newest.Users, restored);
    }

    private async Task<long> FillAsync(LakeStore store, WriteTransaction write, TablePlan plan, CancellationToken cancellationToken)
    {
        var layout = plan.Table.Layout;
        foreach (var file in plan.Files)
        {
            // Rows of a run that was not finished come again in a later file.
            await FillAsync(write, layout, file, await store.ReadAsync(file, cancellationToken), isLater: plan.Table.Life == RowLife.Work && file.Run > plan.Files[0].Run, cancellationToken);
        }
        await using var count = write.Command($"SELECT COUNT(*) FROM {layout.Name}");
        var rows = await count.CountAsync(cancellationToken);
        return rows == plan.Rows ? rows : throw new LakeException($"The lake's files have {rows:N0} rows of {layout.Name}, where its newest run tells of {plan.Rows:N0}. Nothing was restored.");
    }

    private async Task FillAsync(WriteTransaction write, TableLayout layout, ManifestFile file, byte[] content, bool isLater, CancellationToken cancellationToken)
    {
        try
        {
            using var source = RowFile.Open(file.Key, content, layout);
            var table = RowTables.Of(layout, source.Columns);
            foreach (var batch in source.Read().Chunk(RowsOfBatch))
            {
                if (isLater)
                    await database.UpsertAsync(write, table, batch, cancellationToken);
                else
                    await database.InsertAsync(write, table, batch, cancellationToken);
            }
        }
        catch (InvalidDataException error)
        {
            throw new LakeException($"Run {file.Run} cannot be read: {file.Key}: {error.Message}", error);
        }
    }
}

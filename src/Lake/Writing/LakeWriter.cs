using PokedexTop.Data;
using PokedexTop.Lake.Objects;

namespace PokedexTop.Lake.Writing;

/// <summary>What a write did.</summary>
/// <param name="Run">The lake's newest run; a new one if <paramref name="Written"/>.</param>
/// <param name="Written">False where nothing has changed since that run.</param>
/// <param name="Files">Files of the new run.</param>
/// <param name="Rows">Rows in them.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Removed">Files of users' data that were removed, being of earlier runs.</param>
public sealed record LakeWritten(int Run, bool Written, int Files, long Rows, long Bytes, int Removed);

/// <summary>
/// Writes what the lake has not yet: all tables as they are at one moment. Rows that only get more are added; a table whose rows
/// change is written whole if they did. The manifest is written last, and until then the run is none.
/// </summary>
public sealed class LakeWriter(SqlDatabase database, IEnumerable<LayerTables> layers, IEnumerable<LayerMigrations> migrations, LakeOptions options, TimeProvider time)
{
    /// <param name="forget">A user whose data leaves the lake and stays out of it; null for none.</param>
    /// <param name="cancellationToken">Stops it; the next write goes on.</param>
    /// <exception cref="LakeException">The store cannot be used, or the lake in it is damaged or newer than the program.</exception>
    public async Task<LakeWritten> WriteAsync(string? forget, CancellationToken cancellationToken)
    {
        using var store = new LakeStore(options, time);
        var manifests = new Manifests(store);
        var newest = await manifests.NewestAsync(cancellationToken);
        var before = newest?.Manifest;
        var tables = new List<ManifestTable>();
        Manifest manifest;
        await using (var connection = await database.OpenAsync(cancellationToken))
        await using (var snapshot = await database.BeginSnapshotAsync(connection, cancellationToken))
        {
            var moment = await LakeMoment.ReadAsync(database, connection, snapshot, before, (before?.Run ?? 0) + 1, time.UtcNow(), cancellationToken);
            string[] forgotten = [.. (before?.Forgotten ?? []).Append(forget).OfType<string>().Distinct(StringComparer.Ordinal)];
            foreach (var layer in layers)
            {
                foreach (var table in layer.Tables.Where(t => t.OwnedBy is null || options.Users))
                    tables.Add(await new TableWriter(store, moment, layer.Layer, table, forgotten).WriteAsync(cancellationToken));
            }
            var files = tables.SelectMany(t => t.Files).Where(f => f.Run == moment.Run).ToList();
            manifest = new Manifest
            {
                Format = Manifest.CurrentFormat,
                Run = moment.Run,
                WrittenAt = moment.At,
                Previous = newest?.Sha256,
                Database = database.Provider.ToString(),
                Schema = migrations.Where(m => layers.Any(l => l.Layer == m.Layer)).ToDictionary(m => m.Layer, m => LakeSchema.VersionOf(m)),
                Users = options.Users,
                Forgotten = forgotten,
                Unfinished = moment.Unfinished,
                Tables = tables,
                Rows = files.Sum(f => f.Rows),
                Bytes = files.Sum(f => f.Bytes),
                Complete = true,
            };
        }
        var changed = before is null || !IsSame(before, manifest);
        if (changed)
            await manifests.WriteAsync(manifest, cancellationToken);
        var removed = await RemoveEarlierUsersDataAsync(store, changed ? manifest : before!, cancellationToken);
        return changed
            ? new LakeWritten(manifest.Run, true, tables.Sum(t => t.Files.Count(f => f.Run == manifest.Run)), manifest.Rows, manifest.Bytes, removed)
            : new LakeWritten(before!.Run, false, 0, 0, 0, removed);
    }

    private static bool IsSame(Manifest before, Manifest now) =>
        now.Rows == 0 && (before.Users, before.Database, before.Forgotten.Count) == (now.Users, now.Database, now.Forgotten.Count)
        && before.Unfinished.SequenceEqual(now.Unfinished) && before.Schema.Count == now.Schema.Count && now.Schema.All(s => before.Schema.GetValueOrDefault(s.Key) == s.Value)
        && before.Tables.Select(t => (t.Name, t.Rows, t.LastId, t.Since, t.Fingerprint)).SequenceEqual(now.Tables.Select(t => (t.Name, t.Rows, t.LastId, t.Since, t.Fingerprint)));

    /// <summary>Of users the lake keeps what is, not what was: so whoever has left the program has left the lake.</summary>
    private static async Task<int> RemoveEarlierUsersDataAsync(LakeStore store, Manifest manifest, CancellationToken cancellationToken)
    {
        var kept = manifest.Tables.SelectMany(t => t.Files).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var removed = 0;
        foreach (var item in await store.ListAsync(LakeStore.UsersPrefix, cancellationToken))
        {
            if (kept.Contains(item.Key))
                continue;
            await store.DeleteAsync(item.Key, cancellationToken);
            removed++;
        }
        return removed;
    }
}

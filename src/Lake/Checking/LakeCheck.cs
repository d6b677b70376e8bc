using PokedexTop.Data;
using PokedexTop.Lake.Files;
using PokedexTop.Lake.Objects;
using PokedexTop.Lake.Restoring;

namespace PokedexTop.Lake.Checking;

/// <summary>What a look at every file found.</summary>
/// <param name="Run">The newest run; 0 where the manifests themselves are wrong.</param>
/// <param name="Files">Files that make the tables of that run.</param>
/// <param name="Rows">Rows in those that are whole.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Superseded">Other objects there: earlier runs' tables, and what interrupted writes left.</param>
/// <param name="Faults">What is wrong, a sentence each, with its run; none in a sound lake.</param>
public sealed record LakeChecked(int Run, int Files, long Rows, long Bytes, int Superseded, IReadOnlyList<string> Faults);

/// <summary>Reads every file that a restore would need and compares it with its manifest; the database is not asked.</summary>
public sealed class LakeCheck(IEnumerable<LayerTables> layers, LakeOptions options, TimeProvider time)
{
    /// <exception cref="LakeException">The store cannot be used.</exception>
    public async Task<LakeChecked> CheckAsync(CancellationToken cancellationToken)
    {
        using var store = new LakeStore(options, time);
        var objects = (await store.ListAsync("", cancellationToken)).Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
        RestorePlan plan;
        int runs;
        try
        {
            var chain = await new Manifests(store).ChainAsync(cancellationToken);
            (plan, runs) = (RestorePlan.Of(chain, layers), chain.Count);
        }
        catch (LakeException error) when (error.InnerException is not Images.Stores.ImageStoreException)
        {
            return new LakeChecked(0, 0, 0, 0, 0, [error.Message]);
        }
        var (faults, rows, bytes, files) = (new List<string>(), 0L, 0L, 0);
        foreach (var table in plan.Tables)
        {
            foreach (var file in table.Files)
            {
                files++;
                try
                {
                    var content = await store.ReadAsync(file, cancellationToken);
                    using var source = RowFile.Open(file.Key, content, table.Table.Layout);
                    var counted = source.Read().LongCount();
                    if (counted != file.Rows)
                        faults.Add($"Run {file.Run} is damaged: {file.Key} has {counted:N0} rows, not {file.Rows:N0}.");
                    (rows, bytes) = (rows + counted, bytes + content.Length);
                }
                catch (LakeException error) when (error.InnerException is null)
                {
                    faults.Add(error.Message);
                }
                catch (InvalidDataException error)
                {
                    faults.Add($"Run {file.Run} is damaged: {file.Key}: {error.Message}");
                }
            }
        }
        return new LakeChecked(plan.Newest.Run, files, rows, bytes, objects.Count - runs - plan.Tables.Sum(t => t.Files.Count(f => objects.Contains(f.Key))), faults);
    }
}

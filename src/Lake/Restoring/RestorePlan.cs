using PokedexTop.Data;
using PokedexTop.Lake.Objects;

namespace PokedexTop.Lake.Restoring;

/// <summary>The files whose rows are a table, oldest first, and how many rows those are.</summary>
internal sealed record TablePlan(StoredTable Table, long Rows, IReadOnlyList<ManifestFile> Files);

/// <summary>What of a lake makes the tables as they were at its newest run.</summary>
internal sealed class RestorePlan
{
    private RestorePlan(Manifest newest, IReadOnlyList<TablePlan> tables) => (Newest, Tables) = (newest, tables);

    public Manifest Newest { get; }

    /// <summary>In an order in which they can be filled.</summary>
    public IReadOnlyList<TablePlan> Tables { get; }

    /// <param name="chain">Every manifest, oldest first.</param>
    /// <param name="layers">The tables the program knows.</param>
    /// <exception cref="LakeException">The lake has a table that the program has not.</exception>
    public static RestorePlan Of(IReadOnlyList<Manifest> chain, IEnumerable<LayerTables> layers)
    {
        var newest = chain[^1];
        var known = layers.SelectMany(l => l.Tables).ToList();
        if (newest.Tables.FirstOrDefault(t => known.TrueForAll(k => k.Layout.Name != t.Name)) is { } unknown)
            throw new LakeException($"Run {newest.Run} has a table {unknown.Name} that this program does not know; use the newer one that wrote it.");
        var tables = from table in known
                     let held = newest.Tables.FirstOrDefault(t => t.Name == table.Layout.Name)
                     where held is not null
                     select new TablePlan(table, held.Rows, table.Life == RowLife.Changing ? held.Files : FilesSince(chain, held));
        return new RestorePlan(newest, [.. tables]);
    }

    private static IReadOnlyList<ManifestFile> FilesSince(IReadOnlyList<Manifest> chain, ManifestTable held) =>
        [.. chain.Where(m => m.Run >= held.Since).SelectMany(m => m.Tables.Where(t => t.Name == held.Name).SelectMany(t => t.Files))];
}

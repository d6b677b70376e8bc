namespace PokedexTop.Data;

/// <summary>What may become of a table's rows, for whoever copies only what is new.</summary>
public enum RowLife
{
    /// <summary>They come, change and go.</summary>
    Changing,

    /// <summary>They stay as they were written, and their ids ascend; old ones may be thinned.</summary>
    Kept,

    /// <summary>The same, but until the sync run of their <c>sync_id</c> is finished they change.</summary>
    Work,
}

/// <summary>A table that holds what nobody could fetch again.</summary>
/// <param name="Layout">Its columns.</param>
/// <param name="Life">What may become of its rows.</param>
/// <param name="OwnedBy">What gives the id of the user whose row it is, in SQL; null where rows are nobody's.</param>
/// <param name="Came">The column that says when a row came; null where none does.</param>
public sealed record StoredTable(TableLayout Layout, RowLife Life = RowLife.Changing, string? OwnedBy = null, string? Came = null);

/// <summary>Every table of a layer.</summary>
/// <param name="Layer">bronze, silver, images or gold.</param>
/// <param name="Tables">In an order in which empty ones can be filled.</param>
/// <param name="Secret">Names of those that hold what opens doors: they are copied nowhere.</param>
public sealed record LayerTables(string Layer, IReadOnlyList<StoredTable> Tables, params IReadOnlyList<TableLayout> Secret);

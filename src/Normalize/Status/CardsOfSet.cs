using PokedexTop.Data;

namespace PokedexTop.Normalize.Status;

/// <summary>How many cards silver has of a set.</summary>
/// <param name="SetId">The silver set.</param>
/// <param name="Current">Those that a feed lists.</param>
/// <param name="Retired">Those that none lists any more.</param>
/// <param name="Merged">Ids that were found to be other cards.</param>
internal sealed record CardsOfSet(string SetId, long Current, long Retired, long Merged)
{
    // Reads every card, as no index says which are retired: once for the totals and the sets.
    private const string Cards =
        """
        SELECT set_id, SUM(CASE WHEN retired_at IS NULL AND merged_into IS NULL THEN 1 ELSE 0 END),
            SUM(CASE WHEN retired_at IS NOT NULL AND merged_into IS NULL THEN 1 ELSE 0 END),
            SUM(CASE WHEN merged_into IS NOT NULL THEN 1 ELSE 0 END)
        FROM silver_tcg_cards GROUP BY set_id
        """;

    public static async Task<List<CardsOfSet>> ReadAsync(SqlDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(Cards);
        return await select.ReadAsync(row => new CardsOfSet(row.GetString(0), row.Count(1), row.Count(2), row.Count(3)), cancellationToken);
    }
}

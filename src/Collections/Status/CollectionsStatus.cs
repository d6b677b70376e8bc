using PokedexTop.Data;

namespace PokedexTop.Collections.Status;

/// <summary>What collections hold, over all users.</summary>
/// <param name="Users">People there are.</param>
/// <param name="Collectors">Those who own something.</param>
/// <param name="Lots">Lots that are owned.</param>
/// <param name="Copies">Copies in them.</param>
/// <param name="Cards">Cards of which somebody owns a copy.</param>
/// <param name="Wished">Copies that are wished for.</param>
/// <param name="Retired">Lots, of whichever list, of cards that no source has any more.</param>
/// <param name="Backlog">Lots whose card became another and that have not followed yet.</param>
public sealed record CollectionsReport(long Users, long Collectors, long Lots, long Copies, long Cards, long Wished, long Retired, long Backlog);

/// <summary>Counts over the gold tables.</summary>
public sealed class CollectionsStatus(SqlDatabase database)
{
    public async Task<CollectionsReport> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT (SELECT COUNT(*) FROM gold_users),
                (SELECT COUNT(DISTINCT user_id) FROM gold_user_collections WHERE list = 'owned'), (SELECT COUNT(*) FROM gold_user_collections WHERE list = 'owned'),
                (SELECT COALESCE(SUM(quantity), 0) FROM gold_user_collections WHERE list = 'owned'), (SELECT COUNT(DISTINCT card_id) FROM gold_user_collections WHERE list = 'owned'),
                (SELECT COALESCE(SUM(quantity), 0) FROM gold_user_collections WHERE list = 'wishlist'),
                (SELECT COUNT(*) FROM gold_user_collections l JOIN silver_tcg_cards c ON c.card_id = l.card_id WHERE c.retired_at IS NOT NULL),
                (SELECT COUNT(*) FROM gold_user_collections l JOIN silver_tcg_cards c ON c.card_id = l.card_id WHERE c.merged_into IS NOT NULL)
            """);
        return (await select.ReadAsync(r => new CollectionsReport(r.Count(0), r.Count(1), r.Count(2), r.Count(3), r.Count(4), r.Count(5), r.Count(6), r.Count(7)), cancellationToken))[0];
    }
}

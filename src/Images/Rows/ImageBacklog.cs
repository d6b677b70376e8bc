using System.Data.Common;
using PokedexTop.Data;

namespace PokedexTop.Images.Rows;

/// <summary>What Images has still to do, from the tables: pictures of cards and sets.</summary>
/// <param name="Unplanned">Cards that have no rows yet or changed since they were looked at, and sets' pictures likewise.</param>
/// <param name="ToFetch">Pictures whose source is to be asked now.</param>
/// <param name="ToRender">Pictures whose renditions are to be made again.</param>
public sealed record ImageBacklogCounts(int Unplanned, int ToFetch, int ToRender)
{
    public int Total => Unplanned + ToFetch + ToRender;
}

/// <summary>Counts Images' backlog.</summary>
public sealed class ImageBacklog(SqlDatabase database, TimeProvider time)
{
    /// <summary>The condition on a silver card <c>c</c> that it has no rows. A card merged into another needs none.</summary>
    internal const string IsNew =
        $"""
        NOT EXISTS (SELECT 1 FROM silver_card_images i WHERE i.card_id = c.card_id AND i.{PictureRows.CardControl})
        AND NOT EXISTS (SELECT 1 FROM silver_tcg_cards m WHERE m.card_id = c.card_id AND m.merged_into IS NOT NULL)
        """;

    /// <summary>The condition on a card's control row <c>i</c> that its card changed since its addresses were looked at.</summary>
    internal const string HasChanged =
        "i.change_id IS NOT NULL AND i.change_id <> (SELECT MAX(h.id) FROM silver_changes h WHERE h.card_id = i.card_id)";

    // Counting joins indexes once, which costs less than looking for the first few one by one where there are none.
    private const string CountNew = $"(SELECT COUNT(*) FROM silver_tcg_cards c WHERE {IsNew})";

    private const string CountChanged =
        """
        (SELECT COUNT(*) FROM silver_card_images i JOIN (SELECT card_id, MAX(id) AS id FROM silver_changes GROUP BY card_id) h ON h.card_id = i.card_id
        WHERE i.change_id IS NOT NULL AND i.change_id <> h.id)
        """;

    /// <summary>What is to be done now.</summary>
    public async Task<ImageBacklogCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await CountAsync(connection, time.UtcNow(), cancellationToken);
    }

    /// <summary>What was to be done at a moment and still is, and what was never tried: attempts made since have put the next one off.</summary>
    public async Task<ImageBacklogCounts> CountUntriedAsync(DateTime asOf, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var due = await CountAsync(connection, asOf, cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT
            (SELECT COUNT(*) FROM silver_card_images WHERE {PictureRows.CardControl} AND status = 'pending' AND attempts = 0 AND next_attempt_at > @now)
            + (SELECT COUNT(*) FROM silver_set_images WHERE status = 'pending' AND attempts = 0 AND next_attempt_at > @now)
            """, ("@now", asOf));
        return due with { ToFetch = due.ToFetch + (int)await select.CountAsync(cancellationToken) };
    }

    /// <summary>Cards without rows, and cards that changed since they were looked at.</summary>
    public async Task<(int New, int Changed)> CountUnplannedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"SELECT {CountNew}, {CountChanged}");
        return (await select.ReadAsync(row => ((int)row.Count(0), (int)row.Count(1)), cancellationToken))[0];
    }

    private static async Task<ImageBacklogCounts> CountAsync(DbConnection connection, DateTime asOf, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(
            $"""
            SELECT {CountNew}, {CountChanged},
            (SELECT COUNT(*) FROM silver_card_images WHERE next_attempt_at <= @now),
            (SELECT COUNT(*) FROM silver_set_images WHERE next_attempt_at <= @now),
            (SELECT COUNT(*) FROM silver_card_images WHERE settings = '')
            """, ("@now", asOf));
        var n = (await select.ReadAsync(row => Enumerable.Range(0, 5).Select(i => (int)row.Count(i)).ToArray(), cancellationToken))[0];
        var sets = await SetPictures.BehindAsync(connection.Command, cancellationToken);
        return new ImageBacklogCounts(n[0] + n[1] + sets.Count, n[2] + n[3], n[4]);
    }
}

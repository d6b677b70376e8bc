using System.Text.Json;
using PokedexTop.Data;

namespace PokedexTop.Normalize.History;

/// <summary>What happened to a card: a row of <c>silver_changes</c>.</summary>
/// <param name="Id">Ids follow the order of commits and are never used again: a reader that remembers the last one misses nothing.</param>
/// <param name="CardId">The card.</param>
/// <param name="Kind">appeared, changed, retired, returned, merged.</param>
/// <param name="Fields">The columns that changed.</param>
/// <param name="Became">The card it was found to be, of one that was merged.</param>
/// <param name="At">UTC.</param>
/// <param name="SyncId">The sync that brought it about; null where none did.</param>
public sealed record CatalogueChange(long Id, string CardId, string Kind, IReadOnlyList<string> Fields, string? Became, DateTime At, Guid? SyncId);

/// <summary>Reads the catalogue's changes in their order.</summary>
public sealed class ChangeFeed(SqlDatabase database)
{
    /// <summary>The first changes after one, and how many there are.</summary>
    /// <param name="after">The last change that is known; 0 for none.</param>
    /// <param name="most">Changes to give.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(List<CatalogueChange> Changes, long Total)> ReadAsync(long after, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var count = connection.Command("SELECT COUNT(*) FROM silver_changes WHERE id > @after", ("@after", after));
        var total = await count.CountAsync(cancellationToken);
        if (total == 0)
            return ([], 0);
        await using var select = connection.Command(
            database.First(
                """
                SELECT h.id, h.card_id, h.kind, h.fields, CASE WHEN h.kind = 'merged' THEN c.merged_into END, h.at, h.sync_id
                FROM silver_changes h LEFT JOIN silver_tcg_cards c ON c.card_id = h.card_id WHERE h.id > @after ORDER BY h.id
                """, most), ("@after", after));
        return (await select.ReadAsync(
            r => new CatalogueChange(r.GetInt64(0), r.GetString(1), r.GetString(2), Fields(r.TextOrNull(3)), r.TextOrNull(4), r.Utc(5), Guid.TryParse(r.TextOrNull(6), out var sync) ? sync : null),
            cancellationToken), total);
    }

    /// <summary>The newest change; 0 where there is none.</summary>
    public async Task<long> NewestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT COALESCE(MAX(id), 0) FROM silver_changes");
        return await select.CountAsync(cancellationToken);
    }

    private static List<string> Fields(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<string>>(json) ?? [];
}

using PokedexTop.Data;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// The starter catalogue gives way to the first real feed: its silver rows go, in the transaction that brings the first real
/// set. Rows whose ids readers may have noted stay: each card leaves as a change, what was in quarantine as resolved.
/// </summary>
internal static class StarterRows
{
    private const string Cards = "SELECT card_id FROM silver_card_identities WHERE feed = 'starter' AND card_id IS NOT NULL";

    private const string Left =
        $"""
        INSERT INTO silver_changes (id, card_id, kind, bronze_id, at)
        SELECT (SELECT COALESCE(MAX(h.id), 0) FROM silver_changes h) + ROW_NUMBER() OVER (ORDER BY c.card_id), c.card_id, '{ChangeKind.Retired}', c.bronze_id, @now
        FROM silver_tcg_cards c WHERE c.retired_at IS NULL AND c.card_id IN ({Cards})
        """;

    public static async Task RemoveForAsync(WriteTransaction write, string feed, DateTime now, CancellationToken cancellationToken)
    {
        if (feed == SourceSelection.Starter)
            return;
        await using var any = write.Command("SELECT COUNT(*) FROM silver_set_identities WHERE feed = 'starter'");
        if (await any.CountAsync(cancellationToken) == 0)
            return;
        await write.ExecuteAsync(Left, [("@now", now)], cancellationToken);
        await write.ExecuteAsync("UPDATE silver_rejects SET resolved_at = @now, last_at = @now WHERE resolved_at IS NULL AND \"key\" LIKE 'starter/%'", [("@now", now)], cancellationToken);
        foreach (var statement in new[]
        {
            $"DELETE FROM silver_tcg_card_pokemon WHERE card_id IN ({Cards})",
            $"DELETE FROM silver_card_prices WHERE card_id IN ({Cards})",
            $"DELETE FROM silver_quality_issues WHERE card_id IN ({Cards})",
            "DELETE FROM silver_quality_issues WHERE set_id IN (SELECT set_id FROM silver_set_identities WHERE feed = 'starter')",
            $"DELETE FROM silver_tcg_cards WHERE card_id IN ({Cards})",
            "DELETE FROM silver_tcg_sets WHERE set_id IN (SELECT set_id FROM silver_set_identities WHERE feed = 'starter' AND set_id IS NOT NULL)",
            "DELETE FROM silver_card_identities WHERE feed = 'starter'",
            "DELETE FROM silver_set_identities WHERE feed = 'starter'",
        })
        {
            await write.ExecuteAsync(statement, [], cancellationToken);
        }
    }
}

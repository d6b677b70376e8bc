using PokedexTop.Hosting.Data;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Normalize.Silver;

/// <summary>The starter catalogue gives way to the first real feed: its silver rows go, in the transaction that brings the first real set.</summary>
internal static class StarterRows
{
    private const string Cards = "SELECT card_id FROM silver_card_identities WHERE feed = 'starter' AND card_id IS NOT NULL";

    public static async Task RemoveForAsync(WriteTransaction write, string feed, CancellationToken cancellationToken)
    {
        if (feed == SourceSelection.Starter)
            return;
        await using var any = write.Command("SELECT COUNT(*) FROM silver_set_identities WHERE feed = 'starter'");
        if (Convert.ToInt64(await any.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) == 0)
            return;
        foreach (var statement in new[]
        {
            $"DELETE FROM silver_tcg_card_pokemon WHERE card_id IN ({Cards})",
            $"DELETE FROM silver_card_prices WHERE card_id IN ({Cards})",
            $"DELETE FROM silver_quality_issues WHERE card_id IN ({Cards})",
            "DELETE FROM silver_quality_issues WHERE set_id IN (SELECT set_id FROM silver_set_identities WHERE feed = 'starter')",
            $"DELETE FROM silver_changes WHERE card_id IN ({Cards})",
            $"DELETE FROM silver_tcg_cards WHERE card_id IN ({Cards})",
            "DELETE FROM silver_tcg_sets WHERE set_id IN (SELECT set_id FROM silver_set_identities WHERE feed = 'starter' AND set_id IS NOT NULL)",
            "DELETE FROM silver_rejects WHERE bronze_id IN (SELECT id FROM bronze_tcg_cards WHERE feed = 'starter')",
            "DELETE FROM silver_card_identities WHERE feed = 'starter'",
            "DELETE FROM silver_set_identities WHERE feed = 'starter'",
        })
        {
            await write.ExecuteAsync(statement, [], cancellationToken);
        }
    }
}

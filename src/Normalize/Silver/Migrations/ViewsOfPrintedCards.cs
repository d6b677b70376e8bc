using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;

namespace PokedexTop.Normalize.Silver.Migrations;

/// <summary>
/// Two views anew: cards of another game are no part of what a generation or a rarity has in print. As a migration's text it is never changed.
/// </summary>
internal static class ViewsOfPrintedCards
{
    private const string GenerationCompletion =
        """
        CREATE VIEW generation_completion AS
        SELECT m.generation, COUNT(DISTINCT m.pokedex_number) AS species, COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) AS species_with_cards,
            COUNT(DISTINCT c.card_id) AS cards,
            ROUND(100.0 * COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) / COUNT(DISTINCT m.pokedex_number), 1) AS percent_of_species
        FROM silver_pokemon_master m
        LEFT JOIN silver_tcg_card_pokemon l ON l.pokedex_number = m.pokedex_number
        LEFT JOIN (SELECT t.card_id FROM silver_tcg_cards t JOIN silver_tcg_sets s ON s.set_id = t.set_id
            WHERE t.retired_at IS NULL AND t.merged_into IS NULL AND s.game = 'tcg') c ON c.card_id = l.card_id
        GROUP BY m.generation;
        """;

    public static void Create(MigrationBuilder migration, DatabaseProvider provider) =>
        FirstViews.Replace(migration, provider, ("generation_completion", GenerationCompletion), ("rarity_ranks", RarityRanks(provider)));

    /// <summary>Puts the views before these in their place.</summary>
    public static void Drop(MigrationBuilder migration, DatabaseProvider provider) => FirstViews.Restore(migration, provider, "generation_completion", "rarity_ranks");

    // A database that was made before its texts were compared byte by byte may have another collation in one of the two.
    private static string RarityRanks(DatabaseProvider provider)
    {
        var binary = provider == DatabaseProvider.SqlServer ? " COLLATE Latin1_General_100_BIN2" : "";
        return
            $"""
            CREATE VIEW rarity_ranks AS
            SELECT a.rarity, r.rank, a.cards
            FROM (SELECT t.rarity{binary} AS rarity, COUNT(*) AS cards FROM silver_tcg_cards t JOIN silver_tcg_sets s ON s.set_id = t.set_id
                WHERE t.retired_at IS NULL AND t.merged_into IS NULL AND t.rarity IS NOT NULL AND s.game = 'tcg' GROUP BY t.rarity{binary}) a
            LEFT JOIN silver_rarities r ON r.rarity = a.rarity;
            """;
    }
}

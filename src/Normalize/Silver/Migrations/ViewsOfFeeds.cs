using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;

namespace PokedexTop.Normalize.Silver.Migrations;

/// <summary>
/// Two views anew, since sets and cards come from several feeds: a set of silver may be two of a feed's, is no set any more once it was
/// found to be another, and belongs to a game. As a migration's text it is never changed.
/// </summary>
internal static class ViewsOfFeeds
{
    private const string CurrentCards =
        """
        CREATE VIEW current_cards AS
        SELECT c.card_id, c.set_id, s.name AS set_name, s.series, s.release_date, c.name, c.number, c.number_sort, c.supertype, c.subtypes, c.types,
            c.rarity, c.hp, c.artist, c.flavor_text, c.level, c.evolves_from, c.evolves_to, c.rules, c.abilities, c.attacks, c.weaknesses,
            c.resistances, c.retreat_cost, c.converted_retreat_cost, c.regulation_mark, c.ancient_trait, c.legalities, c.image_small_url,
            c.image_large_url, c.extra, s.game
        FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id
        WHERE c.retired_at IS NULL AND c.merged_into IS NULL;
        """;

    // A feed in another language lists what stands beside the cards. Where two feeds know a set, it may have cards that the longer list lacks.
    private const string SetCompletion =
        """
        CREATE VIEW set_completion AS
        SELECT s.set_id, s.name, s.series, s.release_date, s.printed_total, s.total, i.listed, COALESCE(c.cards, 0) AS cards,
            ROUND(100.0 * CASE WHEN c.cards > i.listed THEN i.listed ELSE COALESCE(c.cards, 0) END / NULLIF(i.listed, 0), 1) AS percent_of_listed,
            ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(s.total, 0), 1) AS percent_of_total, s.game
        FROM silver_tcg_sets s
        LEFT JOIN (SELECT f.set_id, MAX(f.listed) AS listed FROM (
            SELECT set_id, feed, SUM(listed) AS listed FROM silver_set_identities WHERE feed NOT LIKE '%/%' OR feed LIKE '%/en' GROUP BY set_id, feed) f
            GROUP BY f.set_id) i ON i.set_id = s.set_id
        LEFT JOIN (SELECT set_id, COUNT(*) AS cards FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL GROUP BY set_id) c ON c.set_id = s.set_id
        WHERE s.merged_into IS NULL;
        """;

    public static void Create(MigrationBuilder migration, DatabaseProvider provider) =>
        FirstViews.Replace(migration, provider, ("current_cards", CurrentCards), ("set_completion", SetCompletion));

    /// <summary>Puts the views before these in their place.</summary>
    public static void Drop(MigrationBuilder migration, DatabaseProvider provider) => FirstViews.Restore(migration, provider, "current_cards", "set_completion");
}

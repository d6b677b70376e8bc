using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver.Migrations;

/// <summary>
/// The views for people who query, the same on all three databases (docs/querying.md). As a migration's text it is never
/// changed: a view that changes is dropped by a later migration and made anew, and so are all of them around one that
/// rebuilds a table on SQLite.
/// </summary>
internal static class FirstViews
{
    private const string CurrentCards =
        """
        SELECT c.card_id, c.set_id, s.name AS set_name, s.series, s.release_date, c.name, c.number, c.number_sort, c.supertype, c.subtypes, c.types,
            c.rarity, c.hp, c.artist, c.flavor_text, c.level, c.evolves_from, c.evolves_to, c.rules, c.abilities, c.attacks, c.weaknesses,
            c.resistances, c.retreat_cost, c.converted_retreat_cost, c.regulation_mark, c.ancient_trait, c.legalities, c.image_small_url,
            c.image_large_url, c.extra
        FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id
        WHERE c.retired_at IS NULL AND c.merged_into IS NULL
        """;

    private const string LatestPrices =
        """
        SELECT p.card_id, p.market, p.finish, p.observed_on, p.currency, p.low, p.mid, p.high, p.market_price, p.direct_low, p.average_sell,
            p.average1, p.average7, p.average30, p.low_excellent_plus, p.suggested, p.german_pro_low
        FROM silver_card_prices p
        WHERE NOT EXISTS (SELECT 1 FROM silver_card_prices n
            WHERE n.card_id = p.card_id AND n.market = p.market AND n.finish = p.finish AND n.observed_on > p.observed_on)
        """;

    private const string SetCompletion =
        """
        SELECT s.set_id, s.name, s.series, s.release_date, s.printed_total, s.total, i.listed, COALESCE(c.cards, 0) AS cards,
            ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(i.listed, 0), 1) AS percent_of_listed,
            ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(s.total, 0), 1) AS percent_of_total
        FROM silver_tcg_sets s
        LEFT JOIN (SELECT set_id, MAX(listed) AS listed FROM silver_set_identities GROUP BY set_id) i ON i.set_id = s.set_id
        LEFT JOIN (SELECT set_id, COUNT(*) AS cards FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL GROUP BY set_id) c ON c.set_id = s.set_id
        """;

    private const string GenerationCompletion =
        """
        SELECT m.generation, COUNT(DISTINCT m.pokedex_number) AS species, COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) AS species_with_cards,
            COUNT(DISTINCT c.card_id) AS cards,
            ROUND(100.0 * COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) / COUNT(DISTINCT m.pokedex_number), 1) AS percent_of_species
        FROM silver_pokemon_master m
        LEFT JOIN silver_tcg_card_pokemon l ON l.pokedex_number = m.pokedex_number
        LEFT JOIN silver_tcg_cards c ON c.card_id = l.card_id AND c.retired_at IS NULL AND c.merged_into IS NULL
        GROUP BY m.generation
        """;

    // Keys are compared byte by byte on SQL Server, other texts by language; it refuses to compare the two as they are.
    private static string RarityRanks(string binary) =>
        $"""
        SELECT a.rarity, r.rank, a.cards
        FROM (SELECT rarity{binary} AS rarity, COUNT(*) AS cards FROM silver_tcg_cards
            WHERE retired_at IS NULL AND merged_into IS NULL AND rarity IS NOT NULL GROUP BY rarity{binary}) a
        LEFT JOIN silver_rarities r ON r.rarity = a.rarity
        """;

    /// <summary>The statements that make them.</summary>
    public static IReadOnlyList<string> Statements(DatabaseProvider provider) =>
    [
        .. new[]
        {
            ("current_cards", CurrentCards),
            ("latest_prices", LatestPrices),
            ("set_completion", SetCompletion),
            ("generation_completion", GenerationCompletion),
            ("rarity_ranks", RarityRanks(provider == DatabaseProvider.SqlServer ? " COLLATE Latin1_General_100_BIN2" : "")),
        }.Select(view => $"CREATE VIEW {view.Item1} AS\n{view.Item2.ReplaceLineEndings("\n")};"),
    ];

    public static void Create(MigrationBuilder migration, DatabaseProvider provider)
    {
        foreach (var create in Statements(provider))
            Create(migration, provider, create);
        // How many cards each set lists is learned when its latest complete fetch is compared once more.
        migration.Sql("UPDATE silver_set_identities SET applied_members = NULL;");
    }

    /// <summary>Makes some views anew.</summary>
    public static void Replace(MigrationBuilder migration, DatabaseProvider provider, params ReadOnlySpan<(string Name, string Create)> views)
    {
        foreach (var (name, _) in views)
            migration.Sql($"DROP VIEW {name};");
        foreach (var (_, create) in views)
            Create(migration, provider, create.ReplaceLineEndings("\n"));
    }

    /// <summary>Puts these views in the place of later ones of the same names.</summary>
    public static void Restore(MigrationBuilder migration, DatabaseProvider provider, params string[] names)
    {
        foreach (var name in names)
            migration.Sql($"DROP VIEW {name};");
        foreach (var view in Statements(provider).Where(create => names.Any(name => create.StartsWith($"CREATE VIEW {name} ", StringComparison.Ordinal))))
            Create(migration, provider, view);
    }

    private static void Create(MigrationBuilder migration, DatabaseProvider provider, string create) =>
        // There a view is made by a batch of its own, which a script that asks first whether to make it has not.
        migration.Sql(provider == DatabaseProvider.SqlServer ? $"EXEC(N'{create.Replace("'", "''", StringComparison.Ordinal)}');" : create);

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var view in new[] { "rarity_ranks", "generation_completion", "set_completion", "latest_prices", "current_cards" })
            migration.Sql($"DROP VIEW {view};");
    }
}

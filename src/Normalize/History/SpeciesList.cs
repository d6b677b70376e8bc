using PokedexTop.Data;
using KnownSpecies = PokedexTop.Catalogue.Species.SpeciesList;

namespace PokedexTop.Normalize.History;

/// <summary>A species and how many current cards show it.</summary>
public sealed record SpeciesEntry(int PokedexNumber, string Name, int Generation, bool? IsLegendary, bool? IsMythical, bool? IsBaby, int? EvolvesFrom, string? Color, int Cards);

/// <summary>A generation, how many of its species have a current card, and how many such cards there are. Of one that comes after the program only its number is known.</summary>
public sealed record GenerationEntry(int Generation, string? Name, string? Region, int? FirstNumber, int? LastNumber, int Species, int SpeciesWithCards, int Cards);

/// <summary>Reads species and generations.</summary>
public sealed class SpeciesList(SqlDatabase database)
{
    /// <summary>The species after a number, in their order.</summary>
    public async Task<List<SpeciesEntry>> ReadAsync(int after, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            database.First(
                """
                SELECT m.pokedex_number, m.name, m.generation, m.is_legendary, m.is_mythical, m.is_baby, m.evolves_from, m.color, (
                    SELECT COUNT(DISTINCT c.card_id) FROM silver_tcg_card_pokemon l JOIN silver_tcg_cards c ON c.card_id = l.card_id JOIN silver_tcg_sets s ON s.set_id = c.set_id
                    WHERE l.pokedex_number = m.pokedex_number AND c.retired_at IS NULL AND c.merged_into IS NULL AND s.game = 'tcg')
                FROM silver_pokemon_master m WHERE m.pokedex_number > @after ORDER BY m.pokedex_number
                """, most), ("@after", after));
        return await select.ReadAsync(
            r => new SpeciesEntry(r.GetInt32(0), r.GetString(1), r.GetInt32(2), Flag(r, 3), Flag(r, 4), Flag(r, 5), r.IntOrNull(6), r.TextOrNull(7), (int)r.Count(8)), cancellationToken);

        static bool? Flag(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);
    }

    /// <summary>How many there are.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT COUNT(*) FROM silver_pokemon_master");
        return await select.CountAsync(cancellationToken);
    }

    public async Task<List<GenerationEntry>> GenerationsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT generation, species, species_with_cards, cards FROM generation_completion ORDER BY generation");
        return await select.ReadAsync(
            r =>
            {
                var known = KnownSpecies.Generations.FirstOrDefault(g => g.Number == r.GetInt32(0));
                return new GenerationEntry(r.GetInt32(0), known?.Name, known?.Region, known?.FirstNumber, known?.LastNumber, (int)r.Count(1), (int)r.Count(2), (int)r.Count(3));
            }, cancellationToken);
    }
}

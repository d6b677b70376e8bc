using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PokedexTop.Catalogue.Species;

/// <summary>
/// Every species there is, inside the program, so that scopes and the species master work without a network.
/// <c>species.txt</c> holds the names, a line each, in the order of the National Pokédex.
/// </summary>
public static class SpeciesList
{
    private static readonly Lazy<PokemonSpecies[]> s_all = new(Load);

    private static readonly Lazy<Dictionary<string, PokemonSpecies>> s_byKey =
        new(() => s_all.Value.ToDictionary(species => SpeciesName.KeyOf(species.Name), StringComparer.Ordinal));

    /// <summary>All generations, oldest first; together they cover every number once.</summary>
    public static IReadOnlyList<PokemonGeneration> Generations { get; } =
    [
        new(1, "Generation I", "Kanto", 1, 151),
        new(2, "Generation II", "Johto", 152, 251),
        new(3, "Generation III", "Hoenn", 252, 386),
        new(4, "Generation IV", "Sinnoh", 387, 493),
        new(5, "Generation V", "Unova", 494, 649),
        new(6, "Generation VI", "Kalos", 650, 721),
        new(7, "Generation VII", "Alola", 722, 809),
        new(8, "Generation VIII", "Galar", 810, 905),
        new(9, "Generation IX", "Paldea", 906, 1025),
    ];

    /// <summary>Finds a generation as people and PokéAPI name it: <c>1</c>, <c>I</c>, <c>Kanto</c>, <c>generation-i</c>, <c>Gen 1</c>.</summary>
    public static PokemonGeneration? FindGeneration(string text)
    {
        var key = SpeciesName.KeyOf(text);
        var name = key.StartsWith("generation", StringComparison.Ordinal) ? key["generation".Length..] : key.StartsWith("gen", StringComparison.Ordinal) ? key["gen".Length..] : key;
        return Generations.FirstOrDefault(g => name == g.Number.ToString(CultureInfo.InvariantCulture) || name == SpeciesName.KeyOf(g.Name["Generation ".Length..]) || name == SpeciesName.KeyOf(g.Region));
    }

    /// <summary>All 1,025 species; number n stands at index n - 1.</summary>
    public static IReadOnlyList<PokemonSpecies> All => s_all.Value;

    /// <summary>Finds a species by its National Pokédex number.</summary>
    public static bool TryGet(int number, [NotNullWhen(true)] out PokemonSpecies? species)
    {
        species = number >= 1 && number <= s_all.Value.Length ? s_all.Value[number - 1] : null;
        return species is not null;
    }

    /// <summary>Finds a species by its English name or slug; case, accents, spaces and punctuation do not matter.</summary>
    /// <param name="name">As <c>Mr. Mime</c>, <c>mr-mime</c>, <c>flabebe</c>, <c>nidoran-f</c>. The whole name: <c>Nidoran</c> alone is none.</param>
    public static PokemonSpecies? FindByName(string name) => s_byKey.Value.GetValueOrDefault(SpeciesName.KeyOf(name));

    private static PokemonSpecies[] Load()
    {
        using var resource = typeof(SpeciesList).Assembly.GetManifestResourceStream("species.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        var all = new PokemonSpecies[Generations[^1].LastNumber];
        foreach (var generation in Generations)
            for (var number = generation.FirstNumber; number <= generation.LastNumber; number++)
                all[number - 1] = new PokemonSpecies(number, reader.ReadLine()!, generation.Number);

        return all;
    }
}

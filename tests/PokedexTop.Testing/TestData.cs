namespace PokedexTop.Testing;

/// <summary>
/// The shared data: POKEDEXTOP_TEST_DATA, else <c>../shared/data</c> beside the repository. It is read in place and never
/// copied into the repository. Every member skips (or fails, see <see cref="Requirement"/>) where the data is missing.
/// </summary>
public static class TestData
{
    /// <summary>The folder that holds the data sets.</summary>
    public static string Root => Whole("");

    /// <summary>A copy of pokemon-tcg-data: <c>sets/en.json</c> and <c>cards/en/*.json</c>; a valid folder source.</summary>
    public static string CardFolder => Whole("pokemon-tcg-data");

    /// <summary>The TCGdex feed's sets, series and cards.</summary>
    public static string TcgdexFolder => Require("tcgdex");

    /// <summary>PokéAPI's list of species: id, slug, generation.</summary>
    public static string SpeciesFile => Require(Path.Combine("pokeapi", "pokemon_species.csv"));

    /// <summary>The card file of one set, such as <c>base1</c>.</summary>
    public static string CardFile(string setId) => Require(Path.Combine("pokemon-tcg-data", "cards", "en", setId + ".json"));

    /// <summary>True where the data is there; nothing is skipped.</summary>
    public static bool IsAvailable => Directory.Exists(Folder);

    private static string Folder
    {
        get
        {
            var configured = Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_DATA");
            return Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? RepositoryRoot.Combine("..", "shared", "data") : configured);
        }
    }

    /// <summary>What holds all 20,000 cards, which takes its time whatever is done with them.</summary>
    private static string Whole(string relative)
    {
        Requirement.Time("the whole catalogue");
        return Require(relative);
    }

    private static string Require(string relative)
    {
        var path = Path.Combine(Folder, relative);
        if (!Path.Exists(path))
            Requirement.Missing($"Test data is missing: {path}. Set POKEDEXTOP_TEST_DATA to the folder that holds pokemon-tcg-data and pokeapi.");
        return path;
    }
}

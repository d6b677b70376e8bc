using System.Runtime.CompilerServices;

namespace PokedexTop.Normalize.Tests;

/// <summary>The folder of real catalogue data, which is not part of the repository.</summary>
internal static class SharedData
{
    /// <summary>A folder source of the whole catalogue; skips the test where there is none.</summary>
    public static string Catalogue
    {
        get
        {
            var root = Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_DATA") ?? BesideRepository();
            var catalogue = Path.Combine(root, "pokemon-tcg-data");
            Assert.SkipUnless(Directory.Exists(catalogue), $"No shared data at {root}; set POKEDEXTOP_TEST_DATA.");
            return catalogue;
        }
    }

    public static IEnumerable<string> CardFiles
        => Directory.EnumerateFiles(Path.Combine(Catalogue, "cards", "en"), "*.json").Order(StringComparer.Ordinal);

    public static string SetsFile => Path.Combine(Catalogue, "sets", "en.json");

    private static string BesideRepository([CallerFilePath] string here = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../shared/data"));
}

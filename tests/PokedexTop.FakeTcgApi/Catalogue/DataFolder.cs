namespace PokedexTop.FakeApi;

/// <summary>Where the files lie: the folder given is a pokemon-tcg-data folder, or holds one beside <c>pokeapi</c>.</summary>
internal static class DataFolder
{
    public static string Cards(string folder)
    {
        string[] candidates = [folder, Path.Combine(folder, "pokemon-tcg-data")];
        return candidates.FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, "sets", "en.json")))
            ?? throw new DirectoryNotFoundException($"Neither {candidates[0]} nor {candidates[1]} holds sets/en.json.");
    }

    public static string? Species(string folder) =>
        new[] { folder, Path.Combine(folder, "..") }
            .Select(candidate => Path.Combine(candidate, "pokeapi", "pokemon_species.csv"))
            .FirstOrDefault(File.Exists);
}

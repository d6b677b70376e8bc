using PokedexTop.Configuration;

namespace PokedexTop.Ingest.Sources;

/// <summary>
/// Which feed a folder speaks, as its file <c>feed.txt</c> says. An export writes it, so that the starter catalogue's cards are
/// not taken for the pokemontcg feed's; pokemon-tcg-data has none.
/// </summary>
public static class FolderFeed
{
    public const string FileName = "feed.txt";

    /// <exception cref="ConfigurationException">It cannot be read, or names a feed that folders cannot speak.</exception>
    internal static string Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            var said = File.Exists(file) ? File.ReadLines(file).FirstOrDefault("").Trim() : SourceSelection.PokemonTcg;
            return said is SourceSelection.PokemonTcg or SourceSelection.Starter
                ? said
                : throw new ConfigurationException($"{file} names the feed '{said}'; a folder speaks {SourceSelection.PokemonTcg}, which it need not say, or {SourceSelection.Starter}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The folder '{folder}' cannot be read: {error.Message}");
        }
    }
}

namespace PokedexTop.Ingest.Sources.Folder;

/// <summary>The files of a catalogue in pokemon-tcg-data's layout: a folder on disk, or the resources in the program.</summary>
internal interface ICatalogueFiles
{
    /// <summary>Where they are, for messages.</summary>
    string Location { get; }

    /// <summary>The content of a file by its path, such as <c>sets/en.json</c>.</summary>
    /// <exception cref="IOException">It is missing, too large or cannot be read.</exception>
    byte[] Read(string path);

    /// <summary>The set ids of the card files there are.</summary>
    IEnumerable<string> CardFiles();
}

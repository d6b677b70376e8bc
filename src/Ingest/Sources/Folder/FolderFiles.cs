namespace PokedexTop.Ingest.Sources.Folder;

/// <summary>A folder on disk.</summary>
internal sealed class FolderFiles(string root) : ICatalogueFiles
{
    /// <summary>Larger than any set a hundred times over; what is beyond is not a catalogue file.</summary>
    private const long LargestFile = 256L << 20;

    public string Location { get; } = Path.GetFullPath(root);

    public byte[] Read(string path)
    {
        var file = new FileInfo(Path.Combine(Location, path));
        if (Directory.Exists(file.FullName))
            throw new IOException("a file is expected, and it is a folder");
        if (!file.Exists)
            throw new FileNotFoundException($"the file {path} is missing");
        // A pipe, a device or a socket has no length, and opening one may wait for ever or never come to an end.
        if (file.Length == 0)
            throw new IOException("the file is empty, or no regular file (a pipe, a device, a socket)");
        if (file.Length > LargestFile)
            throw new IOException($"the file {path} has {file.Length:N0} bytes; allowed are {LargestFile:N0}");
        return File.ReadAllBytes(file.FullName);
    }

    public IEnumerable<string> CardFiles()
    {
        var cards = new DirectoryInfo(Path.Combine(Location, "cards", "en"));
        return cards.Exists ? cards.EnumerateFiles("*.json").Select(f => Path.GetFileNameWithoutExtension(f.Name)).Order(StringComparer.Ordinal) : [];
    }
}

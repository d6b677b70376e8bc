using PokedexTop.Ingest.Sources.Folder;

namespace PokedexTop.Ingest.Sources.Starter;

/// <summary>The small catalogue inside the program: facts of about 60 real cards, a feed of its own.</summary>
internal sealed class StarterFiles : ICatalogueFiles
{
    public const string Name = "starter";

    private const string Prefix = "starter/";

    public string Location => "the starter catalogue in the program";

    public byte[] Read(string path)
    {
        using var resource = typeof(StarterFiles).Assembly.GetManifestResourceStream(Prefix + path)
            ?? throw new FileNotFoundException($"the starter catalogue has no {path}");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }

    public IEnumerable<string> CardFiles() => typeof(StarterFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix + "cards/en/", StringComparison.Ordinal))
        .Select(Path.GetFileNameWithoutExtension)
        .OfType<string>()
        .Order(StringComparer.Ordinal);
}

namespace PokedexTop.Testing;

/// <summary>Where the repository lies, found by walking up from the running tests to PokedexTop.sln.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The repository's folder, absolute.</summary>
    public static string Path => Found.Value;

    /// <summary>A file or folder below the repository's folder.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "PokedexTop.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No PokedexTop.sln above {AppContext.BaseDirectory}; run the tests from their build output inside the repository.");
    }
}

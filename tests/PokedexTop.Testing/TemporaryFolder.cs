namespace PokedexTop.Testing;

/// <summary>A folder of its own for one test, removed with everything in it when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Creates the folder below the machine's temporary folder.</summary>
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("pokedextop-").FullName;

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>A file or folder below it.</summary>
    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The test removed it itself.
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Normalize.Export;

/// <summary>The folder an export goes to. Every file is written beside its place and renamed, so that none is ever half written.</summary>
internal sealed class ExportFolder : IDisposable
{
    private readonly string _root;
    private readonly SortedDictionary<string, string> _checksums = new(StringComparer.Ordinal);
    private string? _temporary;

    private ExportFolder(string root) => _root = root;

    /// <exception cref="ConfigurationException">It holds something, or cannot be written.</exception>
    public static ExportFolder Open(string folder, bool overwrite)
    {
        var root = Path.GetFullPath(folder);
        try
        {
            if (!overwrite && Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
                throw new ConfigurationException($"The folder '{root}' is not empty; give another one with --out, or --force to replace the catalogue in it.");
            Directory.CreateDirectory(Path.Combine(root, "sets"));
            Directory.CreateDirectory(Path.Combine(root, "cards", "en"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The folder '{root}' cannot be written: {error.Message}");
        }
        return new ExportFolder(root);
    }

    /// <summary>Whether a set's id can be a file's name: it comes from data others wrote and must not lead out of the folder.</summary>
    public static bool IsFileName(string setId) =>
        setId.Length is > 0 and <= 200 && setId is not ("." or "..") && setId == Path.GetFileName(setId) && !setId.Contains('\\', StringComparison.Ordinal) && !setId.Any(char.IsControl);

    /// <param name="path">Inside the folder, with slashes.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="cancellationToken">Leaves what was there before.</param>
    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var target = Path.Combine(_root, path);
        _temporary = target + ".writing";
        await File.WriteAllBytesAsync(_temporary, content, cancellationToken);
        File.Move(_temporary, target, overwrite: true);
        _temporary = null;
        _checksums[path] = Convert.ToHexStringLower(SHA256.HashData(content.Span));
    }

    /// <summary>Says whose ids these are. Beside the catalogue's files and not in their checksum.</summary>
    public async Task NameFeedAsync(string feed, CancellationToken cancellationToken)
    {
        await WriteAsync(FolderFeed.FileName, Encoding.UTF8.GetBytes(feed + "\n"), cancellationToken);
        _checksums.Remove(FolderFeed.FileName);
    }

    /// <summary>Removes card files of an earlier export that this one does not have, and gives the checksum over all files.</summary>
    public string Finish()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_root, "cards", "en"), "*.json"))
        {
            if (!_checksums.ContainsKey("cards/en/" + Path.GetFileName(file)))
                File.Delete(file);
        }
        // Shells list files given by a pattern sorted, and the set list stands first on the command line.
        var lines = _checksums.OrderBy(c => c.Key.StartsWith("cards/", StringComparison.Ordinal)).Select(c => $"{c.Value}  {c.Key}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    public void Dispose()
    {
        if (_temporary is not null)
            File.Delete(_temporary);
    }
}

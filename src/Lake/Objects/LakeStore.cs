using System.Security.Cryptography;
using Amazon.S3;
using PokedexTop.Images.Stores;

namespace PokedexTop.Lake.Objects;

/// <summary>The lake's objects: written once, named by their content, read with their checksum.</summary>
internal sealed class LakeStore : IDisposable
{
    /// <summary>Below it lies all that belongs to a user.</summary>
    public const string UsersPrefix = "gold/user-collections";

    private readonly AmazonS3Client? _client;
    private readonly Func<string, IImageStore> _below;
    private readonly IImageStore _root;

    public LakeStore(LakeOptions options, TimeProvider time)
    {
        if (options.S3 is { } s3)
        {
            var client = S3Client.Create(s3);
            _client = client;
            // Nobody but the lake's owner should keep what it holds.
            _below = prefix => new S3ImageStore(client, s3 with { Prefix = s3.Prefix + (prefix.Length == 0 ? "" : prefix + "/") }, time, "private, no-store");
        }
        else
        {
            _below = prefix => new FolderImageStore(prefix.Length == 0 ? options.Folder : Path.Combine([options.Folder, .. prefix.Split('/')]), time);
        }
        _root = _below("");
    }

    public string Location => _root.Location;

    /// <exception cref="LakeException">The store cannot be used.</exception>
    public Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        AskAsync(() => _root.PutAsync(key, ContentType(key), content, cancellationToken));

    /// <returns>Null where there is none.</returns>
    /// <exception cref="LakeException">The store cannot be used.</exception>
    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => AskAsync(() => _root.ReadAsync(key, cancellationToken));

    /// <summary>A file as its manifest describes it.</summary>
    /// <exception cref="LakeException">It is missing or damaged.</exception>
    public async Task<byte[]> ReadAsync(ManifestFile file, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(file.Key, cancellationToken) ?? throw new LakeException($"Run {file.Run} is not whole: {file.Key} is missing.");
        if (content.Length != file.Bytes)
            throw new LakeException($"Run {file.Run} is damaged: {file.Key} has {content.Length:N0} bytes, not {file.Bytes:N0}.");
        return HashOf(content) == file.Sha256 ? content : throw new LakeException($"Run {file.Run} is damaged: the bytes of {file.Key} are not those that were written.");
    }

    /// <summary>Keys and sizes of what lies below a folder.</summary>
    /// <exception cref="LakeException">The store cannot be used.</exception>
    public Task<List<StoredObject>> ListAsync(string folder, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var found = new List<StoredObject>();
        await foreach (var item in _below(folder).ListAsync(cancellationToken))
            found.Add(folder.Length == 0 ? item : item with { Key = $"{folder}/{item.Key}" });
        return found;
    });

    /// <exception cref="LakeException">The store cannot be used.</exception>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await _root.DeleteAsync(key, cancellationToken);
        return true;
    });

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public void Dispose() => _client?.Dispose();

    private static string ContentType(string key) => Path.GetExtension(key) switch
    {
        ".json" => "application/json",
        ".parquet" => "application/vnd.apache.parquet",
        _ => "application/zstd",
    };

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ImageStoreException error)
        {
            throw new LakeException($"The lake at {Location} cannot be used: {error.Message}", error);
        }
    }
}

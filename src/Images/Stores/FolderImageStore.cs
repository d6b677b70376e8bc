using System.Runtime.CompilerServices;

namespace PokedexTop.Images.Stores;

/// <summary>
/// Objects as files. One is written beside the others, flushed to the disk, and only then given its name, so that a name
/// always stands for a whole file, whatever ends the process or the power.
/// </summary>
/// <param name="folder">The store's root; made when it is first written to.</param>
/// <param name="time">Tells how old a leftover is.</param>
public sealed class FolderImageStore(string folder, TimeProvider time) : IImageStore
{
    /// <summary>In the store's own filesystem, so that a file can be renamed out of it. No key begins with a dot.</summary>
    private const string Unfinished = ".unfinished";

    // Writing takes seconds at most; another process may be at it in a shared folder.
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(1);

    private long _sweptAt;

    public string Location => folder;

    public async Task<bool> PutAsync(string key, string contentType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var file = FileOf(key);
        if (File.Exists(file))
            return false;
        string? unfinished = null;
        try
        {
            DurableFiles.CreateDirectory(Path.Combine(folder, Unfinished));
            RemoveLeftovers();
            unfinished = Path.Combine(folder, Unfinished, Guid.NewGuid().ToString("N"));
            await DurableFiles.WriteAsync(unfinished, content, cancellationToken);
            DurableFiles.CreateDirectory(Path.GetDirectoryName(file)!);
            return DurableFiles.Move(unfinished, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure($"write {key}", error);
        }
        finally
        {
            if (unfinished is not null)
                Remove(unfinished);
        }
    }

    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(FileOf(key), cancellationToken);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure($"read {key}", error);
        }
    }

    public async IAsyncEnumerable<StoredObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Enumerating blocks, and a folder of 80,000 files takes a while: not on the caller's thread.
        await Task.Yield();
        using var files = Files().GetEnumerator();
        while (Next(files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(folder, files.Current.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (ObjectKey.IsValid(key))
                yield return new StoredObject(key, files.Current.Length, files.Current.LastWriteTimeUtc);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(FileOf(key));
        }
        catch (DirectoryNotFoundException)
        {
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure($"remove {key}", error);
        }
        return Task.CompletedTask;
    }

    public string UrlOf(string key) => "/images/" + ObjectKey.Checked(key);

    /// <summary>Where an object's file is, or would be.</summary>
    /// <exception cref="ArgumentException">It is no key.</exception>
    public string FileOf(string key) => Path.Combine([folder, .. ObjectKey.Checked(key).Split('/')]);

    private IEnumerable<FileInfo> Files() =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false })
            : [];

    private bool Next(IEnumerator<FileInfo> files)
    {
        try
        {
            return files.MoveNext();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure("list", error);
        }
    }

    /// <summary>What writers that were killed left behind; looked for at the first write, and now and then.</summary>
    private void RemoveLeftovers()
    {
        var now = time.GetUtcNow();
        var swept = Volatile.Read(ref _sweptAt);
        if (now.UtcTicks - swept < LeftoverAge.Ticks || Interlocked.CompareExchange(ref _sweptAt, now.UtcTicks, swept) != swept)
            return;
        foreach (var file in new DirectoryInfo(Path.Combine(folder, Unfinished)).EnumerateFiles())
            if (now - file.LastWriteTimeUtc > LeftoverAge)
                Remove(file.FullName);
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is looked for again in an hour.
        }
    }

    private ImageStoreException Failure(string what, Exception error) => new($"The folder {folder} cannot {what}: {error.Message}", error);
}

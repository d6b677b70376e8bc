using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PokedexTop.Images.Stores;

namespace PokedexTop.Images.Tests.Doubles;

/// <summary>A store in memory that can break, and lose or damage what it holds.</summary>
internal sealed class MemoryStore(TimeProvider time) : IImageStore
{
    public ConcurrentDictionary<string, (byte[] Content, string Type, DateTime At)> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Why it cannot be used; null while it can.</summary>
    public string? Broken { get; set; }

    /// <summary>Runs before each write.</summary>
    public Func<string, Task>? Writing { get; set; }

    /// <summary>Where browsers find it.</summary>
    public string Address { get; set; } = "https://cdn.example/";

    public int Writes { get; private set; }

    public string Location => "memory";

    public async Task<bool> PutAsync(string key, string contentType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Check();
        if (Writing is { } writing)
            await writing(key);
        Writes++;
        return Objects.TryAdd(key, (content.ToArray(), contentType, time.GetUtcNow().UtcDateTime));
    }

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        Check();
        return Task.FromResult(Objects.TryGetValue(key, out var found) ? found.Content : null);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check();
        await Task.CompletedTask;
        foreach (var (key, value) in Objects)
            yield return new StoredObject(key, value.Content.Length, value.At);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        Check();
        Objects.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public string UrlOf(string key) => Address + key;

    private void Check()
    {
        if (Broken is { } reason)
            throw new ImageStoreException(reason);
    }
}

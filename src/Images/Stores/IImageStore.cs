namespace PokedexTop.Images.Stores;

/// <summary>
/// Where image objects are kept. Keys are relative to the store's root and content-addressed, so an object never changes:
/// it is written once or found to be there.
/// </summary>
public interface IImageStore
{
    /// <summary>Where the store is, for messages: never a secret.</summary>
    string Location { get; }

    /// <summary>Writes an object that is not there yet, whole or not at all.</summary>
    /// <returns>Whether it was written; false where the key was taken already, by this very content.</returns>
    /// <exception cref="ImageStoreException">The store cannot be reached or refuses.</exception>
    Task<bool> PutAsync(string key, string contentType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads a whole object; null where there is none.</summary>
    /// <exception cref="ImageStoreException">The store cannot be reached or refuses.</exception>
    Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Every object of the store, in no order that may be relied on.</summary>
    /// <exception cref="ImageStoreException">The store cannot be reached or refuses.</exception>
    IAsyncEnumerable<StoredObject> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes an object; nothing happens where there is none.</summary>
    /// <exception cref="ImageStoreException">The store cannot be reached or refuses.</exception>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>The address under which a browser finds an object.</summary>
    string UrlOf(string key);
}

/// <summary>An object in a store.</summary>
/// <param name="Key">Relative to the store's root.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ModifiedAt">When it was written, UTC.</param>
public sealed record StoredObject(string Key, long Bytes, DateTime ModifiedAt);

/// <summary>A store that cannot be reached, is full, or refuses.</summary>
public sealed class ImageStoreException(string message, Exception? inner = null) : Exception(message, inner);

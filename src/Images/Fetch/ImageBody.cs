using PokedexTop.Images.Rendering;

namespace PokedexTop.Images.Fetch;

/// <summary>Reads a body that may be longer than it says, or never end.</summary>
/// <param name="maxBytes">Where reading ends.</param>
internal sealed class ImageBody(int maxBytes)
{
    private const int FirstBuffer = 64 * 1024;

    private byte[] _buffer = [];
    private int _length;

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <summary>Reads to the end, or as far as the first bytes say that it is no image.</summary>
    /// <returns>False where there is more than allowed.</returns>
    public async Task<bool> ReadAsync(Stream stream, long? announced, CancellationToken cancellationToken)
    {
        if (announced > maxBytes)
            return false;
        // Of the very length where it is announced: a large array that grows, or is copied once more to be decoded, stays a while.
        _buffer = new byte[announced ?? FirstBuffer];
        int read;
        // HTTP gives no byte more than was announced, and an error where there are fewer.
        while (_length != announced && (read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken)) > 0)
        {
            _length += read;
            if (_length > maxBytes)
                return false;
            if (_length >= ImageSignature.Length && ImageSignature.Of(_buffer.AsSpan(0, ImageSignature.Length)) is null)
                return true;
            if (_length == _buffer.Length && _length != announced)
                Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, maxBytes + 1L));
        }
        return true;
    }
}

namespace PokedexTop.Ingest.Json;

/// <summary>A growing byte array that can be cut back and read while it is written, which ArrayBufferWriter cannot.</summary>
internal sealed class CanonicalBuffer
{
    private byte[] _bytes = new byte[16 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Grow(1);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> values)
    {
        if (values.Length > _bytes.Length - Length)
            Grow(values.Length);
        values.CopyTo(_bytes.AsSpan(Length));
        Length += values.Length;
    }

    public void Truncate(int length) => Length = length;

    public void Clear(int keptLimit)
    {
        Length = 0;
        if (_bytes.Length > keptLimit)
            _bytes = new byte[16 * 1024];
    }

    private void Grow(int by) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + by)));
}

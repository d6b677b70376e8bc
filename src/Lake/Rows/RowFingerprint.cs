using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PokedexTop.Lake.Rows;

/// <summary>Tells whether a table's rows, in the order of their key, are what they were.</summary>
internal sealed class RowFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;

    public long Rows { get; private set; }

    public void Add(object?[] row)
    {
        foreach (var value in row)
            Add(value);
        Rows++;
    }

    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Add(object? value)
    {
        if (value is string text)
        {
            var most = Encoding.UTF8.GetMaxByteCount(text.Length);
            var into = Room(5 + most);
            var length = Encoding.UTF8.GetBytes(text, into[5..]);
            into[0] = 2;
            BinaryPrimitives.WriteInt32LittleEndian(into[1..], length);
            _length += 5 + length;
            return;
        }
        var number = Room(17);
        number[0] = value is null ? (byte)0 : (byte)1;
        if (value is decimal amount)
            value = (double)amount;
        BinaryPrimitives.WriteInt64LittleEndian(number[1..], value switch
        {
            null => 0,
            int n => n,
            long n => n,
            bool flag => flag ? 1 : 0,
            DateTime time => time.Ticks,
            DateOnly day => day.DayNumber,
            double n => BitConverter.DoubleToInt64Bits(n),
            _ => throw new NotSupportedException($"A {value.GetType().Name} is no bulk value."),
        });
        _length += 9;
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Flush();
        if (_buffer.Length < bytes)
            _buffer = new byte[2 * bytes];
        return _buffer.AsSpan(_length);
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        _length = 0;
    }
}

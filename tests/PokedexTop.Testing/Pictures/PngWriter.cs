using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PokedexTop.Testing.Pictures;

/// <summary>Writes PNG files chunk by chunk, also such as no encoder would write.</summary>
public sealed class PngWriter
{
    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var bit = 0; bit < 8; bit++)
            c = (c & 1) == 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
        return c;
    })];

    private readonly List<byte> _file = [];

    /// <summary>Begins a file of 8 bits a sample.</summary>
    public PngWriter(int width, int height, bool alpha = true)
    {
        _file.AddRange([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk("IHDR", [.. BigEndian((uint)width), .. BigEndian((uint)height), 8, (byte)(alpha ? 6 : 2), 0, 0, 0]);
    }

    /// <summary>A whole file of these samples, row by row.</summary>
    public static byte[] Encode(int width, int height, bool alpha, ReadOnlySpan<byte> samples)
    {
        var row = width * (alpha ? 4 : 3);
        var filtered = new MemoryStream(samples.Length + height);
        for (var y = 0; y < height; y++)
        {
            // Filter 1: each sample as the difference to its left neighbour, which compresses much better than none.
            filtered.WriteByte(1);
            for (var i = 0; i < row; i++)
            {
                var left = i < (alpha ? 4 : 3) ? 0 : samples[(y * row) + i - (alpha ? 4 : 3)];
                filtered.WriteByte((byte)(samples[(y * row) + i] - left));
            }
        }
        return new PngWriter(width, height, alpha).Chunk("IDAT", Deflate(filtered.ToArray())).End();
    }

    /// <summary>What inflates to this.</summary>
    public static byte[] Deflate(byte[] content)
    {
        var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return deflated.ToArray();
    }

    /// <summary>What inflates to so many zeros: a thousandth of their number.</summary>
    public static byte[] DeflatedZeros(long count)
    {
        var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (; count > 0; count -= zeros.Length)
                zlib.Write(zeros, 0, (int)Math.Min(count, zeros.Length));
        }
        return deflated.ToArray();
    }

    /// <summary>Adds a chunk with its checksum.</summary>
    public PngWriter Chunk(string type, ReadOnlySpan<byte> content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        var crc = 0xFFFFFFFFu;
        foreach (var b in named)
            crc = s_crc[(crc ^ b) & 0xFF] ^ (crc >> 8);
        _file.AddRange(BigEndian((uint)content.Length));
        _file.AddRange(named);
        _file.AddRange(BigEndian(crc ^ 0xFFFFFFFFu));
        return this;
    }

    /// <summary>The file so far, without an end.</summary>
    public byte[] CutOff() => _file.ToArray();

    /// <summary>The file, ended.</summary>
    public byte[] End() => Chunk("IEND", []).CutOff();

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}

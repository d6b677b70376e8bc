using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Tests.Json;

public sealed class CanonicalBufferTests
{
    [Theory]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(100_000)]
    public void What_is_written_byte_by_byte_or_at_once_is_there(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        var (one, other) = (new CanonicalBuffer(), new CanonicalBuffer());
        foreach (var value in bytes)
            one.Append(value);
        other.Append(bytes.AsSpan(0, 1_000));
        other.Append(bytes.AsSpan(1_000));

        Assert.True(one.Written.SequenceEqual(bytes));
        Assert.True(other.Written.SequenceEqual(bytes));
        Assert.True(other.Slice(500, 1_000).SequenceEqual(bytes.AsSpan(500, 1_000)));
    }

    [Fact]
    public void A_buffer_that_was_cut_back_or_cleared_is_written_again()
    {
        var buffer = new CanonicalBuffer();
        buffer.Append(new byte[100_000]);
        buffer.Truncate(1);
        buffer.Append(7);
        Assert.True(buffer.Written.SequenceEqual(new byte[] { 0, 7 }));
        buffer.Clear(keptLimit: 20_000);
        buffer.Append(8);
        Assert.True(buffer.Written.SequenceEqual(new byte[] { 8 }));
    }
}

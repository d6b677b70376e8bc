using System.Buffers.Binary;
using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>Where one member of an object stands in the buffer, from its name's quote to its value's end.</summary>
/// <param name="Start">Of the name's opening quote.</param>
/// <param name="NameLength">Without quotes, in bytes.</param>
/// <param name="Prefix">The name's first eight bytes, which decide nearly every comparison.</param>
internal record struct CanonicalMember(int Start, int NameLength, ulong Prefix)
{
    private string? _name;

    /// <summary>Where the value ends; 0 for a member that is null or left out, of which only the name matters.</summary>
    public int End { get; set; }

    public readonly bool IsKept => End > 0;

    public static ulong PrefixOf(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(name);

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        name.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    /// <summary>Reads the name as UTF-16, by whose code units JCS orders: UTF-8 bytes and escapes would sort otherwise.</summary>
    public void Decode(CanonicalBuffer buffer)
    {
        var reader = new Utf8JsonReader(buffer.Slice(Start, NameLength + 2));
        reader.Read();
        _name = reader.GetString();
    }

    /// <summary>Without quotes, in canonical form.</summary>
    public readonly ReadOnlySpan<byte> Name(CanonicalBuffer buffer) => buffer.Slice(Start + 1, NameLength);

    public static int Compare(CanonicalBuffer buffer, in CanonicalMember x, in CanonicalMember y, bool plain) =>
        plain ? ComparePlain(buffer, x, y) : string.CompareOrdinal(x._name, y._name);

    public static int ComparePlain(CanonicalBuffer buffer, in CanonicalMember x, in CanonicalMember y) =>
        x.Prefix != y.Prefix
            ? x.Prefix.CompareTo(y.Prefix)
            : x.Name(buffer).SequenceCompareTo(y.Name(buffer));

    public readonly struct Order(CanonicalBuffer buffer, bool plain) : IComparer<CanonicalMember>
    {
        public int Compare(CanonicalMember x, CanonicalMember y) => CanonicalMember.Compare(buffer, x, y, plain);
    }
}

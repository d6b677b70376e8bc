using System.Buffers.Binary;
using System.Text;

namespace PokedexTop.Testing.Otlp;

/// <summary>Reads the protobuf wire format field by field: enough for OTLP, without generated classes.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private int _wireType;

    /// <summary>Moves to the next field.</summary>
    /// <returns>Its number; 0 at the end.</returns>
    public int Next()
    {
        if (_rest.IsEmpty)
            return 0;
        var key = (uint)Varint();
        _wireType = (int)(key & 7);
        return (int)(key >> 3);
    }

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }

    /// <summary>Eight bytes as they are: fixed64, sfixed64.</summary>
    public ulong Fixed64()
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
        _rest = _rest[8..];
        return value;
    }

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    /// <summary>A string's, byte array's or message's bytes.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = (int)Varint();
        var value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>Passes over the field's value.</summary>
    public void Skip()
    {
        switch (_wireType)
        {
            case 0:
                Varint();
                break;
            case 1:
                _rest = _rest[8..];
                break;
            case 2:
                Bytes();
                break;
            case 5:
                _rest = _rest[4..];
                break;
            default:
                throw new InvalidDataException($"Wire type {_wireType} is none of protobuf's.");
        }
    }
}

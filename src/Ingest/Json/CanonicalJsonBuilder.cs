using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>
/// Writes the canonical form while the text is read, without a tree: an object's members are written as they come and put in order
/// in the buffer when the object ends. One to a thread, its buffers are kept between items.
/// </summary>
internal sealed class CanonicalJsonBuilder
{
    private const int KeptBufferLimit = 1 << 20;
    private const int InsertionLimit = 64;

    [ThreadStatic]
    private static CanonicalJsonBuilder? s_ofThisThread;

    private readonly CanonicalBuffer _output = new();
    private readonly CanonicalBuffer _sorted = new();
    private readonly List<CanonicalMember> _members = new(64);
    private TopLevelNames _omitted = TopLevelNames.None;
    private PayloadFault? _fault;

    public static CanonicalJsonBuilder OfThisThread => s_ofThisThread ??= new();

    public ReadOnlySpan<byte> Written => _output.Written;

    public void Reset()
    {
        _output.Clear(KeptBufferLimit);
        _sorted.Clear(KeptBufferLimit);
        _members.Clear();
        if (_members.Capacity > 65_536)
            _members.Capacity = 64;
        _fault = null;
    }

    /// <returns>What keeps the object from having a canonical form, or null.</returns>
    public PayloadFault? WriteRoot(ref Utf8JsonReader reader, TopLevelNames omitted)
    {
        _omitted = omitted;
        return WriteObject(ref reader, depth: 1) ? null : _fault;
    }

    private bool WriteValue(ref Utf8JsonReader reader, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return WriteObject(ref reader, depth + 1);
            case JsonTokenType.StartArray:
                return WriteArray(ref reader, depth + 1);
            case JsonTokenType.String:
                return WriteString(ref reader);
            case JsonTokenType.Number:
                CanonicalNumber.Write(reader.ValueSpan, _output);
                return true;
            default:
                _output.Append(reader.ValueSpan); // true, false, null
                return true;
        }
    }

    private bool WriteArray(ref Utf8JsonReader reader, int depth)
    {
        if (depth > PayloadFault.MaxDepth)
            return Fail(PayloadFault.TooDeep);

        _output.Append((byte)'[');
        var first = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!first)
                _output.Append((byte)',');
            first = false;
            if (!WriteValue(ref reader, depth))
                return false;
        }

        _output.Append((byte)']');
        return true;
    }

    private bool WriteObject(ref Utf8JsonReader reader, int depth)
    {
        if (depth > PayloadFault.MaxDepth)
            return Fail(PayloadFault.TooDeep);

        var start = _output.Length;
        var first = _members.Count;
        var asWritten = true;
        var allPlain = true;
        _output.Append((byte)'{');
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_members.Count > first)
                _output.Append((byte)',');

            var nameStart = _output.Length;
            if (!WriteString(ref reader))
                return false;

            var nameLength = _output.Length - nameStart - 2;
            var name = _output.Slice(nameStart + 1, nameLength);
            var isPlain = Ascii.IsValid(name) && !(reader.ValueIsEscaped && name.Contains((byte)'\\'));
            var member = new CanonicalMember(nameStart, nameLength, CanonicalMember.PrefixOf(name));
            var isOmitted = depth == 1 && _omitted.Contains(name);
            _output.Append((byte)':');

            reader.Read();
            if (reader.TokenType != JsonTokenType.Null)
            {
                if (!WriteValue(ref reader, depth))
                    return false;
                member.End = isOmitted ? 0 : _output.Length;
            }

            allPlain &= isPlain;
            asWritten = asWritten && allPlain && member.IsKept
                && (_members.Count == first || CanonicalMember.ComparePlain(_output, _members[^1], member) < 0);
            _members.Add(member);
        }

        _output.Append((byte)'}');
        var inOrder = asWritten || PutInOrder(start, first, allPlain);
        CollectionsMarshal.SetCount(_members, first);
        return inOrder;
    }

    /// <summary>
    /// The general sort makes a delegate for every object, which took longer than all comparisons: a cold sync spent a tenth
    /// of its time there. Objects of cards are small enough for insertion; a larger one has the general sort.
    /// </summary>
    private void SortByName(Span<CanonicalMember> members, bool allPlain)
    {
        if (members.Length > InsertionLimit)
        {
            members.Sort(new CanonicalMember.Order(_output, allPlain));
            return;
        }
        for (var i = 1; i < members.Length; i++)
        {
            var member = members[i];
            var place = i;
            for (; place > 0 && CanonicalMember.Compare(_output, members[place - 1], member, allPlain) > 0; place--)
                members[place] = members[place - 1];
            members[place] = member;
        }
    }

    private bool PutInOrder(int start, int first, bool allPlain)
    {
        var members = CollectionsMarshal.AsSpan(_members)[first..];
        if (!allPlain)
            foreach (ref var member in members)
                member.Decode(_output);

        SortByName(members, allPlain);
        for (var i = 1; i < members.Length; i++)
            if (CanonicalMember.Compare(_output, members[i - 1], members[i], allPlain) == 0)
                return Fail(PayloadFault.NameTwice(members[i].Name(_output)));

        _sorted.Truncate(0);
        _sorted.Append((byte)'{');
        foreach (ref readonly var member in members)
        {
            if (!member.IsKept)
                continue;
            if (_sorted.Length > 1)
                _sorted.Append((byte)',');
            _sorted.Append(_output.Slice(member.Start, member.End - member.Start));
        }

        _sorted.Append((byte)'}');
        _output.Truncate(start);
        _output.Append(_sorted.Written);
        return true;
    }

    private bool WriteString(ref Utf8JsonReader reader)
    {
        _output.Append((byte)'"');
        if (!reader.ValueIsEscaped)
            _output.Append(reader.ValueSpan); // what JSON lets stand unescaped, JCS does too
        else if (!CanonicalString.Write(reader.ValueSpan, _output))
            return Fail(PayloadFault.LoneSurrogate);

        _output.Append((byte)'"');
        return true;
    }

    private bool Fail(PayloadFault fault)
    {
        _fault = fault;
        return false;
    }
}

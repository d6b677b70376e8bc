using System.Text;

namespace PokedexTop.Ingest.Json;

/// <summary>Names of top-level members that do not count as content, because the source changes them without changing the item.</summary>
public sealed class TopLevelNames
{
    private readonly byte[][] _names;

    /// <param name="names">Plain ASCII names, as in <c>tcgplayer</c>.</param>
    public TopLevelNames(params ReadOnlySpan<string> names)
    {
        _names = new byte[names.Length][];
        for (var i = 0; i < names.Length; i++)
            _names[i] = Encoding.ASCII.GetBytes(names[i]);
    }

    /// <summary>Every member counts.</summary>
    public static TopLevelNames None { get; } = new();

    /// <summary>What a card carries of other things: its prices and its set.</summary>
    public static TopLevelNames OfCard { get; } = new("tcgplayer", "cardmarket", "set");

    /// <summary>What a price block carries besides prices.</summary>
    public static TopLevelNames OfPriceBlock { get; } = new("url", "updatedAt");

    internal bool Contains(ReadOnlySpan<byte> name)
    {
        foreach (var candidate in _names)
            if (name.SequenceEqual(candidate))
                return true;

        return false;
    }
}

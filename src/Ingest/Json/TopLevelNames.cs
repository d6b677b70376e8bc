using System.Text;

namespace PokedexTop.Ingest.Json;

/// <summary>Names of top-level members that do not count as content, because the source changes them without changing the item.</summary>
internal sealed class TopLevelNames
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

    /// <summary>What a card carries of other things: its prices, its set, and when somebody last edited its file.</summary>
    public static TopLevelNames OfCard { get; } = new("tcgplayer", "cardmarket", "pricing", "set", "updated");

    /// <summary>What a set carries of other things: its cards, in brief.</summary>
    public static TopLevelNames OfSet { get; } = new("cards");

    /// <summary>What of a set's document says nothing of which cards it has: those in brief are compared by themselves, pictures come and go.</summary>
    public static TopLevelNames OfSetDocument { get; } = new("cards", "logo", "symbol");

    /// <summary>What a price block carries besides prices.</summary>
    public static TopLevelNames OfPriceBlock { get; } = new("url", "updatedAt", "updated", "unit");

    /// <summary>What does not count in an item of this kind, whichever feed it is of.</summary>
    public static TopLevelNames Of(ItemKind kind) => kind == ItemKind.Card ? OfCard : OfSet;

    /// <summary>These and more.</summary>
    internal TopLevelNames And(IEnumerable<string> names) => new([.. _names.Select(Encoding.ASCII.GetString), .. names]);

    internal bool Contains(ReadOnlySpan<byte> name)
    {
        foreach (var candidate in _names)
            if (name.SequenceEqual(candidate))
                return true;

        return false;
    }
}

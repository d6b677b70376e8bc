using System.Globalization;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Where a value stands: <c>/attacks/0/cost/1</c> is field attacks, index 0, member cost, entry 1. A struct, so that
/// the text is only made where something is to be reported.
/// </summary>
/// <param name="Within">The pointer of the object the field stands in, where that is not the payload itself.</param>
/// <param name="Leaf">A member of the object that <paramref name="Member"/> is.</param>
internal readonly record struct FieldPath(string Field, int Index = -1, string? Member = null, int Entry = -1, string Within = "", string? Leaf = null)
{
    /// <summary>The JSON Pointer (RFC 6901).</summary>
    public string Pointer => Write(wildcards: false);

    /// <summary>The pointer with <c>*</c> for list indices.</summary>
    public string Pattern => Write(wildcards: true);

    /// <summary>The path of an entry of this list.</summary>
    public FieldPath At(int index) => Member is null ? this with { Index = index } : this with { Entry = index };

    /// <summary>The path of a member of this object.</summary>
    public FieldPath Of(string member) => Member is null ? this with { Member = member } : this with { Leaf = member };

    private string Write(bool wildcards)
    {
        var text = Within + "/" + Escape(Field);
        if (Index >= 0)
            text += "/" + Position(Index, wildcards);
        if (Member is not null)
            text += "/" + Escape(Member);
        if (Entry >= 0)
            text += "/" + Position(Entry, wildcards);
        return Leaf is null ? text : text + "/" + Escape(Leaf);
    }

    private static string Position(int index, bool wildcard)
        => wildcard ? "*" : index.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string name)
        => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

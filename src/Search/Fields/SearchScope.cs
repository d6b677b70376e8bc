namespace PokedexTop.Search.Fields;

/// <summary>What a query is about: its fields are named from there.</summary>
/// <param name="What">As a sentence begins with it.</param>
/// <param name="Prefix">Before the names of its fields in the registry.</param>
/// <param name="UsualOrder">The order where none is asked for.</param>
public sealed record SearchScope(string What, string Prefix, string UsualOrder)
{
    /// <summary>Cards, in the order in which they lie in binders: by release, set and collector number.</summary>
    public static SearchScope Cards { get; } = new("Cards", "", "set.releaseDate,set.id,number");

    /// <summary>Sets by themselves, whose fields are those that cards name <c>set.…</c>.</summary>
    public static SearchScope Sets { get; } = new("Sets", "set.", "releaseDate,id");

    public IEnumerable<string> Names => SearchFields.All.Where(f => f.Name.StartsWith(Prefix, StringComparison.Ordinal)).Select(f => f.Name[Prefix.Length..]);

    public SearchField? Find(string name) => SearchFields.Find(Prefix + name);
}

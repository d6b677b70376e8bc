using PokedexTop.Search.Fields;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>Something to go on with from what was typed.</summary>
/// <param name="Text">For people.</param>
/// <param name="Kind">card name, set, Pokémon or field.</param>
/// <param name="Path">Where it leads.</param>
internal sealed record Suggestion(string Text, string Kind, string Path);

/// <summary>Names that begin as what was typed: of cards, sets and fields.</summary>
internal static class Suggestions
{
    private const int Most = 8;

    public static List<Suggestion> For(string typed, PageCatalogue catalogue)
    {
        var text = typed.Trim();
        if (text.Length is < 2 or > 100)
            return [];
        var last = text.Split(' ')[^1];
        var fields = last.Contains(':', StringComparison.Ordinal) ? [] : SearchFields.Listed.Where(f => f.Name.StartsWith(last, StringComparison.OrdinalIgnoreCase)).Take(2)
            .Select(f => new Suggestion(f.Example, "example of " + f.Name, "/search?q=" + Uri.EscapeDataString(f.Example)));
        var sets = catalogue.Sets.Where(set => set.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || set.Id.Equals(text, StringComparison.OrdinalIgnoreCase) || text.Equals(set.Code, StringComparison.OrdinalIgnoreCase)).Take(3)
            .Select(set => new Suggestion(set.Name, $"set, {set.Year}", set.Path));
        return [.. catalogue.NamesLike(text).Take(Most).Select(name => new Suggestion(name, "cards", "/search?q=" + Uri.EscapeDataString($"!name:\"{name}\""))), .. sets, .. fields];
    }
}

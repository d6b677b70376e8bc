using PokedexTop.Catalogue.Species;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Finds the species of a card that names none, by its name: a species' own name, with nothing around it but an owner
/// (<c>Brock's</c>), known words for a form (<c>Alolan</c>, <c>Dark</c>, <c>Mega</c>) and known marks of a kind of card
/// (<c>ex</c>, <c>VMAX</c>, <c>LV.X</c>). Anything else is a doubt, and gives none.
/// </summary>
internal static class SpeciesByName
{
    /// <summary>An owner, a form and a mark or two; no name has more, and each more doubles what there is to try.</summary>
    private const int MostAround = 4;

    private static readonly string[] s_before =
    [
        "Alolan", "Galarian", "Hisuian", "Paldean", "Mega", "M", "Primal", "Origin Forme", "Ultra", "Dawn Wings", "Dusk Mane",
        "Dark", "Light", "Shining", "Radiant", "Shadow", "Crystal", "Detective", "Flying", "Surfing", "Special Delivery", "Armored", "Ash",
        "Black", "White", "Ice Rider", "Shadow Rider", "Single Strike", "Rapid Strike", "Bloodmoon",
        "Teal Mask", "Hearthflame Mask", "Wellspring Mask", "Cornerstone Mask", "Heat", "Wash", "Frost", "Fan", "Mow",
    ];

    private static readonly string[] s_after =
    [
        "ex", "EX", "GX", "V", "VMAX", "VSTAR", "V-UNION", "BREAK", "LEGEND", "LV.X", "Prime", "★", "δ", "◇", "☆",
        "G", "GL", "C", "FB", "M", "4", "E4", "SP",
    ];

    /// <summary>The numbers of all species the name says, in its order and each once; none where any part of it is in doubt.</summary>
    public static List<int> Find(string name)
    {
        var numbers = new List<int>();
        foreach (var part in name.Split(" & "))
        {
            if (FindOne(part, MostAround) is not { } species)
                return [];
            if (!numbers.Contains(species.Number))
                numbers.Add(species.Number);
        }
        return numbers;
    }

    private static PokemonSpecies? FindOne(string name, int around)
    {
        // Before anything is taken away: a species may end or begin as a mark does (Type: Null, Mr. Mime).
        if (SpeciesList.FindByName(name) is { } species)
            return species;
        if (around == 0)
            return null;
        foreach (var mark in s_after)
        {
            if (name.EndsWith(mark, StringComparison.Ordinal) && name.Length > mark.Length + 1 && name[^(mark.Length + 1)] is ' ' or '-'
                && FindOne(name[..^(mark.Length + 1)], around - 1) is { } marked)
                return marked;
        }
        foreach (var form in s_before)
        {
            if (name.StartsWith(form, StringComparison.Ordinal) && name.Length > form.Length + 1 && name[form.Length] is ' ' or '-'
                && FindOne(name[(form.Length + 1)..], around - 1) is { } formed)
                return formed;
        }
        var owner = name.IndexOf("'s ", StringComparison.Ordinal);
        return owner > 0 ? FindOne(name[(owner + 3)..], around - 1) : null;
    }
}

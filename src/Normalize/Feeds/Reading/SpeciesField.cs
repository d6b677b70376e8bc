using System.Text.Json;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Reads a list of national Pokédex numbers into links. A list that the links cannot give back exactly (an unknown number,
/// one twice, an empty list) is kept whole in <c>extra</c> as well.
/// </summary>
internal static class SpeciesField
{
    public static IReadOnlyList<CardSpecies> Read(FieldReader reader, JsonElement value, in FieldPath path, Func<int, bool> isKnown)
    {
        if (value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
        {
            reader.Drifted(SchemaDrift.UnexpectedType, path);
            reader.Report(QualityRules.SingleAsList, FindingSeverity.Warning, path, value, $"is {JsonWords.Kind(value)}; read as a list of one.");
            var single = new List<CardSpecies>(1);
            if (!Link(reader, value, path.At(0), 0, single, isKnown))
                reader.Keep(path, value);
            return single;
        }
        if (value.ValueKind == JsonValueKind.Null)
        {
            reader.Keep(path, value);
            return [];
        }
        if (value.ValueKind != JsonValueKind.Array)
        {
            reader.RejectKind(value, path, "a list of whole numbers");
            return [];
        }
        var length = value.GetArrayLength();
        if (length > FieldLimits.Entries)
        {
            reader.Reject(RejectReasons.TooManyEntries, $"{path.Pointer} has {length} entries; at most {FieldLimits.Entries} are read.");
            return [];
        }
        var links = new List<CardSpecies>(length);
        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            Link(reader, entry, path.At(index), index, links, isKnown);
            index++;
        }
        if (links.Count != length || length == 0)
            reader.Keep(path, value);
        return links;
    }

    private static bool Link(
        FieldReader reader, JsonElement value, in FieldPath path, int position, List<CardSpecies> links, Func<int, bool> isKnown)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            reader.Report(QualityRules.NullInList, FindingSeverity.Warning, path, value, "is null; the list is kept in extra.");
            return false;
        }
        if (reader.Number(value, path) is not { } number)
            return false;
        if (!isKnown(number))
        {
            reader.Drifted(SchemaDrift.UnknownValue, path);
            reader.Report(QualityRules.UnknownSpecies, FindingSeverity.Warning, path, value, $"is {number}, which is no known species; not linked, the list is kept in extra.");
            return false;
        }
        foreach (var link in links)
        {
            if (link.PokedexNumber == number)
            {
                reader.Report(QualityRules.SpeciesTwice, FindingSeverity.Info, path, value, $"repeats species {number}; linked once, the list is kept in extra.");
                return false;
            }
        }
        links.Add(new(number, position));
        return true;
    }

    /// <summary>Links a Pokémon that names no species by its name, where that says one with certainty. A number that nobody knows is no reason to guess.</summary>
    /// <param name="reader">Is told what was done.</param>
    /// <param name="card">The card.</param>
    /// <param name="name">Its name as it stands there.</param>
    /// <param name="path">Where its numbers would stand.</param>
    /// <param name="isKnown">Whether a number is in the species master.</param>
    public static IReadOnlyList<CardSpecies> FindByName(FieldReader reader, CanonicalCard card, JsonElement name, in FieldPath path, Func<int, bool> isKnown)
    {
        if (SpeciesByName.Find(card.Name) is { Count: > 0 } numbers && numbers.TrueForAll(n => isKnown(n)))
        {
            reader.Report(QualityRules.SpeciesFromName, FindingSeverity.Info, path, name, $"names no species; linked to {string.Join(", ", numbers)} by the card's name.");
            return [.. numbers.Select((number, position) => new CardSpecies(number, position, QualityRules.SpeciesFromName))];
        }
        reader.Report(QualityRules.PokemonWithoutSpecies, FindingSeverity.Warning, path, name, "names no species, and the card's name says none with certainty; not linked.");
        return [];
    }

    /// <summary>Whether a value names any number.</summary>
    public static bool NamesAny(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.Null) : value.ValueKind != JsonValueKind.Null;
}

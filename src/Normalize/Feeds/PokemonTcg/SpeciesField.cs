using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>
/// Reads <c>nationalPokedexNumbers</c> into links. A list that the links cannot give back exactly (an unknown number,
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
}

using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>
/// Turns a set's JSON in the pokemontcg feed's shape into one canonical set, or says why it cannot; the rules of
/// <see cref="CardNormalizer"/> hold here too.
/// </summary>
internal static class SetNormalizer
{
    /// <param name="feedSetId">The id under which bronze stored the payload.</param>
    /// <param name="payload">The set's JSON as received.</param>
    public static SetNormalizationResult Normalize(string feedSetId, ReadOnlyMemory<byte> payload)
    {
        using var parsed = Payload.Parse(payload);
        if (parsed.Fault is { } unreadable)
            return new QuarantinedSet(unreadable.Reason, unreadable.Detail);

        var reader = new FieldReader(parsed.HasNul);
        var set = new CanonicalSet();
        var id = "";
        foreach (var property in parsed.Root.EnumerateObject())
        {
            var path = new FieldPath(property.Name);
            if (property.NameEquals("id"))
                id = reader.Identifier(property.Value, path) ?? "";
            else
                Read(reader, set, property, path);
        }
        ItemChecks.RequireSetIdentity(reader, id, feedSetId, set);
        if (reader.Rejection is { } rejection)
            return new QuarantinedSet(rejection.Reason, rejection.Detail);

        set.Extra = reader.Extra();
        return new NormalizedSet(set, reader.Findings, reader.Drift);
    }

    private static void Read(FieldReader reader, CanonicalSet set, JsonProperty property, in FieldPath path)
    {
        var value = property.Value;
        switch (property.Name)
        {
            case "name": set.Name = reader.Name(value, path) ?? ""; break;
            case "series": set.Series = reader.Name(value, path); break;
            case "printedTotal": set.PrintedTotal = reader.Whole(value, path); break;
            case "total": set.Total = reader.Whole(value, path); break;
            case "ptcgoCode": set.PtcgoCode = reader.Name(value, path); break;
            case "releaseDate": set.ReleaseDate = reader.Date(value, path); break;
            case "updatedAt": set.UpdatedAt = reader.Time(value, path); break;
            case "legalities": set.Legalities = CardPartFields.Legalities(reader, value, path); break;
            case "images": (set.SymbolUrl, set.LogoUrl) = CardPartFields.Images(reader, value, path, "symbol", "logo"); break;
            default: reader.Unknown(property, path); break;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>Turns a set's JSON as TCGdex gives it into one canonical set, or says why it cannot; see <see cref="TcgdexCardNormalizer"/>.</summary>
internal static class TcgdexSetNormalizer
{
    private const string PocketSeries = "tcgp";

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
            case "serie": ReadSeries(reader, set, value, path); break;
            case "cardCount": ReadCounts(reader, set, value, path); break;
            case "tcgOnline": set.PtcgoCode = reader.Name(value, path); break;
            case "releaseDate": set.ReleaseDate = IsoDate(value) ?? reader.Date(value, path); break;
            case "legal": set.Legalities = TcgdexPartFields.Legalities(reader, value, path); break;
            case "symbol": set.SymbolUrl = TcgdexImages.With(TcgdexImages.OfSet, reader.Address(value, path)); break;
            case "logo": set.LogoUrl = TcgdexImages.With(TcgdexImages.OfSet, reader.Address(value, path)); break;
            // The list of its cards is the fetch's membership, and changes without the set.
            case "cards": break;
            case "abbreviation" or "boosters" or "thirdParty": reader.Keep(path, value); break;
            default: reader.Unknown(property, path); break;
        }
    }

    private static void ReadSeries(FieldReader reader, CanonicalSet set, JsonElement value, in FieldPath path)
    {
        if (reader.Object(value, path) is not { } series)
            return;
        foreach (var member in series.EnumerateObject())
        {
            var name = RepeatedTexts.Name(member);
            var at = path.Of(name);
            switch (name)
            {
                case "name": set.Series = reader.Name(member.Value, at); break;
                case "id":
                    set.Game = member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals(PocketSeries) ? Games.Pocket : Games.Tcg;
                    reader.Keep(at, member.Value);
                    break;
                case "logo": reader.Keep(at, member.Value); break;
                default: reader.Unknown(member, at); break;
            }
        }
    }

    /// <summary>The printed number of cards and the larger of it and of the cards that are listed: for a set whose cards TCGdex does not have, it says nothing of cards.</summary>
    private static void ReadCounts(FieldReader reader, CanonicalSet set, JsonElement value, in FieldPath path)
    {
        if (reader.Object(value, path) is not { } counts)
            return;
        foreach (var member in counts.EnumerateObject())
        {
            var name = RepeatedTexts.Name(member);
            var at = path.Of(name);
            switch (name)
            {
                case "official": set.PrintedTotal = reader.Whole(member.Value, at); break;
                case "total": set.Total = reader.Whole(member.Value, at); break;
                case "normal" or "holo" or "reverse" or "firstEd": reader.Keep(at, member.Value); break;
                default: reader.Unknown(member, at); break;
            }
        }
    }

    private static DateOnly? IsoDate(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

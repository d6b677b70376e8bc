using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>
/// The finishes of a card: a list that tells each with its foil and stamps, and flags that tell less. The list counts; its
/// entries may say the same twice, and many have the id "generated", which is none.
/// </summary>
internal static class TcgdexFinishes
{
    private const string FirstEdition = "1st-edition";

    // wPromo is the stamp of a W on a few promotional cards.
    private static readonly (string Flag, Predicate<CardFinish> Is)[] s_flags =
    [
        ("normal", f => f.Finish == "normal"), ("holo", f => f.Finish == "holo"), ("reverse", f => f.Finish == "reverse"),
        ("firstEdition", f => f.Stamps?.Contains(FirstEdition) == true), ("wPromo", f => f.Stamps?.Contains("w-promo") == true),
    ];

    public static List<CardFinish> Read(FieldReader reader, JsonElement value, in FieldPath path, string language)
    {
        var finishes = reader.List(value, path, static (fields, entry, at) => Finish(fields, entry, at)) ?? [];
        for (var i = 0; i < finishes.Count; i++)
            (finishes[i].Position, finishes[i].Language) = (i, language);
        return finishes;
    }

    /// <summary>Compares the list with the flags; where there is no list the flags that name a finish are all there is.</summary>
    public static List<CardFinish> Complete(FieldReader reader, List<CardFinish> listed, JsonElement? said, string language)
    {
        if (said is not { } flags)
            return listed;
        var path = new FieldPath("variants");
        if (flags.ValueKind != JsonValueKind.Object)
        {
            reader.Keep(path, flags);
            return listed;
        }
        if (listed.Count == 0)
        {
            reader.Keep(path, flags);
            return [.. s_flags[..3].Where(f => IsSet(flags, f.Flag)).Select((f, i) => new CardFinish { Finish = f.Flag, Position = i, Language = language })];
        }
        if (Agree(flags, listed))
            return listed;
        reader.Report(QualityRules.FinishesContradict, FindingSeverity.Info, path, flags, "says other finishes than the list does; the list counts, this is kept in extra.");
        reader.Keep(path, flags);
        return listed;
    }

    private static bool Agree(JsonElement flags, List<CardFinish> listed)
    {
        foreach (var member in flags.EnumerateObject())
        {
            // A flag that nobody knows agrees with nothing.
            if (Says(listed, member) != (member.Value.ValueKind == JsonValueKind.True))
                return false;
        }
        return true;
    }

    /// <summary>Whether the list has the finish of a flag; null for a flag that nobody knows.</summary>
    private static bool? Says(List<CardFinish> listed, JsonProperty flag)
    {
        var said = RepeatedTexts.Name(flag);
        foreach (var (name, isMeant) in s_flags)
        {
            if (said == name)
                return listed.Exists(isMeant);
        }
        return null;
    }

    private static bool IsSet(JsonElement flags, string name) => flags.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static CardFinish? Finish(FieldReader reader, JsonElement value, FieldPath at)
    {
        if (!reader.IsObject(value, at))
            return null;
        var finish = new CardFinish();
        foreach (var member in value.EnumerateObject())
        {
            var name = RepeatedTexts.Name(member);
            var path = at.Of(name);
            switch (name)
            {
                case "type": finish.Finish = reader.Name(member.Value, path) ?? ""; break;
                case "subtype": finish.Subtype = reader.Name(member.Value, path); break;
                case "foil": finish.Foil = reader.Name(member.Value, path); break;
                case "size": finish.Size = reader.Name(member.Value, path); break;
                case "stamp": finish.Stamps = reader.Texts(member.Value, path); break;
                case "variantId": finish.VariantId = TcgdexWords.Is(member.Value, "generated"u8) ? null : reader.Name(member.Value, path); break;
                case "thirdParty": ReadProducts(reader, finish, member.Value, path); break;
                default: reader.Unknown(member, path); break;
            }
        }
        return finish;
    }

    private static void ReadProducts(FieldReader reader, CardFinish finish, JsonElement value, in FieldPath path)
    {
        if (reader.Object(value, path) is not { } products)
            return;
        foreach (var product in products.EnumerateObject())
        {
            var name = RepeatedTexts.Name(product);
            var at = path.Of(name);
            switch (name)
            {
                case "tcgplayer": finish.TcgplayerId = reader.Whole(product.Value, at); break;
                case "cardmarket": finish.CardmarketId = reader.Whole(product.Value, at); break;
                case "cardtrader": reader.Keep(at, product.Value); break;
                default: reader.Unknown(product, at); break;
            }
        }
    }
}

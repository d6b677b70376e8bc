using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>
/// Writes silver back in the pokemontcg feed's JSON: the columns first, then what <see cref="CanonicalCard.Extra"/>
/// keeps, put where its pointers say. What was absent, null or empty in the source is so again.
/// </summary>
internal static class PokemonTcgJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Options for a writer whose output people read too: indented, accents as they are.</summary>
    public static JsonWriterOptions WriterOptions { get; } = Compact with { Indented = true };

    /// <summary>Writes one card as an element of <c>cards/en/&lt;set&gt;.json</c>.</summary>
    /// <param name="writer">Where to; its encoder should be a relaxed one.</param>
    /// <param name="id">The card's id.</param>
    /// <param name="card">The card.</param>
    /// <param name="species">Its species in the order of their position. Those that a rule found are no word of the source, and are left out.</param>
    public static void WriteCard(Utf8JsonWriter writer, string id, CanonicalCard card, IReadOnlyList<CardSpecies> species)
        => WriteWithExtra(writer, card.Extra, target => WriteColumns(target, id, card, [.. species.Where(l => l.MatchedBy == CardSpecies.BySource).Select(l => l.PokedexNumber)]));

    /// <summary>Writes one set as an element of <c>sets/en.json</c>.</summary>
    public static void WriteSet(Utf8JsonWriter writer, string id, CanonicalSet set)
        => WriteWithExtra(writer, set.Extra, target => WriteColumns(target, id, set));

    private static void WriteWithExtra(Utf8JsonWriter writer, string? extra, Action<Utf8JsonWriter> writeColumns)
    {
        if (extra is null)
        {
            writeColumns(writer);
            return;
        }
        var buffer = new ArrayBufferWriter<byte>();
        using (var columns = new Utf8JsonWriter(buffer, Compact))
            writeColumns(columns);
        var document = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        ExtraPointers.Apply(document, extra);
        document.WriteTo(writer);
    }

    private static void WriteColumns(Utf8JsonWriter writer, string id, CanonicalCard card, IReadOnlyList<int> pokedexNumbers)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("name", card.Name);
        writer.WriteString("supertype", card.Supertype);
        Write(writer, "subtypes", card.Subtypes, CatalogueJson.Default.ListString);
        Write(writer, "level", card.Level);
        Write(writer, "hp", card.Hp?.ToString(CultureInfo.InvariantCulture));
        Write(writer, "types", card.Types, CatalogueJson.Default.ListString);
        Write(writer, "evolvesFrom", card.EvolvesFrom);
        Write(writer, "evolvesTo", card.EvolvesTo, CatalogueJson.Default.ListString);
        Write(writer, "rules", card.Rules, CatalogueJson.Default.ListString);
        Write(writer, "ancientTrait", card.AncientTrait, CatalogueJson.Default.CardAncientTrait);
        Write(writer, "abilities", card.Abilities, CatalogueJson.Default.ListCardAbility);
        Write(writer, "attacks", card.Attacks, CatalogueJson.Default.ListCardAttack);
        Write(writer, "weaknesses", card.Weaknesses, CatalogueJson.Default.ListCardTypeModifier);
        Write(writer, "resistances", card.Resistances, CatalogueJson.Default.ListCardTypeModifier);
        Write(writer, "retreatCost", card.RetreatCost, CatalogueJson.Default.ListString);
        Write(writer, "convertedRetreatCost", card.ConvertedRetreatCost);
        Write(writer, "number", card.Number);
        Write(writer, "artist", card.Artist);
        Write(writer, "rarity", card.Rarity);
        Write(writer, "flavorText", card.FlavorText);
        WriteNumbers(writer, pokedexNumbers);
        Write(writer, "legalities", card.Legalities, CatalogueJson.Default.CardLegalities);
        Write(writer, "regulationMark", card.RegulationMark);
        WriteImages(writer, ("small", card.ImageSmallUrl), ("large", card.ImageLargeUrl));
        writer.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter writer, string id, CanonicalSet set)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("name", set.Name);
        Write(writer, "series", set.Series);
        Write(writer, "printedTotal", set.PrintedTotal);
        Write(writer, "total", set.Total);
        Write(writer, "legalities", set.Legalities, CatalogueJson.Default.CardLegalities);
        Write(writer, "ptcgoCode", set.PtcgoCode);
        Write(writer, "releaseDate", set.ReleaseDate?.ToString(SourceDates.DateFormat, CultureInfo.InvariantCulture));
        Write(writer, "updatedAt", set.UpdatedAt?.ToString(SourceDates.TimeFormat, CultureInfo.InvariantCulture));
        WriteImages(writer, ("symbol", set.SymbolUrl), ("logo", set.LogoUrl));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void Write(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, T? value, JsonTypeInfo<T> type)
        where T : class
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, type);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, IReadOnlyList<int> pokedexNumbers)
    {
        if (pokedexNumbers.Count == 0)
            return;
        writer.WriteStartArray("nationalPokedexNumbers");
        foreach (var number in pokedexNumbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static void WriteImages(Utf8JsonWriter writer, (string Name, string? Url) first, (string Name, string? Url) second)
    {
        if (first.Url is null && second.Url is null)
            return;
        writer.WriteStartObject("images");
        Write(writer, first.Name, first.Url);
        Write(writer, second.Name, second.Url);
        writer.WriteEndObject();
    }
}

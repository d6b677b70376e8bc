using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>Reads the fields of one card; whatever no case knows is kept as an unknown field.</summary>
internal sealed class CardFields(FieldReader reader, Func<int, bool> isKnownSpecies)
{
    public CanonicalCard Card { get; } = new();

    public string Id { get; private set; } = "";

    public IReadOnlyList<CardSpecies> Species { get; private set; } = [];

    /// <summary>The id of the set that the API embeds in each card; null in folder sources.</summary>
    public string? EmbeddedSetId { get; private set; }

    public bool HasSupertype { get; private set; }

    private bool NamesSpecies { get; set; }

    public void ReadAll(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            var name = RepeatedTexts.Name(property);
            var path = new FieldPath(name);
            if (!ReadText(name, property.Value, path) && !ReadStructure(name, property.Value, path))
                reader.Unknown(property, path);
        }
    }

    /// <summary>Links a Pokémon that names no species by its name.</summary>
    public void FindMissingSpecies(JsonElement root)
    {
        if (!NamesSpecies && Card.Supertype == "Pokémon" && root.TryGetProperty("name", out var name))
            Species = SpeciesField.FindByName(reader, Card, name, new FieldPath("nationalPokedexNumbers"), isKnownSpecies);
    }

    private bool ReadText(string name, JsonElement value, in FieldPath path)
    {
        switch (name)
        {
            case "id": Id = reader.Identifier(value, path) ?? ""; break;
            case "name": Card.Name = reader.Name(value, path) ?? ""; break;
            case "number": ReadNumber(value, path); break;
            case "supertype": ReadSupertype(value, path); break;
            case "level": Card.Level = reader.Name(value, path); break;
            case "hp": Card.Hp = reader.HitPoints(value, path); break;
            case "evolvesFrom": Card.EvolvesFrom = reader.Name(value, path); break;
            case "convertedRetreatCost": Card.ConvertedRetreatCost = reader.Whole(value, path); break;
            case "artist": Card.Artist = reader.Name(value, path); break;
            case "rarity": Card.Rarity = reader.Word(value, path, Vocabularies.Rarities); break;
            case "flavorText": Card.FlavorText = reader.Prose(value, path); break;
            case "regulationMark": Card.RegulationMark = reader.Name(value, path); break;
            default: return false;
        }
        return true;
    }

    private bool ReadStructure(string name, JsonElement value, in FieldPath path)
    {
        switch (name)
        {
            case "subtypes": Card.Subtypes = reader.Words(value, path, Vocabularies.Subtypes); break;
            case "types": Card.Types = reader.Words(value, path, Vocabularies.Types); break;
            case "evolvesTo": Card.EvolvesTo = reader.Texts(value, path); break;
            case "rules": Card.Rules = reader.Proses(value, path); break;
            case "abilities": Card.Abilities = reader.List(value, path, CardPartFields.Ability); break;
            case "attacks": Card.Attacks = reader.List(value, path, CardPartFields.Attack); break;
            case "weaknesses": Card.Weaknesses = reader.List(value, path, CardPartFields.TypeModifier); break;
            case "resistances": Card.Resistances = reader.List(value, path, CardPartFields.TypeModifier); break;
            case "retreatCost": Card.RetreatCost = reader.Words(value, path, Vocabularies.Types); break;
            case "nationalPokedexNumbers":
                Species = SpeciesField.Read(reader, value, path, isKnownSpecies);
                NamesSpecies = SpeciesField.NamesAny(value);
                break;
            case "legalities": Card.Legalities = CardPartFields.Legalities(reader, value, path); break;
            case "ancientTrait": Card.AncientTrait = CardPartFields.AncientTrait(reader, value, path); break;
            case "images": (Card.ImageSmallUrl, Card.ImageLargeUrl) = CardPartFields.Images(reader, value, path, "small", "large"); break;
            case "set": ReadEmbeddedSet(value, path); break;
            // Prices change daily and are stored and normalised apart.
            case "tcgplayer" or "cardmarket": break;
            default: return false;
        }
        return true;
    }

    private void ReadNumber(JsonElement value, in FieldPath path)
    {
        Card.Number = reader.CollectorNumber(value, path);
        if (Card.Number is not "")
            return;
        reader.Keep(path, value);
        Card.Number = null;
    }

    private void ReadSupertype(JsonElement value, in FieldPath path)
    {
        HasSupertype = value.ValueKind != JsonValueKind.Null;
        Card.Supertype = reader.Word(value, path, Vocabularies.Supertypes) ?? "";
        if (HasSupertype && Card.Supertype.Length == 0)
            reader.Reject(RejectReasons.UnknownSupertype, $"{path.Pointer} is {JsonWords.Shown(value)}; one of {Vocabularies.Supertypes.Words} is expected.");
    }

    private void ReadEmbeddedSet(JsonElement value, in FieldPath path)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (value.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
                EmbeddedSetId = reader.Identifier(id, path.Of("id"));
        }
        else if (value.ValueKind != JsonValueKind.Null)
        {
            reader.Drifted(SchemaDrift.UnexpectedType, path);
        }
    }
}

using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>Reads the fields of one card; whatever no case knows is kept as an unknown field.</summary>
internal sealed class TcgdexCardFields(FieldReader reader, string language, Func<int, bool> isKnownSpecies)
{
    private const string Pokemon = "Pokémon";
    private const int MostRetreat = 10;

    private readonly bool _isEnglish = language == FeedLanguage.English;
    private readonly TcgdexPartFields _parts = TcgdexPartFields.In(language);
    private JsonElement? _category, _hp, _stage, _suffix, _trainerType, _energyType, _flags;
    private bool _namesSpecies;

    public CanonicalCard Card { get; } = new();

    public string Id { get; private set; } = "";

    public string? EmbeddedSetId { get; private set; }

    public IReadOnlyList<CardSpecies> Species { get; private set; } = [];

    public List<CardFinish> Finishes { get; private set; } = [];

    public void ReadAll(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            var name = RepeatedTexts.Name(property);
            var path = new FieldPath(name);
            if (!ReadText(name, property.Value, path) && !ReadStructure(name, property.Value, path) && !KeepKnown(name, property.Value, path))
                reader.Unknown(property, path);
        }
        ReadKinds();
        Finishes = TcgdexFinishes.Complete(reader, Finishes, _flags, language);
        if (!_namesSpecies && Card.Supertype == Pokemon && _isEnglish && root.TryGetProperty("name", out var printed))
            Species = SpeciesField.FindByName(reader, Card, printed, new FieldPath("dexId"), isKnownSpecies);
    }

    private bool ReadText(string name, JsonElement value, in FieldPath path)
    {
        switch (name)
        {
            case "id": Id = reader.Identifier(value, path) ?? ""; break;
            case "name": Card.Name = reader.Name(value, path) ?? ""; break;
            case "localId": Card.Number = reader.CollectorNumber(value, path) is { Length: > 0 } number ? Uri.UnescapeDataString(number) : null; break;
            case "illustrator": Card.Artist = TcgdexWords.Stated(reader, value, path) ? reader.Name(value, path) : null; break;
            case "description": Card.FlavorText = reader.Prose(value, path); break;
            case "evolveFrom": Card.EvolvesFrom = reader.Name(value, path); break;
            case "level": Card.Level = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : reader.Name(value, path); break;
            case "regulationMark": Card.RegulationMark = TcgdexWords.Stated(reader, value, path) ? reader.Name(value, path) : null; break;
            case "effect": Card.Rules = reader.Prose(value, path) is { } rule ? [rule] : null; break;
            case "rarity" when !_isEnglish: Card.Rarity = TcgdexWords.Stated(reader, value, path) ? reader.Name(value, path) : null; break;
            case "rarity": Card.Rarity = TcgdexWords.Stated(reader, value, path) ? TcgdexWords.Read(reader, value, path, TcgdexWords.Rarities, Vocabularies.Rarities) : null; break;
            case "image": ReadImage(value, path); break;
            default: return false;
        }
        return true;
    }

    private bool ReadStructure(string name, JsonElement value, in FieldPath path)
    {
        switch (name)
        {
            // What a card is decides how these are read.
            case "category": _category = value; break;
            case "hp": _hp = value; break;
            case "stage": _stage = value; break;
            case "suffix": _suffix = value; break;
            case "trainerType": _trainerType = value; break;
            case "energyType": _energyType = value; break;
            case "types": Card.Types = _parts.Types(reader, value, path); break;
            case "dexId":
                Species = SpeciesField.Read(reader, value, path, isKnownSpecies);
                _namesSpecies = SpeciesField.NamesAny(value);
                break;
            case "abilities": ReadAbilities(value, path); break;
            case "attacks": Card.Attacks = reader.List(value, path, _parts.Attack); break;
            case "weaknesses": Card.Weaknesses = reader.List(value, path, _parts.TypeModifier); break;
            case "resistances": Card.Resistances = reader.List(value, path, _parts.TypeModifier); break;
            case "retreat": ReadRetreat(value, path); break;
            case "legal": Card.Legalities = TcgdexPartFields.Legalities(reader, value, path); break;
            case "variants": _flags = value; break;
            case "variants_detailed": Finishes = TcgdexFinishes.Read(reader, value, path, language); break;
            case "set": ReadSet(value, path); break;
            default: return false;
        }
        return true;
    }

    /// <summary>What is known and has no column. Prices and the time of the last edit change without the card, and are no part of it.</summary>
    private bool KeepKnown(string name, JsonElement value, in FieldPath path)
    {
        if (name is "pricing" or "updated")
            return true;
        if (name is not ("thirdParty" or "boosters" or "item"))
            return false;
        reader.Keep(path, value);
        return true;
    }

    private void ReadKinds()
    {
        ReadCategory();
        ReadHp();
        var subtypes = new List<string>(2);
        AddKind(subtypes, "stage", Pokemon, _stage);
        AddKind(subtypes, "suffix", Pokemon, _suffix);
        AddKind(subtypes, "trainerType", "Trainer", _trainerType);
        AddKind(subtypes, "energyType", "Energy", _energyType);
        Card.Subtypes = subtypes.Count > 0 ? subtypes : null;
    }

    private void ReadCategory()
    {
        var path = new FieldPath("category");
        if (_category is not { } value || value.ValueKind == JsonValueKind.Null)
            reader.Reject(RejectReasons.MissingSupertype, "/category is missing; one of Pokemon, Trainer, Energy is expected.");
        // Other languages have words of their own for it.
        else if (!_isEnglish)
            Card.Supertype = reader.Name(value, path) ?? "";
        else if ((Card.Supertype = TcgdexWords.Read(reader, value, path, TcgdexWords.Categories, Vocabularies.Supertypes) ?? "").Length == 0)
            reader.Reject(RejectReasons.UnknownSupertype, $"/category is {JsonWords.Shown(value)}; one of Pokemon, Trainer, Energy is expected.");
    }

    private void AddKind(List<string> subtypes, string name, string of, JsonElement? said)
    {
        if (said is not { } value)
            return;
        var path = new FieldPath(name);
        if (_isEnglish && Card.Supertype != of && value.ValueKind != JsonValueKind.Null)
        {
            reader.Report(QualityRules.OtherCategory, FindingSeverity.Info, path, value, $"belongs to another kind of card than a {Card.Supertype}; kept in extra.");
            reader.Keep(path, value);
            return;
        }
        // A LEGEND has no stage, and VSTAR says V already: the other feed's words leave it at that.
        if (subtypes is ["VSTAR" or "V-UNION" or "VMAX"] && TcgdexWords.Is(value, "V"u8))
            reader.Keep(path, value);
        else if (TcgdexWords.Find(value, TcgdexWords.Subtypes) is { } known)
            subtypes.AddRange(known);
        else if (_isEnglish && reader.Word(value, path, Vocabularies.Subtypes) is { } word)
            subtypes.Add(word);
        else if (!_isEnglish)
            reader.Keep(path, value);
        if (subtypes is [var stage, "LEGEND"] && _stage is { } legendary)
        {
            subtypes.Remove(stage);
            reader.Keep(new FieldPath("stage"), legendary);
        }
    }

    private void ReadImage(JsonElement value, in FieldPath path)
    {
        var address = reader.Address(value, path);
        (Card.ImageSmallUrl, Card.ImageLargeUrl) = (TcgdexImages.With(TcgdexImages.Small, address), TcgdexImages.With(TcgdexImages.Large, address));
    }

    private void ReadHp()
    {
        if (_hp is not { } value)
            return;
        var path = new FieldPath("hp");
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var points) && points >= 0)
        {
            if (points > 0)
            {
                Card.Hp = points;
                return;
            }
            reader.Report(QualityRules.HpZero, Card.Supertype == Pokemon ? FindingSeverity.Warning : FindingSeverity.Info, path, value, "is 0: the card has none; kept in extra.");
            reader.Keep(path, value);
            return;
        }
        Card.Hp = reader.HitPoints(value, path);
    }

    private void ReadAbilities(JsonElement value, in FieldPath path)
    {
        Card.Abilities = reader.List(value, path, ReadAbility);
        if (Card.Abilities is [] && Card.AncientTrait is not null)
            Card.Abilities = null;
    }

    // Ancient Traits stand among the abilities.
    private CardAbility? ReadAbility(FieldReader fields, JsonElement value, FieldPath at)
    {
        var ability = _parts.Ability(fields, value, at, out var isTrait);
        if (!isTrait || ability is null)
            return ability;
        if (Card.AncientTrait is null)
            Card.AncientTrait = new CardAncientTrait { Name = ability.Name, Text = ability.Text };
        else
            fields.Keep(at, value);
        return null;
    }

    private void ReadRetreat(JsonElement value, in FieldPath path)
    {
        Card.ConvertedRetreatCost = reader.Whole(value, path);
        if (Card.ConvertedRetreatCost is > 0 and <= MostRetreat and var cost)
            Card.RetreatCost = [.. Enumerable.Repeat("Colorless", cost)];
    }

    private void ReadSet(JsonElement value, in FieldPath path)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
            EmbeddedSetId = reader.Identifier(id, path.Of("id"));
    }
}

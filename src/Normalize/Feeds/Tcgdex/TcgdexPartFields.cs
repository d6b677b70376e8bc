using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>Reads the objects within a card.</summary>
/// <param name="isEnglish">Whether its words are the catalogue's; in other languages they are translated, and kept as they are.</param>
internal sealed class TcgdexPartFields(bool isEnglish)
{
    private static readonly TcgdexPartFields s_english = new(isEnglish: true);
    private static readonly TcgdexPartFields s_translated = new(isEnglish: false);

    // Made once: a list of every card is read with each of them.
    private Func<FieldReader, JsonElement, FieldPath, CardAttack?>? _attack;
    private Func<FieldReader, JsonElement, FieldPath, CardTypeModifier?>? _typeModifier;

    public Func<FieldReader, JsonElement, FieldPath, CardAttack?> Attack => _attack ??= ReadAttack;

    public Func<FieldReader, JsonElement, FieldPath, CardTypeModifier?> TypeModifier => _typeModifier ??= ReadTypeModifier;

    public static TcgdexPartFields In(string language) => language == FeedLanguage.English ? s_english : s_translated;

    /// <param name="isTrait">Whether it is an Ancient Trait, which stands among the abilities.</param>
    public CardAbility? Ability(FieldReader reader, JsonElement value, FieldPath at, out bool isTrait)
    {
        isTrait = false;
        if (!reader.IsObject(value, at))
            return null;
        var ability = new CardAbility();
        foreach (var member in value.EnumerateObject())
        {
            var name = RepeatedTexts.Name(member);
            var path = at.Of(name);
            switch (name)
            {
                case "name": ability.Name = reader.Name(member.Value, path); break;
                case "effect": ability.Text = reader.Prose(member.Value, path); break;
                case "type" when TcgdexWords.Is(member.Value, "Ancient Trait"u8): isTrait = true; break;
                case "type": ability.Type = isEnglish ? TcgdexWords.Read(reader, member.Value, path, TcgdexWords.AbilityTypes, Vocabularies.AbilityTypes) : reader.Name(member.Value, path); break;
                default: reader.Unknown(member, path); break;
            }
        }
        return ability;
    }

    private CardAttack? ReadAttack(FieldReader reader, JsonElement value, FieldPath at)
    {
        if (!reader.IsObject(value, at))
            return null;
        var attack = new CardAttack();
        foreach (var member in value.EnumerateObject())
        {
            var name = RepeatedTexts.Name(member);
            var path = at.Of(name);
            switch (name)
            {
                case "name": attack.Name = reader.Name(member.Value, path); break;
                case "cost": attack.Cost = Types(reader, member.Value, path); break;
                case "damage": attack.Damage = Damage(reader, member.Value, path); break;
                case "effect": attack.Text = reader.Prose(member.Value, path); break;
                default: reader.Unknown(member, path); break;
            }
        }
        attack.ConvertedEnergyCost = attack.Cost?.Count;
        return attack;
    }

    private CardTypeModifier? ReadTypeModifier(FieldReader reader, JsonElement value, FieldPath at)
    {
        if (!reader.IsObject(value, at))
            return null;
        var modifier = new CardTypeModifier();
        foreach (var member in value.EnumerateObject())
        {
            var name = RepeatedTexts.Name(member);
            var path = at.Of(name);
            switch (name)
            {
                case "type": modifier.Type = isEnglish ? reader.Word(member.Value, path, Vocabularies.Types) : reader.Name(member.Value, path); break;
                case "value": modifier.Value = TcgdexWords.Stated(reader, member.Value, path) ? reader.SignedValue(member.Value, path) : null; break;
                default: reader.Unknown(member, path); break;
            }
        }
        return modifier;
    }

    public List<string>? Types(FieldReader reader, JsonElement value, in FieldPath path) =>
        isEnglish ? reader.Words(value, path, Vocabularies.Types) : reader.Texts(value, path);

    /// <summary>In which formats a card may be played. It states true and false; that a card is banned it does not tell.</summary>
    public static CardLegalities? Legalities(FieldReader reader, JsonElement value, FieldPath at)
    {
        if (reader.Object(value, at) is not { } members)
            return null;
        var legalities = new CardLegalities();
        foreach (var member in members.EnumerateObject())
        {
            var isStated = member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False;
            var legal = member.Value.ValueKind == JsonValueKind.True ? "Legal" : null;
            if (isStated && member.NameEquals("standard"u8))
                legalities.Standard = legal;
            else if (isStated && member.NameEquals("expanded"u8))
                legalities.Expanded = legal;
            else
                reader.Unknown(member, at.Of(member.Name));
        }
        return legalities;
    }

    // A number where there is nothing but a number, else text.
    private static string? Damage(FieldReader reader, JsonElement value, in FieldPath path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _) ? value.GetRawText()
        : TcgdexWords.Stated(reader, value, path) ? reader.SignedValue(value, path) : null;
}

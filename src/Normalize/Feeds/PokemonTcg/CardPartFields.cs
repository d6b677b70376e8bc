using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>Reads the objects within a card, and those that cards and sets share.</summary>
internal static class CardPartFields
{
    public static CardAbility? Ability(FieldReader reader, JsonElement value, FieldPath at)
    {
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
                case "text": ability.Text = reader.Prose(member.Value, path); break;
                case "type": ability.Type = reader.Word(member.Value, path, Vocabularies.AbilityTypes); break;
                default: reader.Unknown(member, path); break;
            }
        }
        return ability;
    }

    public static CardAttack? Attack(FieldReader reader, JsonElement value, FieldPath at)
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
                case "cost": attack.Cost = reader.Words(member.Value, path, Vocabularies.Types); break;
                case "convertedEnergyCost": attack.ConvertedEnergyCost = reader.Whole(member.Value, path); break;
                case "damage": attack.Damage = reader.SignedValue(member.Value, path); break;
                case "text": attack.Text = reader.Prose(member.Value, path); break;
                default: reader.Unknown(member, path); break;
            }
        }
        return attack;
    }

    public static CardTypeModifier? TypeModifier(FieldReader reader, JsonElement value, FieldPath at)
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
                case "type": modifier.Type = reader.Word(member.Value, path, Vocabularies.Types); break;
                case "value": modifier.Value = reader.SignedValue(member.Value, path); break;
                default: reader.Unknown(member, path); break;
            }
        }
        return modifier;
    }

    public static CardAncientTrait? AncientTrait(FieldReader reader, JsonElement value, FieldPath at)
    {
        if (reader.Object(value, at) is not { } members)
            return null;
        var trait = new CardAncientTrait();
        foreach (var member in members.EnumerateObject())
        {
            var name = RepeatedTexts.Name(member);
            var path = at.Of(name);
            switch (name)
            {
                case "name": trait.Name = reader.Name(member.Value, path); break;
                case "text": trait.Text = reader.Prose(member.Value, path); break;
                default: reader.Unknown(member, path); break;
            }
        }
        return trait;
    }

    public static CardLegalities? Legalities(FieldReader reader, JsonElement value, FieldPath at)
    {
        if (reader.Object(value, at) is not { } members)
            return null;
        var legalities = new CardLegalities();
        foreach (var member in members.EnumerateObject())
        {
            var name = RepeatedTexts.Name(member);
            var path = at.Of(name);
            switch (name)
            {
                case "unlimited": legalities.Unlimited = reader.Word(member.Value, path, Vocabularies.Legalities); break;
                case "standard": legalities.Standard = reader.Word(member.Value, path, Vocabularies.Legalities); break;
                case "expanded": legalities.Expanded = reader.Word(member.Value, path, Vocabularies.Legalities); break;
                default: reader.Unknown(member, path); break;
            }
        }
        return legalities;
    }

    /// <summary>Two image addresses by their member names: small and large of a card, symbol and logo of a set.</summary>
    public static (string? First, string? Second) Images(
        FieldReader reader, JsonElement value, FieldPath at, string firstName, string secondName)
    {
        (string? First, string? Second) urls = (null, null);
        if (reader.Object(value, at) is not { } members)
            return urls;
        foreach (var member in members.EnumerateObject())
        {
            var path = at.Of(RepeatedTexts.Name(member));
            if (member.NameEquals(firstName))
                urls.First = reader.Address(member.Value, path);
            else if (member.NameEquals(secondName))
                urls.Second = reader.Address(member.Value, path);
            else
                reader.Unknown(member, path);
        }
        // Members bring their object with them; an empty object has no column to stand in.
        if (members.GetPropertyCount() == 0)
            reader.Keep(at, members);
        return urls;
    }
}

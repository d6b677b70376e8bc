namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>How much a finding matters.</summary>
internal static class FindingSeverity
{
    /// <summary>Nothing was changed, or nothing but spelling.</summary>
    public const string Info = "info";

    /// <summary>A value was repaired, or one is missing from its column.</summary>
    public const string Warning = "warning";

    /// <summary>A value is wrong and could not be repaired.</summary>
    public const string Error = "error";
}

/// <summary>The names of all rules that fix or notice something; docs/quality-rules.md explains each.</summary>
public static class QualityRules
{
    public const string NumberAsText = "number-as-text";
    public const string TextAsNumber = "text-as-number";
    public const string NumberSpelling = "number-spelling";
    public const string BlankNumber = "blank-number";
    public const string HpNotANumber = "hp-not-a-number";
    public const string SingleAsList = "single-as-list";
    public const string ObjectAsList = "object-as-list";
    public const string ListAsObject = "list-as-object";
    public const string EmptyListAsObject = "empty-list-as-object";
    public const string NullInList = "null-in-list";
    public const string TypeSpelling = "type-spelling";
    public const string SupertypeSpelling = "supertype-spelling";
    public const string SubtypeSpelling = "subtype-spelling";
    public const string RaritySpelling = "rarity-spelling";
    public const string AbilityTypeSpelling = "ability-type-spelling";
    public const string LegalitySpelling = "legality-spelling";
    public const string UnknownType = "unknown-type";
    public const string UnknownSubtype = "unknown-subtype";
    public const string UnknownRarity = "unknown-rarity";
    public const string UnknownAbilityType = "unknown-ability-type";
    public const string UnknownLegality = "unknown-legality";
    public const string UnknownSpecies = "unknown-species";
    public const string SpeciesTwice = "species-twice";
    public const string Mojibake = "mojibake";
    public const string SurroundingSpace = "surrounding-space";
    public const string LookAlikeSign = "look-alike-sign";
    public const string LookAlikeKept = "look-alike-kept";
    public const string ControlCharacters = "control-characters";
    public const string DateSpelling = "date-spelling";
    public const string UnreadableDate = "unreadable-date";
    public const string MissingNumber = "missing-number";
    public const string UnreadablePrice = "unreadable-price";
    public const string FinishSpelling = "finish-spelling";
    public const string FinishTwice = "finish-twice";
    public const string AnotherCard = "another-card";
    public const string SpeciesFromName = "species-from-name";
    public const string PokemonWithoutSpecies = "pokemon-without-species";
    public const string NoneAsWord = "none-as-word";
    public const string HpZero = "hp-zero";
    public const string OtherCategory = "other-category";
    public const string FinishesContradict = "finishes-contradict";
    public const string SetTotalDiffers = "set-total-differs";
    public const string RetirementHeld = "retirement-held";

    /// <summary>Every rule with one line on what it sees and does.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        [NumberAsText] = "A number where text is usual is kept as text.",
        [TextAsNumber] = "Text that spells a number is read as the number.",
        [NumberSpelling] = "Leading zeros of a number written as text are dropped.",
        [BlankNumber] = "Blank text where a number is expected leaves the column empty.",
        [HpNotANumber] = "Hit points that are not a whole number leave the column empty.",
        [SingleAsList] = "A single value where a list is expected becomes a list of one.",
        [ObjectAsList] = "A single object where a list of objects is expected becomes a list of one.",
        [ListAsObject] = "A list of one object where an object is expected becomes that object.",
        [EmptyListAsObject] = "An empty list where an object is expected becomes an empty object.",
        [NullInList] = "A null entry of a list is left out of the column.",
        [TypeSpelling] = "Another spelling of an energy type becomes the usual one.",
        [SupertypeSpelling] = "Another spelling of a supertype becomes the usual one.",
        [SubtypeSpelling] = "Another spelling of a subtype becomes the usual one.",
        [RaritySpelling] = "Another spelling of a rarity becomes the usual one.",
        [AbilityTypeSpelling] = "Another spelling of an ability's type becomes the usual one.",
        [LegalitySpelling] = "Another spelling of a legality becomes the usual one.",
        [UnknownType] = "An energy type that is not known is kept as it is.",
        [UnknownSubtype] = "A subtype that is not known is kept as it is.",
        [UnknownRarity] = "A rarity that is not known is kept as it is.",
        [UnknownAbilityType] = "An ability's type that is not known is kept as it is.",
        [UnknownLegality] = "A legality that is not known is kept as it is.",
        [UnknownSpecies] = "A national Pokédex number that is not in the species master gets no link.",
        [SpeciesTwice] = "A national Pokédex number that stands twice on one card is linked once.",
        [Mojibake] = "UTF-8 that was read as windows-1252 and encoded again is repaired.",
        [SurroundingSpace] = "White space around a name or word is removed.",
        [LookAlikeSign] = "A sign that looks like the usual one, or like nothing, gives way to the usual one in names, words, numbers and values.",
        [LookAlikeKept] = "A space that does not break, or a sign that nobody sees, is kept in running text; any look-alike is kept in ids.",
        [ControlCharacters] = "Control characters besides tab and line ends are removed.",
        [DateSpelling] = "A date in another year-first form is read.",
        [UnreadableDate] = "A date that cannot be read leaves the column empty.",
        [MissingNumber] = "A card without a collector number, as basic energies are, is listed last in its set.",
        [UnreadablePrice] = "A price that is no sensible amount is kept beside the columns.",
        [FinishSpelling] = "Another spelling of a finish becomes the usual one.",
        [FinishTwice] = "Of a finish that stands twice in a price block the first one's prices count.",
        [AnotherCard] = "An id's name and supertype both changed from one version to the next: it shows another card than before.",
        [SpeciesFromName] = "A Pokémon without a national Pokédex number is linked to the species that its name says.",
        [PokemonWithoutSpecies] = "A Pokémon has no national Pokédex number, and its name does not say its species with certainty.",
        [NoneAsWord] = "A word that says that there is nothing (None, n/a, blank) leaves the column empty.",
        [HpZero] = "0 hit points mean that the card has none.",
        [OtherCategory] = "A field that belongs to another kind of card is kept beside the columns.",
        [FinishesContradict] = "The flags of a card's finishes contradict the list of them; the list counts.",
        [SetTotalDiffers] = "A set's total is not the number of its current cards.",
        [RetirementHeld] = "A complete fetch lacks more of a set's cards than may go at once; nothing is retired until the next one agrees.",
    };
}

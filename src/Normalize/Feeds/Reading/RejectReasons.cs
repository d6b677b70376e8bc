using PokedexTop.Ingest.Json;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>Why a card, set or price block goes to quarantine; docs/quality-rules.md explains each.</summary>
internal static class RejectReasons
{
    public const string InvalidJson = PayloadFault.InvalidJson;
    public const string NotAnObject = PayloadFault.NotAnObject;
    public const string DuplicateKey = PayloadFault.DuplicateKey;
    public const string NestedTooDeep = PayloadFault.NestedTooDeep;
    public const string InvalidText = PayloadFault.InvalidText;
    public const string PayloadTooLarge = PayloadFault.PayloadTooLarge;
    public const string TextTooLong = "text-too-long";
    public const string TooManyEntries = "too-many-entries";
    public const string TooManyFindings = "too-many-findings";
    public const string MissingId = "missing-id";
    public const string IdMismatch = "id-mismatch";
    public const string MissingName = "missing-name";
    public const string MissingSupertype = "missing-supertype";
    public const string UnknownSupertype = "unknown-supertype";
    public const string MissingSet = "missing-set";
    public const string UnknownSet = "unknown-set";
    public const string WrongKind = "wrong-kind";
    public const string NotANumber = "not-a-number";
    public const string NumberOutOfRange = "number-out-of-range";
    public const string UnknownMarket = "unknown-market";
    public const string Failed = "failed";

    /// <summary>Every reason with one line on what it means.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        [InvalidJson] = "The payload is not JSON, or it is cut off.",
        [NotAnObject] = "The payload is JSON, but not an object.",
        [DuplicateKey] = "One object has the same key twice, so what it says is not decidable.",
        [NestedTooDeep] = "Objects and lists are nested deeper than 64.",
        [InvalidText] = "Text that is not Unicode, or a control character in an id or a key.",
        [PayloadTooLarge] = "The payload has more than 16 MiB.",
        [TextTooLong] = "A text is longer than its field allows.",
        [TooManyEntries] = "A list or object has more than 1,000 entries.",
        [TooManyFindings] = "More than 1,000 values needed a rule.",
        [MissingId] = "There is no id.",
        [IdMismatch] = "The id is not the one under which the payload was stored.",
        [MissingName] = "There is no name.",
        [MissingSupertype] = "There is no supertype.",
        [UnknownSupertype] = "The supertype is none of Pokémon, Trainer and Energy.",
        [MissingSet] = "Neither the card nor its fetch says which set it is of.",
        [UnknownSet] = "The card's set is not in silver; retried when it is.",
        [WrongKind] = "A field has a JSON type that cannot be read as what it should be.",
        [NotANumber] = "A field that should be a whole number is not one.",
        [NumberOutOfRange] = "A number does not fit its field.",
        [UnknownMarket] = "A price block of a market that is neither tcgplayer nor cardmarket.",
        [Failed] = "The program or the database failed on this item alone; tried again by itself, less and less often.",
    };
}

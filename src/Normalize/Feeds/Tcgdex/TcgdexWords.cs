using System.Collections.Frozen;
using System.Text.Json;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>
/// How TCGdex says what the catalogue has words of its own for (seen in all of its 23,546 English cards). Only what means
/// the same is translated: its <c>Secret Rare</c> may be the other feed's <c>Rare Secret</c> or <c>Rare Rainbow</c>, and stays.
/// </summary>
internal static class TcgdexWords
{
    public static readonly FrozenDictionary<string, string[]> Categories = Words(("Pokemon", ["Pokémon"]), ("Trainer", ["Trainer"]), ("Energy", ["Energy"]));

    /// <summary>Stages, suffixes and kinds of Trainers and Energies, as subtypes.</summary>
    public static readonly FrozenDictionary<string, string[]> Subtypes = Words(
        ("Basic", ["Basic"]), ("Stage1", ["Stage 1"]), ("Stage2", ["Stage 2"]), ("Baby", ["Baby"]), ("BREAK", ["BREAK"]), ("LEVEL-UP", ["Level-Up"]),
        ("MEGA", ["MEGA"]), ("RESTORED", ["Restored"]), ("VMAX", ["VMAX"]), ("VSTAR", ["VSTAR"]), ("V-UNION", ["V-UNION"]),
        ("ex", ["ex"]), ("EX", ["EX"]), ("GX", ["GX"]), ("V", ["V"]), ("TAG TEAM-GX", ["TAG TEAM", "GX"]), ("SP", ["SP"]), ("Prime", ["Prime"]), ("Legend", ["LEGEND"]),
        ("Item", ["Item"]), ("Supporter", ["Supporter"]), ("Stadium", ["Stadium"]), ("Tool", ["Pokémon Tool"]),
        ("Technical Machine", ["Technical Machine"]), ("Rocket's Secret Machine", ["Rocket's Secret Machine"]),
        ("Normal", ["Basic"]), ("Special", ["Special"]));

    public static readonly FrozenDictionary<string, string[]> Rarities = Words(
        ("Holo Rare", ["Rare Holo"]), ("Holo Rare V", ["Rare Holo V"]), ("Holo Rare VMAX", ["Rare Holo VMAX"]), ("Holo Rare VSTAR", ["Rare Holo VSTAR"]),
        ("Rare PRIME", ["Rare Prime"]), ("Double rare", ["Double Rare"]), ("Illustration rare", ["Illustration Rare"]),
        ("Special illustration rare", ["Special Illustration Rare"]), ("Hyper rare", ["Hyper Rare"]), ("Shiny rare", ["Shiny Rare"]),
        ("Secret Rare", ["Secret Rare"]), ("Shiny rare V", ["Shiny rare V"]), ("Shiny rare VMAX", ["Shiny rare VMAX"]), ("Full Art Trainer", ["Full Art Trainer"]),
        ("One Diamond", ["One Diamond"]), ("Two Diamond", ["Two Diamond"]), ("Three Diamond", ["Three Diamond"]), ("Four Diamond", ["Four Diamond"]),
        ("One Star", ["One Star"]), ("Two Star", ["Two Star"]), ("Three Star", ["Three Star"]), ("One Shiny", ["One Shiny"]), ("Two Shiny", ["Two Shiny"]), ("Crown", ["Crown"]));

    public static readonly FrozenDictionary<string, string[]> AbilityTypes = Words(
        ("Ability", ["Ability"]), ("Poke-POWER", ["Poké-Power"]), ("Poke-BODY", ["Poké-Body"]), ("Pokemon Power", ["Pokémon Power"]));

    /// <summary>The catalogue's word for one of TCGdex's; an unknown one as any feed's is read.</summary>
    public static string? Read(FieldReader reader, JsonElement value, in FieldPath path, FrozenDictionary<string, string[]> words, Vocabulary otherwise) =>
        Find(value, words) is [var word] ? word : reader.Word(value, path, otherwise);

    /// <summary>The catalogue's words; null where TCGdex's is not known.</summary>
    public static string[]? Find(JsonElement value, FrozenDictionary<string, string[]> words) =>
        value.ValueKind == JsonValueKind.String ? words.GetValueOrDefault(RepeatedTexts.Text(value)) : null;

    /// <summary>Whether a value is this word; <see cref="JsonElement.ValueEquals(ReadOnlySpan{byte})"/> throws for what is no text.</summary>
    public static bool Is(JsonElement value, ReadOnlySpan<byte> word) => value.ValueKind == JsonValueKind.String && value.ValueEquals(word);

    /// <summary>Whether there is a value, and not a word or a blank for none, which is kept.</summary>
    public static bool Stated(FieldReader reader, JsonElement value, in FieldPath path)
    {
        if (!(Is(value, "None"u8) || Is(value, "n/a"u8) || Is(value, ""u8)))
            return true;
        reader.Report(QualityRules.NoneAsWord, FindingSeverity.Info, path, value, "says that there is none; kept in extra.");
        reader.Keep(path, value);
        return false;
    }

    private static FrozenDictionary<string, string[]> Words(params (string Theirs, string[] Ours)[] words) =>
        words.ToFrozenDictionary(w => w.Theirs, w => w.Ours, StringComparer.Ordinal);
}

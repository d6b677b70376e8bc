using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Notices an id that shows another card than before: name and supertype both changed from one version to the next. A
/// name alone is corrected often, a supertype alone was wrong; both at once happened when a source gave an id to another
/// card for a while.
/// </summary>
internal static class AnotherCard
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The finding, or null where it is the same card.</summary>
    /// <param name="before">As silver has it.</param>
    /// <param name="after">As the new version has it.</param>
    public static QualityFinding? Of(SilverCard before, SilverCard after)
    {
        // What could not be read of a damaged row is empty, and no card of its own.
        if (before.Name.Length == 0 || before.Supertype.Length == 0 || before.Name == after.Name || before.Supertype == after.Supertype)
            return null;
        return new QualityFinding(
            QualityRules.AnotherCard, FindingSeverity.Warning,
            $"/name and /supertype both changed: the id was {Shown(before)} and is {Shown(after)} now. Whatever refers to the id may mean the other card.",
            new JsonObject { ["name"] = before.Name, ["supertype"] = before.Supertype }.ToJsonString(s_readable));
    }

    private static string Shown(SilverCard card) => $"\"{JsonWords.Shown(card.Name)}\" ({card.Supertype})";
}

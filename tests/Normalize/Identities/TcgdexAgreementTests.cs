using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PokedexTop.Normalize.Identities;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Identities;

/// <summary>
/// What the map of TCGdex's ids says, held against the first feed's own data, which the map does not need. A match that
/// names another card would show here: its name, species or illustrator would be another.
/// </summary>
public sealed partial class TcgdexAgreementTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_shared_set_is_matched_nearly_every_card_is_and_no_match_is_wrong()
    {
        var first = FirstFeed();
        var matched = new Dictionary<string, Item>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var doubts = new List<string>();
        var unexplained = new List<string>();
        var explained = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var theirs in Tcgdex())
        {
            var set = IdentityResolver.OfSet("tcgdex/en", theirs.SetId);
            if (set.MatchedBy != IdentityRules.OwnId)
                known.Add(set.SilverId);
            var identity = IdentityResolver.OfCard("tcgdex/en", theirs.Id);
            if (identity.Confidence == Confidences.Doubtful)
                doubts.Add($"{theirs.Id} {identity.Candidate}");
            if (identity.MatchedBy == IdentityRules.OwnId)
            {
                Assert.Equal("tcgdex-" + theirs.Id, identity.SilverId);
                // What the first feed does have is not given up as unknown.
                Assert.False(identity.Confidence == Confidences.Certain && first.ContainsKey(identity.Candidate ?? ""), theirs.Id);
                continue;
            }
            Assert.True(matched.TryAdd(identity.SilverId, theirs), $"{theirs.Id} and {matched[identity.SilverId].Id} are both {identity.SilverId}");
            var disagreements = Compare(first[identity.SilverId], theirs);
            foreach (var (field, why) in disagreements)
            {
                if (why is null)
                    unexplained.Add($"{identity.SilverId} {theirs.Id} {field}: {first[identity.SilverId]} / {theirs}");
                else
                    explained[why] = explained.GetValueOrDefault(why) + 1;
            }
            // One field may be wrong in one of the feeds; two, and it is another card.
            Assert.True(disagreements.Count(d => d.Field is "name" or "species" or "illustrator" && d.Why is null or Source) <= 1, identity.SilverId);
        }
        output.WriteLine($"{matched.Count} of {first.Count} cards in {known.Count} sets; {string.Join(", ", explained.Select(e => $"{e.Value} {e.Key}"))}");
        output.WriteLine(string.Join("\n", unexplained));

        Assert.Equal(first.Values.Select(c => c.SetId).Distinct().Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.True(matched.Count >= 0.995 * first.Count, $"{matched.Count} of {first.Count}");
        Assert.Empty(unexplained);
        var page = File.ReadAllText(RepositoryRoot.Combine("docs", "identities.md"));
        Assert.All(doubts, d => Assert.Contains($"| `{d.Replace(" ", "` | `", StringComparison.Ordinal)}` |", page, StringComparison.Ordinal));
        Assert.All(explained, e => Assert.Contains($"| {e.Key} | {e.Value} |", page, StringComparison.Ordinal));
        Assert.Equal(14, doubts.Count);
    }

    private const string Source = "one of the feeds is wrong about the species; name, number and illustrator are the same";

    private static List<(string Field, string? Why)> Compare(Item ours, Item theirs)
    {
        var found = new List<(string, string?)>();
        if (Folded(ours.Name) != Folded(theirs.Name))
            found.Add(("name", WhyNamed(ours.Name, theirs.Name)));
        if (ours.Species.Count > 0 && theirs.Species.Count > 0 && !ours.Species.SetEquals(theirs.Species))
            found.Add(("species", ours.Species.IsSupersetOf(theirs.Species) ? "one of two species is named" : Source));
        if (ours.Artist.Length > 0 && theirs.Artist.Length > 0 && Folded(ours.Artist) != Folded(theirs.Artist))
            found.Add(("illustrator", Folded(theirs.Artist).Contains(Folded(ours.Artist), StringComparison.Ordinal) ? "the illustrator is written with more words" : "another illustrator is named; name, number and species are the same"));
        if (ours.Supertype != theirs.Supertype)
            found.Add(("supertype", null));
        return found;
    }

    private static string? WhyNamed(string ours, string theirs)
    {
        var (one, other) = (Bare(ours), Bare(theirs));
        return one != other ? null
            : ours.Contains("LV.X", StringComparison.Ordinal) != theirs.Contains("LV.X", StringComparison.Ordinal) ? "LV.X is no part of the name"
            : ours.Contains('★', StringComparison.Ordinal) ? "a star is written out, or hollow"
            : ours.Contains('δ', StringComparison.Ordinal) ? "δ is no part of the name"
            : ours.Contains('(', StringComparison.Ordinal) || theirs.Contains('(', StringComparison.Ordinal) ? "what stands in brackets is no part of the name"
            : ours.StartsWith("Basic ", StringComparison.Ordinal) ? "Basic is no part of an energy's name"
            : "a word is spelled otherwise";
    }

    /// <summary>A name without what one of the feeds leaves out.</summary>
    private static string Bare(string name) => Folded(Brackets().Replace(name, "").Replace('☆', '★').Replace("★", " Star", StringComparison.Ordinal).Replace(" LV.X", "", StringComparison.Ordinal)
        .Replace("δ", "", StringComparison.Ordinal).Replace("Imposter", "Impostor", StringComparison.Ordinal).Replace("HANDY909", "", StringComparison.Ordinal))
        .Replace(name.EndsWith(" Energy", StringComparison.Ordinal) ? "basic" : "\0", "", StringComparison.Ordinal);

    private static string Folded(string text) => string.Concat(text.Normalize(NormalizationForm.FormKD).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static Dictionary<string, Item> FirstFeed()
    {
        var cards = new Dictionary<string, Item>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestData.CardFolder, "cards", "en")))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var card in json.RootElement.EnumerateArray())
                cards.Add(Text(card, "id"), new(Text(card, "id"), Path.GetFileNameWithoutExtension(file), Text(card, "name"), Text(card, "supertype"), Text(card, "artist"), Numbers(card, "nationalPokedexNumbers")));
        }
        return cards;
    }

    private static IEnumerable<Item> Tcgdex()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestData.TcgdexFolder, "en", "cards.json")));
        foreach (var card in json.RootElement.EnumerateArray())
            yield return new(Text(card, "id"), Text(card.GetProperty("set"), "id"), Text(card, "name"), Text(card, "category").Replace("Pokemon", "Pokémon", StringComparison.Ordinal), Text(card, "illustrator"), Numbers(card, "dexId"));
    }

    private static string Text(JsonElement card, string name) => card.TryGetProperty(name, out var text) ? text.GetString()!.Trim() : "";

    private static HashSet<int> Numbers(JsonElement card, string name) => card.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(n => n.GetInt32())] : [];

    [GeneratedRegex(@"\s*\(.*\)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    private sealed record Item(string Id, string SetId, string Name, string Supertype, string Artist, HashSet<int> Species)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}, {Artist}, {string.Join('+', Species)}");
    }
}

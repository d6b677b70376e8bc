using System.Text.Json.Nodes;
using PokedexTop.FaultTests.Sources;

namespace PokedexTop.FaultTests.Oracle;

/// <summary>What must have become of one card, from the states its source was synced in.</summary>
internal sealed class CardHistory(string id)
{
    public string Id { get; } = id;

    /// <summary>One for each change of content, in order: its hash, its JSON, the set it stood in.</summary>
    public List<(string Hash, JsonObject Card, string SetId)> Versions { get; } = [];

    /// <summary>Kinds of changes, in order.</summary>
    public List<string> Changes { get; } = [];

    public bool InSilver => Shown is not null;

    public bool Retired { get; private set; }

    /// <summary>The card under which it came again when it went: all of its content under another id.</summary>
    public string? MergedInto { get; private set; }

    /// <summary>Whether the newest version is one that cannot be normalised.</summary>
    public bool Rejected => RejectedFor is not null;

    public string? RejectedFor { get; private set; }

    /// <summary>Why a version was refused last; null where none ever was.</summary>
    public string? WasRejectedFor { get; private set; }

    /// <summary>The newest content that could be normalised: what silver shows.</summary>
    public (JsonObject Card, string SetId)? Shown { get; private set; }

    public static IReadOnlyDictionary<string, CardHistory> Of(IReadOnlyList<SourceState> states)
    {
        var cards = new SortedDictionary<string, CardHistory>(StringComparer.Ordinal);
        foreach (var state in states)
        {
            var before = cards.Keys.ToHashSet(StringComparer.Ordinal);
            var present = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (setId, card) in state.AllCards)
            {
                var id = SourceState.Id(card);
                if (!present.Add(id))
                    continue;
                if (!cards.TryGetValue(id, out var history))
                    cards[id] = history = new CardHistory(id);
                history.Seen(setId, card);
            }
            // Neither a set that is not listed nor one that lists nothing says anything about its cards.
            var telling = state.Sets.Select(SourceState.Id).Except(state.EmptiedSets).ToHashSet(StringComparer.Ordinal);
            foreach (var history in cards.Values.Where(c => !present.Contains(c.Id) && c.Shown is { } shown && telling.Contains(shown.SetId)))
                history.Missed(present.Where(id => !before.Contains(id) && IsTheSame(cards[id], history)).ToList());
        }
        return cards;
    }

    private void Seen(string setId, JsonObject card)
    {
        var hash = Canonical.Hash(card);
        if (Versions.Count == 0 || Versions[^1].Hash != hash)
        {
            Versions.Add((hash, card, setId));
            RejectedFor = ReasonOf(card);
            WasRejectedFor = RejectedFor ?? WasRejectedFor;
        }
        // A good version that is the one silver shows already, after a bad one, changes nothing; another set does, without a version.
        if (!Rejected && (Shown is not { } shown || shown.SetId != setId || Canonical.Hash(shown.Card) != hash))
        {
            Changes.Add(InSilver ? "changed" : "appeared");
            Shown = (card, setId);
        }
        if (Retired)
            Changes.Add("returned");
        (Retired, MergedInto) = (false, null);
    }

    /// <summary>Of the faults in the data only these are ones that the normaliser refuses.</summary>
    private static string? ReasonOf(JsonObject card) => card["name"] is null ? "missing-name" : card["supertype"] is null ? "missing-supertype" : null;

    private static bool IsTheSame(CardHistory come, CardHistory gone) =>
        come.Shown is var (one, _) && gone.Shown is var (other, _) && JsonNode.DeepEquals(WithoutId(one), WithoutId(other));

    private static JsonObject WithoutId(JsonObject card)
    {
        var copy = card.DeepClone().AsObject();
        copy.Remove("id");
        return copy;
    }

    private void Missed(List<string> successors)
    {
        if (!InSilver || Retired)
            return;
        MergedInto = successors is [var only] ? only : null;
        Changes.Add(MergedInto is null ? "retired" : "merged");
        Retired = true;
    }
}

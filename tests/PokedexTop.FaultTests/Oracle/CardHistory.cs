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

    public bool InSilver { get; private set; }

    public bool Retired { get; private set; }

    /// <summary>Whether the newest version is one that cannot be normalised.</summary>
    public bool Rejected { get; private set; }

    public bool WasRejected { get; private set; }

    /// <summary>The newest content that could be normalised: what silver shows.</summary>
    public (JsonObject Card, string SetId)? Shown { get; private set; }

    public static IReadOnlyDictionary<string, CardHistory> Of(IReadOnlyList<SourceState> states)
    {
        var cards = new SortedDictionary<string, CardHistory>(StringComparer.Ordinal);
        foreach (var state in states)
        {
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
            foreach (var history in cards.Values.Where(c => !present.Contains(c.Id)))
                history.Missed();
        }
        return cards;
    }

    private void Seen(string setId, JsonObject card)
    {
        var hash = Canonical.Hash(card);
        if (Versions.Count == 0 || Versions[^1].Hash != hash)
        {
            Versions.Add((hash, card, setId));
            // Of the faults in the data only this one is one that the normaliser refuses.
            Rejected = card["name"] is null;
            WasRejected |= Rejected;
            if (!Rejected)
            {
                Changes.Add(InSilver ? "changed" : "appeared");
                InSilver = true;
                Shown = (card, setId);
            }
        }
        if (Retired)
            Changes.Add("returned");
        Retired = false;
    }

    private void Missed()
    {
        if (!InSilver || Retired)
            return;
        Changes.Add("retired");
        Retired = true;
    }
}

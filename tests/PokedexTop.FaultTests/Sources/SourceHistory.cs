using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests.Sources;

/// <summary>A dozen real sets, and what happens to them from sync to sync.</summary>
internal static class SourceHistory
{
    /// <summary>Old and new sets, promos, a set of letters for numbers, ids that must be escaped.</summary>
    private static readonly HashSet<string> s_dozen =
        ["base1", "base2", "basep", "ex10", "cel25", "cel25c", "det1", "pop1", "tk1a", "dc1", "mcd21", "swsh12tg"];

    private static readonly ConcurrentDictionary<(bool Whole, bool Steady), Lazy<IReadOnlyList<SourceState>>> s_states = new();

    /// <summary>The states, oldest first: as it is, with oddities and a card that cannot be normalised; edited; as it is.</summary>
    /// <param name="wholeCatalogue">Whether it is every set.</param>
    /// <param name="steady">
    /// Whether every set is fetched in every sync. Only then is it certain how a sync ends of a source that gives no card of a set,
    /// and what becomes of cards that go from set to set: where the set they went to fails, they are gone from the one they were
    /// in, and rightly retired for a while.
    /// </param>
    public static IReadOnlyList<SourceState> Of(bool wholeCatalogue, bool steady = true) => s_states.GetOrAdd((wholeCatalogue, steady),
        key => new Lazy<IReadOnlyList<SourceState>>(() => Make(SourceState.Read(TestData.CardFolder, key.Whole ? _ => true : s_dozen.Contains), key.Steady))).Value;

    private static List<SourceState> Make(SourceState real, bool steady)
    {
        var first = real.Edited(state =>
        {
            state.Card("pop1-2").Remove("name");
            Odd(state);
        });
        var second = real.Edited(state =>
        {
            Edit(state);
            Spoil(state);
            Rename(state);
            if (!steady)
                return;
            Split(state);
            // That it gives none of them says nothing about its cards.
            state.Cards["dc1"].Clear();
        });
        // A → B → A for what was edited, spoilt, renamed or split; the missing ones come back, the found one goes.
        var third = real.Edited(_ => { });
        return [first, second, third];
    }

    private static void Edit(SourceState state)
    {
        state.Card("base1-4")["hp"] = "130";
        state.Card("base2-3")["name"] = "Flareon of another day";
        state.Card("det1-1")["rules"] = new JsonArray("A rule that was not there.");
        state.Set("cel25")["name"] = "Celebrations again";
        state.Cards["pop1"].RemoveAll(card => SourceState.Id(card) == "pop1-5");
        state.Cards["base1"].RemoveAll(card => SourceState.Id(card) is "base1-7" or "base1-100");
        var added = state.Card("det1-2").DeepClone().AsObject();
        (added["id"], added["number"], added["name"]) = ("det1-902", "902", "A card that was found later");
        state.Cards["det1"].Add(added);
    }

    /// <summary>Odd but honest: other spellings of the same, values nobody knows, no-break spaces in running text.</summary>
    private static void Odd(SourceState state)
    {
        state.Card("pop1-3")["subtypes"] = new JsonArray("Basic", "A subtype nobody knows");
        state.Card("basep-1")["regulationMark"] = null;
        state.Card("basep-2")["watermark"] = "a field nobody knows";
        state.Card("tk1a-1")["rarity"] = "Rarer than rare";
        state.Card("base2-6")["flavorText"] = $"{(string?)state.Card("base2-6")["flavorText"]}\u00a0It was never seen again.";
    }

    /// <summary>Bad versions of cards that were good before: silver keeps the good ones whole.</summary>
    private static void Spoil(SourceState state)
    {
        state.Card("det1-3").Remove("name");
        state.Card("base2-5").Remove("supertype");
    }

    /// <summary>A card under another id: the old one goes and is merged into it, and is itself again when its id returns.</summary>
    private static void Rename(SourceState state) => state.Card("mcd21-3")["id"] = "mcd21-3a";

    /// <summary>A new set takes some cards of one set with their ids, and some of another under new ones.</summary>
    private static void Split(SourceState state)
    {
        state.AddSetLike("cel25c", "cel25d", "Celebrations, split off");
        state.Move("cel25c", "cel25d", 4, id => id);
        state.Move("swsh12tg", "cel25d", 2, id => id.Replace("swsh12tg", "cel25d", StringComparison.Ordinal));
    }
}

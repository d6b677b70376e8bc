using PokedexTop.Testing;

namespace PokedexTop.FaultTests.Sources;

/// <summary>A dozen real sets, and what happens to them from sync to sync.</summary>
internal static class SourceHistory
{
    /// <summary>Old and new sets, promos, a set of letters for numbers, ids that must be escaped.</summary>
    private static readonly HashSet<string> s_dozen =
        ["base1", "base2", "basep", "ex10", "cel25", "cel25c", "det1", "pop1", "tk1a", "dc1", "mcd21", "swsh12tg"];

    private static readonly Lazy<IReadOnlyList<SourceState>> s_dozenStates = new(() => Make(SourceState.Read(TestData.CardFolder, s_dozen.Contains)));

    private static readonly Lazy<IReadOnlyList<SourceState>> s_wholeStates = new(() => Make(SourceState.Read(TestData.CardFolder, _ => true)));

    /// <summary>The states, oldest first: as it is, with one card that cannot be normalised; edited; edited back.</summary>
    public static IReadOnlyList<SourceState> Of(bool wholeCatalogue) => wholeCatalogue ? s_wholeStates.Value : s_dozenStates.Value;

    private static List<SourceState> Make(SourceState real)
    {
        var first = real.Edited(state => state.Card("pop1-2").Remove("name"));
        var second = real.Edited(state =>
        {
            state.Card("base1-4")["hp"] = "130";
            state.Card("base2-3")["name"] = "Flareon of another day";
            state.Card("det1-1")["rules"] = new System.Text.Json.Nodes.JsonArray("A rule that was not there.");
            state.Sets.Single(set => SourceState.Id(set) == "cel25")["name"] = "Celebrations again";
            state.Cards["pop1"].RemoveAll(card => SourceState.Id(card) == "pop1-5");
            state.Cards["base1"].RemoveAll(card => SourceState.Id(card) is "base1-7" or "base1-100");
            var added = real.Card("det1-2").DeepClone().AsObject();
            (added["id"], added["number"], added["name"]) = ("det1-902", "902", "A card that was found later");
            state.Cards["det1"].Add(added);
        });
        // A → B → A for the edited ones; the missing ones come back, the found one goes.
        var third = real.Edited(_ => { });
        return [first, second, third];
    }
}

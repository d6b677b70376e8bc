using System.Text;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Ingest.Tests.Syncs;

public sealed class FetchPlanTests
{
    private static readonly string[] s_sets = ["base1", "base2", "gym1", "base10", "neo1", "Neo2"];

    [Fact]
    public void Everything_is_each_set_in_the_order_of_the_source() =>
        Assert.Equal(["base1@0", "base2@1", "gym1@2", "base10@3", "neo1@4", "Neo2@5"], Plan(new SyncScope(), upToDate: s_sets));

    [Fact]
    public void Sets_that_were_asked_for_come_once_and_in_the_order_of_the_source() =>
        Assert.Equal(["base2@1", "base10@3"], Plan(new SyncScope { Sets = ["base10", "base2", "base10"] }));

    [Fact]
    public void New_sets_are_those_that_are_not_settled_and_come_together_with_what_else_was_asked_for()
    {
        Assert.Equal(["base1@0", "gym1@2"], Plan(new SyncScope { NewSets = true }, upToDate: ["base2", "base10", "neo1", "Neo2"]));
        Assert.Equal(["base1@0", "gym1@2", "neo1@4"], Plan(new SyncScope { NewSets = true, Sets = ["neo1", "gym1"] }, upToDate: ["base2", "base10", "neo1", "Neo2"]));
        Assert.Empty(Plan(new SyncScope { NewSets = true }, upToDate: s_sets));
        Assert.Equal(["neo1@4"], Plan(new SyncScope { Sets = ["neo1"] }, upToDate: []));
    }

    [Fact]
    public void Queries_stand_behind_the_sets_each_at_a_place_of_its_own()
    {
        var plan = FetchPlan.Make(new SyncScope { Sets = ["gym1"], Generations = [3, 1, 3], Pokemon = "mr. mime", Cards = ["base1-4", "base1-2", "base1-4"] }, s_sets, new HashSet<string>());

        Assert.Equal(["gym1@2", "@7", "@8", "@9"], plan.Select(Show));
        Assert.Equal([new DexRange(1, 151), new DexRange(252, 386)], plan[1].Query!.Species);
        Assert.Equal([new DexRange(122, 122)], plan[2].Query!.Species);
        Assert.Equal(["base1-4", "base1-2"], plan[3].Query!.CardIds);
    }

    [Theory]
    [InlineData("charizard", 6, null)]
    [InlineData("Professor's Research", null, "Professor's Research")]
    public void A_name_is_a_species_where_there_is_one_else_a_cards(string asked, int? species, string? name)
    {
        var query = Assert.Single(FetchPlan.Make(new SyncScope { Pokemon = asked }, s_sets, new HashSet<string>())).Query!;
        Assert.Equal((name, species), (query.Name, query.Species.SingleOrDefault() is { First: > 0 } range ? range.First : null));
        Assert.Empty(query.CardIds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void A_generation_that_does_not_exist_is_refused_with_those_that_do(int generation) =>
        Assert.Equal($"There is no generation {generation}; known: 1 to 9.", Refused(new SyncScope { Generations = [1, generation] }));

    [Theory]
    [InlineData("base", "The source has no set 'base'. Near it: base1, base2, base10.")]
    [InlineData("BASE2x", "The source has no set 'BASE2x'. Near it: base2.")]
    [InlineData("neo2", "The source has no set 'neo2'. Near it: Neo2.")]
    [InlineData("xy", "The source has no set 'xy'. It has 6 sets, such as base1, base2, gym1, base10, neo1.")]
    public void A_set_that_does_not_exist_is_refused_with_what_is_near(string asked, string message) =>
        Assert.Equal(message, Refused(new SyncScope { Sets = ["base1", asked] }));

    [Fact]
    public void No_more_than_five_near_sets_are_named()
    {
        var error = Assert.Throws<ScopeException>(() => FetchPlan.Make(new SyncScope { Sets = ["s"] }, ["s1", "s2", "s3", "s4", "s5", "s6"], new HashSet<string>()));
        Assert.Equal("The source has no set 's'. Near it: s1, s2, s3, s4, s5.", error.Message);
    }

    [Fact]
    public void A_planned_fetch_is_due_at_once()
    {
        var (now, lease) = (new DateTime(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc), new RunLease(Guid.NewGuid(), "feed", "source", Force: true, 3, TimeSpan.FromSeconds(60)));

        var set = FetchPlan.RowOf(("base1", null, 4), lease, now);
        Assert.Equal((lease.SyncId, "feed", "source", "base1", null, 4), (set.SyncId, set.Feed, set.Source, set.SetId, set.Query, set.Position));
        Assert.Equal((FetchStatus.Pending, now, false, 0), (set.Status, set.NextAttemptAt, set.Complete, set.Attempts));

        var query = FetchPlan.RowOf((null, new CardQuery { Name = "Misty" }, 7), lease, now);
        Assert.Equal((null, "Misty"), (query.SetId, CardQuery.Parse(query.Query!).Name));
    }

    [Fact]
    public void The_sets_of_a_list_are_named_once_in_order_and_the_unlisted_ones_behind_them()
    {
        SourceCall[] calls = [List("""[{"id":"b"},{"name":"no id"},7,{"id":"a"},{"id":"b","name":"again"}]"""), List("""[{"id":"c"},{"id":"a"}]""")];
        var list = new SourceAnswer(calls, Complete: true, null, null) { UnlistedSets = ["d", "a", "d"] };
        Assert.Equal(["b", "a", "c", "d"], FetchPlan.SetIds(list));
    }

    private static string Refused(SyncScope scope) => Assert.Throws<ScopeException>(() => Plan(scope)).Message;

    private static List<string> Plan(SyncScope scope, params string[] upToDate) => FetchPlan.Make(scope, s_sets, upToDate.ToHashSet()).ConvertAll(Show);

    private static string Show((string? SetId, CardQuery? Query, int Position) planned) => $"{planned.SetId}@{planned.Position}";

    private static SourceCall List(string json) =>
        new() { Endpoint = "sets", RequestedAt = DateTime.UnixEpoch, Items = BronzeItemReader.Read(Encoding.UTF8.GetBytes(json), ItemKind.Set) };
}

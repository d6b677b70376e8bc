using System.Text.Json.Nodes;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Quality;
using PokedexTop.Normalize.Replays;

namespace PokedexTop.Normalize.Tests.Quality;

public sealed class QualityReportTests
{
    [Fact]
    public async Task Issues_are_counted_by_rule_and_drift_by_field()
    {
        await using var catalogue = SmallCatalogue.Standard();
        catalogue.Cards("alpha")[0]!["hp"] = 60;
        catalogue.Cards("alpha")[1]!["types"] = new JsonArray("lightning");
        catalogue.Cards("beta")[0]!["types"] = new JsonArray("lightning");
        catalogue.Cards("beta")[0]!["newField"] = true;
        catalogue.Write();
        await catalogue.SyncAsync();
        var quality = catalogue.Reader<QualityReport>();

        var rules = await quality.RulesAsync(TestContext.Current.CancellationToken);
        Assert.Equal((QualityRules.TypeSpelling, 2L), (rules[0].Rule, rules[0].Count));
        Assert.Equal(QualityRules.Descriptions[QualityRules.TypeSpelling], rules[0].Description);
        var issues = await quality.IssuesAsync(QualityRules.TypeSpelling, TestContext.Current.CancellationToken);
        Assert.Equal(["alpha-9", "beta-2"], issues.Select(i => i.CardId));
        Assert.Contains(await quality.DriftAsync(TestContext.Current.CancellationToken), d => d is { Path: "/newField", Kind: SchemaDrift.UnknownField, ExampleId: "beta-2", Occurrences: 1 });
    }

    [Fact]
    public async Task A_set_with_an_empty_list_for_an_object_reaches_silver_and_its_issue_is_told_once_however_often_it_is_replayed()
    {
        await using var catalogue = SmallCatalogue.Standard();
        catalogue.Sets[1]!["legalities"] = new JsonArray();
        catalogue.Cards("alpha")[0]!["legalities"] = new JsonArray();
        catalogue.Write();
        await catalogue.SyncAsync();
        for (var i = 0; i < 2; i++)
        {
            var issues = await catalogue.Reader<QualityReport>().IssuesAsync(QualityRules.EmptyListAsObject, TestContext.Current.CancellationToken);
            Assert.Equal([(null, "alpha", "[]"), ("alpha-10", null, "[]")], issues.Select(issue => (issue.CardId, issue.SetId, issue.OriginalValue)).Order());
            await catalogue.Reader<Replay>().MarkAsync([], TestContext.Current.CancellationToken);
            await catalogue.Reader<NormalizeWork>().DrainAsync(TestContext.Current.CancellationToken);
        }
        Assert.Empty(await catalogue.Reader<Normalize.Rejects.Quarantine>().ListAsync(TestContext.Current.CancellationToken));
    }
}

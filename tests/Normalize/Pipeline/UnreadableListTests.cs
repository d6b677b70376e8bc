using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Quality;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class UnreadableListTests
{
    [Fact]
    public async Task A_trailing_comma_in_the_list_does_not_stop_the_sets_that_are_known()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).WithSet("s2", 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        catalogue.Cards("s1").Add(SampleCatalogue.Card("s1-3", "3"));
        catalogue.Save().ReplaceInList("}]", "},\n]");
        for (var i = 0; i < 2; i++)
        {
            var run = await pipeline.SyncAsync();
            Assert.Equal((SyncStatus.Partial, SyncReason.SetListUnreadable), (run.Status, run.Reason));
            Assert.StartsWith("The list of sets could not be read: sets/en.json: Expected a JSON array of sets, but it is no JSON: a comma stands before the closing ']'; remove it (line 2, byte 1).", run.Error, StringComparison.Ordinal);
            Assert.EndsWith("The 2 sets that are known are asked for all the same.", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("reader options", run.Error, StringComparison.Ordinal);
        }
        Assert.Equal(["s1-1", "s1-2", "s1-3", "s2-1"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE retired_at IS NULL ORDER BY card_id"));

        catalogue.Save();
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_before_any_set_is_known_fails()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        catalogue.ReplaceInList("}]", "},]");
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        Assert.Equal((SyncStatus.Failed, SyncReason.SetListUnreadable), (await pipeline.SyncAsync()) is var run ? (run.Status, run.Reason) : default);
        Assert.Equal(0, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_tcg_cards"));
    }

    [Fact]
    public async Task An_api_whose_list_answers_nonsense_is_asked_for_the_sets_that_are_known()
    {
        await using var api = (await ApiSource.StartAsync()).WithSet("s1", 2).WithSet("s2", 1);
        await using var pipeline = await api.PipelineAsync();
        await pipeline.SyncAsync();

        api.Cards["s2"].Add(SampleCatalogue.Card("s2-2", "2"));
        api.Instead = (request, _) => request.Path == "/sets" ? """{"error":{"message":"index","code":13}}""" : null;
        Assert.Equal((SyncStatus.Partial, SyncReason.SetListUnreadable), (await pipeline.SyncAsync()) is var run ? (run.Status, run.Reason) : default);
        Assert.Equal(4, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
    }

    [Fact]
    public async Task Where_nothing_comes_at_all_the_known_sets_are_not_asked_for_one_after_the_other()
    {
        await using var api = await ApiSource.StartAsync();
        for (var i = 0; i < 12; i++)
            api.WithSet($"s{i}", 1);
        await using var pipeline = await api.PipelineAsync();
        await pipeline.SyncAsync();

        api.Instead = (_, _) => "";
        var run = await pipeline.SyncAsync();
        Assert.Equal((SyncStatus.Failed, SyncReason.SetListUnreadable), (run.Status, run.Reason));
        Assert.EndsWith("None of the first 3 came, and the others are not asked for.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_that_is_text_is_read_as_the_number_it_spells_and_told()
    {
        await using var api = (await ApiSource.StartAsync()).WithSet("s1", 3);
        api.Instead = (_, body) => System.Text.RegularExpressions.Regex.Replace(body, "\"totalCount\":(\\d+)", "\"totalCount\":\"$1\"");
        await using var pipeline = await api.PipelineAsync();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
            var quality = pipeline.Services.GetRequiredService<QualityReport>();
            Assert.Equal(("list-number-as-text", 2L), (await quality.RulesAsync(TestContext.Current.CancellationToken)) is [var rule] ? (rule.Rule, rule.Count) : default);
            Assert.Contains("/totalCount is text; read as 3.", (await quality.IssuesAsync("list-number-as-text", TestContext.Current.CancellationToken)).Select(issue => issue.Detail));
        }

        api.Instead = null;
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.Services.GetRequiredService<QualityReport>().RulesAsync(TestContext.Current.CancellationToken));
    }
}

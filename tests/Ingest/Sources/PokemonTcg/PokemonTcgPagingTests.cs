using Microsoft.AspNetCore.Http;
using PokedexTop.FakeApi;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Tests.Sources.Http;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.PokemonTcg;

public sealed class PokemonTcgPagingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_sizes_that_keep_failing_are_given_up_for_smaller_ones()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.PageSizeLimits["one"] = 50;

        var answer = await api.FetchAsync(options => options with { Attempts = 2 });

        Assert.Equal(["250", "250", "100", "100", "50", "50", "50"], api.Fake.Requests.Select(request => request.Query["pageSize"]));
        Assert.Equal([500, 500, 500, 500, 200, 200, 200], api.Fake.Requests.Select(request => request.Status));
        await api.AssertWholeAsync(answer);
    }

    [Fact]
    public async Task A_set_that_always_fails_is_given_up_with_a_reason()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.BrokenSets["one"] = true;

        var answer = await api.FetchAsync(options => options with { Attempts = 2 });

        Assert.False(answer.Complete);
        Assert.EndsWith("answered 500 (internal server error) without a body", answer.Error, StringComparison.Ordinal);
        Assert.Equal(8, answer.Calls.Count);
        await api.AssertCallsAsync(answer);
    }

    [Theory]
    [InlineData(FakeFault.RepeatedItem)]
    [InlineData(FakeFault.MissingItem)]
    public async Task Pages_that_repeat_or_skip_cards_are_read_again(FakeFault fault)
    {
        await using var api = await CardApi.StartAsync();
        // The second page's first request only: the first pass comes out short, or has a card twice.
        var fired = 0;
        api.Faults.Choose = request => request.Query["page"] == "2" && Interlocked.Exchange(ref fired, 1) == 0 ? fault : FakeFault.None;

        var answer = await api.FetchAsync(options => options with { PageSize = 50 });

        Assert.Equal(fault, api.Fake.Requests[1].Fault);
        await api.AssertWholeAsync(answer);
        if (fault == FakeFault.MissingItem)
            Assert.True(answer.Calls.Count > 3, "a gap went unnoticed");
    }

    [Fact]
    public async Task A_total_that_is_never_reached_makes_a_set_incomplete()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.Probabilities[FakeFault.WrongTotalCount] = 1;

        var answer = await api.FetchAsync();

        Assert.All(api.Fake.Requests, request => Assert.Equal(FakeFault.WrongTotalCount, request.Fault));
        Assert.False(answer.Complete);
        Assert.Equal(CardApi.Cards + 3, answer.Expected);
        Assert.Equal("the source announces 123 cards, but 120 different ones came, also when asked again", answer.Error);
        Assert.InRange(answer.Calls.Count, 2, 20);
        Assert.Equal(CardApi.Cards, answer.Calls.SelectMany(call => call.Items).Select(item => item.Id).Distinct().Count());
    }

    [Fact]
    public async Task Cards_without_an_id_make_a_set_incomplete_without_asking_again()
    {
        await using var api = await CardApi.StartAsync();
        api.Fake.Catalogue.Add("one", """{"name":"Nobody"}""");

        var answer = await api.FetchAsync();

        Assert.False(answer.Complete);
        Assert.True(answer.Received);
        Assert.StartsWith("1 of 121 cards cannot be identified (the first is item 121: no-id: ", answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Calls);
    }

    [Fact]
    public async Task Deep_pages_that_are_refused_are_not_asked_for_again()
    {
        await using var api = await CardApi.StartAsync();

        var answer = await api.FetchAsync(options => options with { PageSize = 2 });

        // 120 cards are 60 pages of two, and the API refuses ordered pages past 55.
        Assert.Equal(400, api.Fake.Requests[^1].Status);
        Assert.Equal(56, api.Fake.Requests.Count);
        Assert.False(answer.Complete);
        Assert.Contains("answered 400 (bad request)", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_is_refused_is_given_up_for_good()
    {
        await using var api = await CardApi.StartAsync();
        await using var server = await AnswerServer.StartAsync();
        server.Answer = context =>
        {
            context.Response.StatusCode = context.Request.Query["orderBy"] == "id" ? 400 : 200;
            return context.Response.WriteAsync("""{"data":[{"id":"one-1"}],"page":1,"pageSize":250,"count":1,"totalCount":1}""", Token);
        };
        var source = api.Source(options => options with { BaseUrl = server.Url });

        var first = await source.FetchSetAsync(Guid.NewGuid(), "one", Token);
        var second = await source.FetchSetAsync(Guid.NewGuid(), "two", Token);

        Assert.True(first.Complete && second.Complete);
        Assert.Equal([400, 200], first.Calls.Select(call => call.StatusCode!.Value));
        Assert.Equal([200], second.Calls.Select(call => call.StatusCode!.Value));
    }

    [Fact]
    public async Task A_list_that_grows_between_two_pages_is_counted_from_there()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.Choose = request =>
        {
            if (request.Query["page"] == "2" && api.Fake.Requests.Count == 2)
                api.Fake.Catalogue.Add("one", """{"id":"one-000","name":"New"}""");
            return FakeFault.None;
        };

        var answer = await api.FetchAsync(options => options with { PageSize = 100 });

        Assert.True(answer.Complete, answer.Error);
        Assert.Equal(CardApi.Cards + 1, answer.Expected);
        Assert.Contains("one-000", Ids(answer));
    }

    [Fact]
    public async Task A_list_that_is_not_there_is_not_asked_for_again()
    {
        await using var api = await CardApi.StartAsync();
        var answer = await api.Source(options => options with { BaseUrl = new Uri(api.Fake.BaseUrl + "/nothing") }).FetchSetsAsync(Guid.NewGuid(), Token);

        Assert.Equal(404, Assert.Single(api.Fake.Requests).Status);
        Assert.Contains("answered 404 (not found)", answer.Error, StringComparison.Ordinal);
        Assert.False(answer.Complete);
    }

    [Fact]
    public async Task Every_real_set_comes_whole()
    {
        await using var api = await CardApi.StartAsync(new FakeTcgApiOptions { DataFolder = TestData.CardFolder });
        var source = api.Source(options => options with { PageSize = 100 });

        var sets = await source.FetchSetsAsync(Guid.NewGuid(), Token);
        Assert.True(sets.Complete, sets.Error);
        Assert.Equal(api.Fake.Catalogue.SetIds, Ids(sets));

        var calls = 0;
        foreach (var set in api.Fake.Catalogue.SetIds.Where((_, index) => index % 10 == 0).Append("ex10").Append("swsh8").Append("cel25c"))
        {
            var answer = await source.FetchSetAsync(Guid.NewGuid(), set, Token);
            Assert.True(answer.Complete, answer.Error);
            Assert.Equal(api.Fake.Catalogue.CardIds(set).Order(StringComparer.Ordinal), Ids(answer).Order(StringComparer.Ordinal));
            Assert.All(answer.Calls.SelectMany(call => call.Items), item => Assert.Equal(set, item.EmbeddedSetId));
            calls += answer.Calls.Count;
        }
        Assert.All(api.Fake.Requests, request => Assert.Equal(200, request.Status));
        Assert.Equal(api.Fake.Requests.Count, calls + sets.Calls.Count);
    }

    private static IEnumerable<string?> Ids(SourceAnswer answer) => answer.Calls.SelectMany(call => call.Items).Select(item => item.Id);
}

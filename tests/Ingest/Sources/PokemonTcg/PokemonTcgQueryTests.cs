using PokedexTop.FakeApi;
using PokedexTop.Ingest.Sources;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.PokemonTcg;

public sealed class PokemonTcgQueryTests
{
    [Theory]
    [InlineData("base1-4")]
    [InlineData("ex10-?")]
    [InlineData("ex10-!")]
    [InlineData("cel25c-15_A1")]
    public async Task One_card_is_asked_for_by_its_escaped_address(string id)
    {
        await using var api = await RealAsync();

        var answer = await QueryAsync(api, new CardQuery { CardIds = [id] });

        Assert.Equal($"/v2/cards/{id}", Assert.Single(api.Fake.Requests).Path);
        Assert.Equal(id, Assert.Single(Assert.Single(answer.Calls).Items).Id);
        Assert.Null(answer.Error);
    }

    [Fact]
    public async Task A_card_that_is_not_there_is_an_empty_answer_and_no_error()
    {
        await using var api = await CardApi.StartAsync();

        var answer = await QueryAsync(api, new CardQuery { CardIds = ["one-999"] });

        var call = Assert.Single(answer.Calls);
        Assert.Equal((404, null, 0), (call.StatusCode, call.Error, call.Items.Count));
        Assert.Null(answer.Error);
        await api.AssertCallsAsync(answer);
    }

    [Fact]
    public async Task Many_cards_are_asked_for_in_few_bounded_calls()
    {
        await using var api = await CardApi.StartAsync();
        var ids = Enumerable.Range(1, CardApi.Cards).Select(number => $"one-{number}").Append("one-999").ToList();

        var answer = await QueryAsync(api, new CardQuery { CardIds = ids });

        Assert.Equal(ids.SkipLast(1).Order(StringComparer.Ordinal), Ids(answer).Order(StringComparer.Ordinal));
        Assert.Equal(3, answer.Calls.Count);
        Assert.All(answer.Calls, call => Assert.InRange(call.Endpoint.Length, 1, 4_000));
        Assert.Null(answer.Error);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a\"b\\c OR name:x")]
    [InlineData("../sets")]
    [InlineData("x?y=1#z")]
    public async Task An_id_cannot_become_another_question(string id)
    {
        await using var api = await CardApi.StartAsync();
        api.Fake.Catalogue.Add("one", System.Text.Json.JsonSerializer.Serialize(new { id, name = "Odd" }));

        var one = await QueryAsync(api, new CardQuery { CardIds = [id] });
        var two = await QueryAsync(api, new CardQuery { CardIds = [id, "one-1"] });

        // ASP.NET keeps %2F in a path as it came, so the fake does not find such an id by its address; it is asked for no other.
        Assert.All(Ids(one), found => Assert.Equal(id, found));
        Assert.Equivalent(new[] { id, "one-1" }, Ids(two), strict: true);
    }

    [Fact]
    public async Task Species_are_asked_for_in_ranges()
    {
        await using var api = await RealAsync();

        var answer = await QueryAsync(api, new CardQuery { Species = [new DexRange(25, 25), new DexRange(100, 170)] });

        Assert.Equal(
            ["nationalPokedexNumbers:[25 TO 25]", "nationalPokedexNumbers:[100 TO 149]", "nationalPokedexNumbers:[150 TO 170]"],
            api.Fake.Requests.Select(request => request.Query["q"]).Distinct());
        Assert.Null(answer.Error);
        Assert.Equal(answer.Expected, Ids(answer).Count());
        Assert.Contains("base1-58", Ids(answer));
        Assert.Contains("base1-10", Ids(answer));
    }

    [Fact]
    public async Task A_name_is_matched_whole_and_in_any_case()
    {
        await using var api = await RealAsync();

        var answer = await QueryAsync(api, new CardQuery { Name = "dark charizard" });

        Assert.NotEmpty(Ids(answer));
        Assert.All(answer.Calls.SelectMany(call => call.Items), item => Assert.Contains("\"name\":\"Dark Charizard\"", item.Payload, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_with_special_characters_is_a_name()
    {
        await using var api = await CardApi.StartAsync();
        api.Fake.Catalogue.Add("one", """{"id":"odd","name":"Mr. \"X\" \\ (a) OR b*"}""");

        var answer = await QueryAsync(api, new CardQuery { Name = "Mr. \"X\" \\ (a) OR b*" });

        Assert.Equal(["odd"], Ids(answer));
    }

    private static async Task<CardApi> RealAsync() => await CardApi.StartAsync(new FakeTcgApiOptions { DataFolder = TestData.CardFolder });

    private static Task<SourceAnswer> QueryAsync(CardApi api, CardQuery query) =>
        api.Source().FetchQueryAsync(Guid.NewGuid(), query, TestContext.Current.CancellationToken);

    private static IEnumerable<string?> Ids(SourceAnswer answer) => answer.Calls.SelectMany(call => call.Items).Select(item => item.Id);
}

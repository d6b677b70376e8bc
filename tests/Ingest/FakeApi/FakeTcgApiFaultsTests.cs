using System.Net;
using System.Text.Json;
using PokedexTop.FakeApi;

namespace PokedexTop.Ingest.Tests.FakeApi;

/// <summary>Three invented cards are enough here; no shared data is needed.</summary>
public sealed class FakeTcgApiFaultsTests
{
    private const string List = "/cards?q=set.id:one";
    private static readonly HttpClient Client = new();

    [Fact]
    public async Task Probable_faults_are_the_same_for_the_same_seed()
    {
        Assert.Equal(await FailuresAsync(seed: 3), await FailuresAsync(seed: 3));
        Assert.NotEqual(await FailuresAsync(seed: 3), await FailuresAsync(seed: 4));

        static async Task<string> FailuresAsync(int seed)
        {
            await using var fake = await StartAsync(options => (options.Seed, options.Faults.Probabilities[FakeFault.InternalError]) = (seed, 0.5));
            for (var request = 0; request < 40; request++)
                (await SendAsync(fake, List)).Dispose();
            var statuses = fake.Requests.Select(request => request.Status).ToList();
            Assert.InRange(statuses.Count(status => status == 500), 8, 32);
            return string.Join(' ', statuses);
        }
    }

    [Theory]
    [InlineData(FakeFault.InternalError, 500, "")]
    [InlineData(FakeFault.GatewayTimeout, 504, "<!DOCTYPE html>")]
    [InlineData(FakeFault.Html, 200, "<!DOCTYPE html>")]
    [InlineData(FakeFault.TooManyRequests, 429, """{"error":{"message":"Too Many""")]
    public async Task A_fault_of_the_next_request_is_sent_once(FakeFault fault, int status, string body)
    {
        await using var fake = await StartAsync(options => options.Faults.RetryAfter = TimeSpan.FromSeconds(7));
        fake.Faults.Next.Enqueue(fault);

        using var spoiled = await SendAsync(fake, List);
        using var good = await SendAsync(fake, List);

        var text = await spoiled.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)spoiled.StatusCode);
        Assert.True(body.Length == 0 ? text.Length == 0 : text.StartsWith(body, StringComparison.Ordinal), text);
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(7) : null, spoiled.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Theory]
    [InlineData(FakeFault.None, "one-1 one-2", 3)]
    [InlineData(FakeFault.WrongTotalCount, "one-1 one-2", 6)]
    [InlineData(FakeFault.MissingItem, "one-1", 3)]
    [InlineData(FakeFault.RepeatedItem, "one-1 one-1 one-2", 3)]
    public async Task Lists_can_lie(FakeFault fault, string ids, int total)
    {
        await using var fake = await StartAsync();
        fake.Faults.Next.Enqueue(fault);

        using var answer = await SendAsync(fake, List + "&pageSize=2");

        using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ids, string.Join(' ', page.RootElement.GetProperty("data").EnumerateArray().Select(card => card.GetProperty("id").GetString())));
        Assert.Equal(total, page.RootElement.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Bodies_can_break_off()
    {
        await using var fake = await StartAsync();
        fake.Faults.Next.Enqueue(FakeFault.TruncatedJson);
        fake.Faults.Next.Enqueue(FakeFault.ConnectionReset);

        using var truncated = await SendAsync(fake, List);
        var text = await truncated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(fake, List));
    }

    [Fact]
    public async Task An_edited_item_is_sent_as_it_was_written()
    {
        const string Odd = """{"id":"one-1","name":"\u0050ikachu","hp":4.0e1,"hp":"40"}""";
        var deep = new string('[', 1_000) + new string(']', 1_000);
        await using var fake = await StartAsync();
        fake.Catalogue.Replace("one-1", Odd);
        fake.Catalogue.Add("one", deep);
        fake.Catalogue.Add("one", "\"no object\"");

        using var answer = await SendAsync(fake, "/cards");

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Odd[..^1], text, StringComparison.Ordinal);
        Assert.Contains(deep, text, StringComparison.Ordinal);
        Assert.Contains("\"no object\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_is_whole()
    {
        await using var fake = await StartAsync(options => options.Faults.SlowPause = TimeSpan.FromMilliseconds(2));
        fake.Faults.Next.Enqueue(FakeFault.SlowDrip);

        using var answer = await SendAsync(fake, List);

        using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, page.RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Sets_keys_and_page_sizes_can_be_broken()
    {
        await using var fake = await StartAsync();
        fake.Faults.PageSizeLimits["one"] = 100;
        Assert.Equal(500, await StatusAsync(fake, List));
        Assert.Equal(200, await StatusAsync(fake, List + "&pageSize=100"));
        fake.Faults.BrokenSets["one"] = true;
        Assert.Equal(500, await StatusAsync(fake, List + "&pageSize=1"));
        Assert.Equal(200, await StatusAsync(fake, "/sets"));
        fake.Faults.Clear();
        fake.Faults.KeyedRequestsFail = true;
        Assert.Equal(500, await StatusAsync(fake, List, key: "secret"));
        Assert.Equal(200, await StatusAsync(fake, List));
        Assert.Equal("secret", fake.Requests[^2].Headers["x-api-key"]);
    }

    [Fact]
    public async Task The_quota_without_a_key_is_the_smaller_one()
    {
        await using var fake = await StartAsync(options => options.RateLimit = new FakeRateLimit(PerMinute: 2, PerDay: 10, PerDayWithKey: 3));

        int[] keyless = [await StatusAsync(fake, List), await StatusAsync(fake, List), await StatusAsync(fake, List)];
        int[] keyed = [await StatusAsync(fake, List, "k"), await StatusAsync(fake, List, "k"), await StatusAsync(fake, List, "k"), await StatusAsync(fake, List, "k")];

        Assert.Equal([200, 200, 429], keyless);
        Assert.Equal([200, 200, 200, 429], keyed);
    }

    [Theory]
    [InlineData("/cards?q=name")]
    [InlineData("/cards?q=(name:a")]
    [InlineData("/cards?q=hp:[1")]
    [InlineData("/cards?page=0")]
    [InlineData("/sets?pageSize=x")]
    public async Task What_is_malformed_answers_400(string address)
    {
        await using var fake = await StartAsync();

        using var answer = await SendAsync(fake, address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"code\":400", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<FakeTcgApi> StartAsync(Action<FakeTcgApiOptions>? configure = null)
    {
        var options = new FakeTcgApiOptions();
        configure?.Invoke(options);
        var fake = await FakeTcgApi.StartAsync(options, TestContext.Current.CancellationToken);
        fake.Catalogue.PutSet("""{"id":"one","name":"One"}""");
        foreach (var number in new[] { 1, 2, 3 })
            fake.Catalogue.Add("one", $$"""{"id":"one-{{number}}","name":"Card {{number}}"}""");
        return fake;
    }

    private static async Task<int> StatusAsync(FakeTcgApi fake, string address, string? key = null)
    {
        using var answer = await SendAsync(fake, address, key);
        return (int)answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(FakeTcgApi fake, string address, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, fake.BaseUrl + address);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

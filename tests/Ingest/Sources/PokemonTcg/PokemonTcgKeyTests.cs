using PokedexTop.FakeApi;

namespace PokedexTop.Ingest.Tests.Sources.PokemonTcg;

public sealed class PokemonTcgKeyTests
{
    private const string Key = "my-secret-key";

    [Fact]
    public async Task The_key_is_the_only_header_of_ours()
    {
        await using var api = await CardApi.StartAsync();
        using var activity = new System.Diagnostics.Activity("somebody is tracing").Start();

        await api.AssertWholeAsync(await api.FetchAsync(options => options with { ApiKey = Key }));

        var headers = Assert.Single(api.Fake.Requests).Headers;
        Assert.Equal(Key, headers["X-Api-Key"]);
        Assert.Equal(["Accept-Encoding", "Host", "X-Api-Key"], headers.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.True(Assert.Single(await api.File.CallsAsync()).Keyed);
    }

    [Fact]
    public async Task A_key_that_gives_500_is_left_out()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.KeyedRequestsFail = true;
        var source = api.Source(options => options with { ApiKey = Key });

        var first = await source.FetchSetAsync(Guid.NewGuid(), "one", TestContext.Current.CancellationToken);

        Assert.Equal([500, 500, 500, 200], api.Fake.Requests.Select(request => request.Status));
        await api.AssertWholeAsync(first);
        Assert.Equal([true, true, true, false], (await api.File.CallsAsync()).ConvertAll(call => call.Keyed));
        // Three in a row may be bad luck; the same once more is not.
        Assert.Empty(api.Notes);
        api.Fake.ForgetRequests();
        Assert.True((await source.FetchSetAsync(Guid.NewGuid(), "one", TestContext.Current.CancellationToken)).Complete);
        Assert.Equal([500, 500, 500, 200], api.Fake.Requests.Select(request => request.Status));
        var note = Assert.Single(api.Notes);
        Assert.DoesNotContain(Key, note, StringComparison.Ordinal);

        api.Fake.ForgetRequests();
        Assert.True((await source.FetchSetAsync(Guid.NewGuid(), "one", TestContext.Current.CancellationToken)).Complete);
        Assert.DoesNotContain("X-Api-Key", Assert.Single(api.Fake.Requests).Headers.Keys);
        Assert.Single(api.Notes);
    }

    [Fact]
    public async Task A_key_that_is_refused_is_left_out_at_once()
    {
        var options = new FakeTcgApiOptions();
        options.ApiKeys.Add("another");
        await using var api = await CardApi.StartAsync(options);

        var answer = await api.FetchAsync(o => o with { ApiKey = Key });

        Assert.Equal([403, 200], api.Fake.Requests.Select(request => request.Status));
        await api.AssertWholeAsync(answer);
        Assert.Contains("refused", Assert.Single(api.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_is_not_blamed_on_the_key()
    {
        await using var api = await CardApi.StartAsync();
        for (var i = 0; i < 4; i++)
            api.Faults.Next.Enqueue(FakeFault.InternalError);

        var answer = await api.FetchAsync(options => options with { ApiKey = Key, Attempts = 5 });

        // Three with the key, one without, which fails as well: so it was not the key.
        Assert.Equal([true, true, true, false, true], (await api.File.CallsAsync()).ConvertAll(call => call.Keyed));
        Assert.Equal(4, api.Fake.Requests.Count(request => request.Fault == FakeFault.InternalError));
        await api.AssertWholeAsync(answer);
        Assert.Empty(api.Notes);
    }
}

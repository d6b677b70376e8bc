using System.Net;
using System.Text.Json;
using PokedexTop.FakeApi;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.FakeApi;

public sealed class FakeTcgApiTests
{
    private static readonly HttpClient Client = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("set.id:base1", 102)]
    [InlineData("id:\"ex10-?\"", 1)]
    [InlineData("id:ex10-!", 1)]
    [InlineData("set.id:base1 -types:fire types:*", 60)]
    [InlineData("set.id:base1 (name:charizard OR name:\"dark raichu\")", 1)]
    [InlineData("set.id:base1 name:char*", 3)]
    [InlineData("set.id:base1 !name:energy", 0)]
    [InlineData("set.id:base1 nationalPokedexNumbers:[4 TO 6]", 3)]
    [InlineData("set.id:base1 hp:[100 TO *]", 7)]
    [InlineData("set.id:base1 hp:{100 TO *}", 2)]
    [InlineData("nationalPokedexNumbers:1025 hp:[1 TO *]", -1)]
    [InlineData("set.id:nowhere", 0)]
    public async Task Queries_find_what_they_say(string query, int expected)
    {
        await using var fake = await StartAsync();

        var page = await GetAsync($"{fake.BaseUrl}/cards?q={Uri.EscapeDataString(query)}");

        var total = page.GetProperty("totalCount").GetInt32();
        Assert.True(expected < 0 ? total > 0 : total == expected, $"{query} finds {total}");
    }

    [Fact]
    public async Task Pages_of_the_whole_catalogue_hold_every_card_once()
    {
        await using var fake = await StartAsync();
        var ids = new HashSet<string>();
        var total = int.MaxValue;
        for (var page = 1; ids.Count < total && page <= 100; page++)
        {
            var json = await GetAsync($"{fake.BaseUrl}/cards?page={page}");
            total = json.GetProperty("totalCount").GetInt32();
            foreach (var card in json.GetProperty("data").EnumerateArray())
                Assert.True(ids.Add(card.GetProperty("id").GetString()!));
        }

        Assert.Equal(total, ids.Count);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"{fake.BaseUrl}/cards?orderBy=name&page=56"));
    }

    [Fact]
    public async Task A_card_carries_its_set_and_prices_that_change_by_day()
    {
        await using var fake = await StartAsync();
        var today = await GetAsync($"{fake.BaseUrl}/cards/base1-4");
        var again = await GetAsync($"{fake.BaseUrl}/cards/base1-4");
        fake.Day = fake.Day.AddDays(1);
        var tomorrow = await GetAsync($"{fake.BaseUrl}/cards/base1-4");

        Assert.Equal("Base", today.GetProperty("data").GetProperty("set").GetProperty("name").GetString());
        Assert.Equal(today.GetRawText(), again.GetRawText());
        Assert.NotEqual(Prices(today), Prices(tomorrow));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"{fake.BaseUrl}/cards/base1-999"));

        static string Prices(JsonElement card) => card.GetProperty("data").GetProperty("tcgplayer").GetProperty("prices").GetRawText();
    }

    [Fact]
    public async Task Pages_are_ordered_and_fields_selected()
    {
        await using var fake = await StartAsync();

        var page = await GetAsync($"{fake.BaseUrl}/cards?q=set.id:base1&orderBy=-hp,name&select=id,name&pageSize=2&page=1");

        Assert.Equal("""[{"id":"base1-3","name":"Chansey"},{"id":"base1-4","name":"Charizard"}]""", page.GetProperty("data").GetRawText());
        Assert.Equal((2, 2, 102), (page.GetProperty("pageSize").GetInt32(), page.GetProperty("count").GetInt32(), page.GetProperty("totalCount").GetInt32()));
    }

    [Fact]
    public async Task Edits_show_with_the_next_request()
    {
        await using var fake = await StartAsync();
        fake.Catalogue.Remove("base1-1");
        fake.Catalogue.Replace("base1-2", """{"id":"base1-2","name":"Turtle"}""");

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"{fake.BaseUrl}/cards/base1-1"));
        Assert.Equal("Turtle", (await GetAsync($"{fake.BaseUrl}/cards/base1-2")).GetProperty("data").GetProperty("name").GetString());
        Assert.Equal(101, (await GetAsync($"{fake.BaseUrl}/cards?q=set.id:base1")).GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task A_name_is_looked_for_in_every_set()
    {
        await using var fake = await StartAsync();

        var page = await GetAsync($"{fake.BaseUrl}/cards?q=name:pikachu");

        Assert.True(page.GetProperty("totalCount").GetInt32() > 100);
    }

    [Fact]
    public async Task Species_come_by_generation_and_by_number()
    {
        await using var fake = await StartAsync();

        var generation = await GetAsync($"{fake.PokeApiUrl}/generation/1");
        var species = await GetAsync($"{fake.PokeApiUrl}/pokemon-species/122");

        Assert.Equal("kanto", generation.GetProperty("main_region").GetProperty("name").GetString());
        Assert.Equal(151, generation.GetProperty("pokemon_species").GetArrayLength());
        Assert.EndsWith("/pokemon-species/1/", generation.GetProperty("pokemon_species")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("Mr. Mime", species.GetProperty("names")[0].GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"{fake.PokeApiUrl}/pokemon-species/1026"));
    }

    private static Task<FakeTcgApi> StartAsync() => FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = TestData.Root }, Cancellation);

    private static async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await Client.GetAsync(new Uri(address), Cancellation);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> GetAsync(string address) =>
        JsonDocument.Parse(await Client.GetByteArrayAsync(new Uri(address), Cancellation)).RootElement;
}

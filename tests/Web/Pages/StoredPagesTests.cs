using System.Net;
using PokedexTop.Configuration;
using PokedexTop.Testing;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Pages;

/// <summary>
/// Pages of one thing a collector has stored. A server's database answers later than a file does, and a page is drawn once
/// before: that must not show in its status, nor in what it says.
/// </summary>
public sealed class StoredPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task What_is_stored_is_shown_and_what_is_not_is_said_to_be_missing(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using var server = await WebServer.SyncedAsync([.. database.Settings.Select(setting => (setting.Key, setting.Value!))]);
        var (set, card) = (await server.TextAsync("SELECT MIN(set_id) FROM silver_tcg_cards"), await server.TextAsync("SELECT MIN(card_id) FROM silver_tcg_cards"));
        (await server.SubmitAsync("/collection/add", ("card", card), ("quantity", "3"), ("back", "/collection"))).Dispose();
        using var brought = await server.SubmitAsync("/collection/imports", new MultipartFormDataContent { { new StringContent($"card_id,quantity\n{card},1\nnope,1\n"), "file", "mine.csv" } });
        var lot = await server.TextAsync("SELECT MIN(id) FROM gold_user_collections");

        Assert.Contains("name=\"quantity\" type=\"number\" min=\"0\" max=\"100000\" required value=\"3\"", await PageAsync($"/collection/lots/{lot}", HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Contains("<h1>mine.csv</h1>", await PageAsync(brought.Headers.Location!.OriginalString, HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Contains("<h1>Missing of ", await PageAsync($"/missing/{set}", HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Contains("That is not in your collection.", await PageAsync($"/collection/lots/{Guid.NewGuid()}", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("That file is not here any more.", await PageAsync($"/collection/imports/{Guid.NewGuid()}", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("There is no set &#x27;nope&#x27; with cards.", await PageAsync("/missing/nope", HttpStatusCode.NotFound), StringComparison.Ordinal);

        async Task<string> PageAsync(string path, HttpStatusCode status)
        {
            using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal((path, status), (path, answer.StatusCode));
            return await answer.Content.ReadAsStringAsync(Stop);
        }
    }

    [Fact]
    public async Task A_page_that_cannot_be_made_says_so_in_words_with_its_status()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        await server.ExecuteAsync("ALTER TABLE gold_user_collections RENAME TO elsewhere");
        using var answer = await server.Client.GetAsync(new Uri($"/collection/lots/{Guid.NewGuid()}", UriKind.Relative), Stop);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("<h1>The database cannot be used</h1>", page, StringComparison.Ordinal);
        Assert.Contains("gold_user_collections", page, StringComparison.Ordinal);
        Assert.Contains("style-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}

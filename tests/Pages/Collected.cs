using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PokedexTop.Pages.Tests;

/// <summary>A small collection of starter cards, so that pages have something to show.</summary>
internal static class Collected
{
    /// <returns>What addresses name: CARD, SET, LOT, IMPORT.</returns>
    public static async Task<Dictionary<string, string>> FillAsync(Site site)
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        var card = site.Copy.Rows("SELECT c.card_id, c.set_id FROM silver_tcg_cards c JOIN silver_tcg_card_pokemon p ON p.card_id = c.card_id WHERE p.pokedex_number = 25 ORDER BY c.card_id")[0].Split('|');
        using var added = await client.PostAsJsonAsync(new Uri("/api/collection", UriKind.Relative), new { cardId = card[0], quantity = 2, condition = "near-mint", location = "Red binder", pricePaid = 1.5, currency = "EUR" });
        var lot = await added.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        using var wished = await client.PostAsJsonAsync(new Uri("/api/collection/wishlist", UriKind.Relative), new { set = card[1], of = "printed" });
        wished.EnsureSuccessStatusCode();
        using var file = new StringContent("card_id,name,set,number,quantity\n" + card[0] + ",,,,1\n,Pikachoo,,,1\n,Charizard,,,1\n", Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var brought = await client.PostAsync(new Uri("/api/collection/imports?fileName=mine.csv", UriKind.Relative), file);
        return new Dictionary<string, string>
        {
            ["CARD"] = card[0],
            ["SET"] = card[1],
            ["/sets/st1"] = "/sets/" + card[1],
            ["LOT"] = lot.GetProperty("id").GetString()!,
            ["IMPORT"] = brought.EnsureSuccessStatusCode().Headers.Location!.OriginalString.Split('/')[^1],
        };
    }
}

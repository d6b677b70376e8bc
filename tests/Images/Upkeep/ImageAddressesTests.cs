using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Images.Upkeep;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Upkeep;

public sealed class ImageAddressesTests
{
    [Theory]
    [EveryDatabase]
    public async Task Another_domain_before_the_store_changes_every_address_and_nothing_else(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync("c1", "c2", "missing");
        catalogue.Gallery.Show("https://images.example/symbol.png", "symbol");
        await catalogue.AddSetAsync("s2", "https://images.example/symbol.png");
        catalogue.Gallery.Remove(CardCatalogue.Large("missing"));
        catalogue.Gallery.Remove(CardCatalogue.Small("missing"));
        await catalogue.DrainAsync();
        var before = await catalogue.RowsAsync("SELECT card_id, rendition, object_key, status, sha256, stored_at FROM silver_card_images ORDER BY card_id, rendition");
        var addresses = catalogue.Get<ImageAddresses>();
        Assert.Equal(0, await addresses.RefreshAsync(stop));

        catalogue.Store.Address = "https://d111.cloudfront.example/";
        Assert.Equal(3, await addresses.RefreshAsync(stop));

        Assert.Equal(0, await addresses.RefreshAsync(stop));
        Assert.Equal(before, await catalogue.RowsAsync("SELECT card_id, rendition, object_key, status, sha256, stored_at FROM silver_card_images ORDER BY card_id, rendition"));
        foreach (var row in await catalogue.RowsAsync("SELECT object_key, url FROM silver_card_images WHERE object_key IS NOT NULL UNION SELECT object_key, url FROM silver_set_images WHERE object_key IS NOT NULL"))
            Assert.Equal(catalogue.Store.UrlOf(row.Split('|')[0]), row.Split('|')[1]);
    }
}

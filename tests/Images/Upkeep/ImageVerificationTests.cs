using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Images.Upkeep;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Upkeep;

public sealed class ImageVerificationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Missing_cut_and_altered_objects_are_named_and_repaired(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync("c1", "c2", "c3");
        catalogue.Gallery.Show("https://images.example/symbol.png", "symbol");
        await catalogue.AddSetAsync("s2", "https://images.example/symbol.png");
        await catalogue.DrainAsync();
        var verification = catalogue.Get<ImageVerification>();
        Assert.True((await verification.VerifyAsync(null, Stop)).Sound);

        var original = await catalogue.ControlAsync("c1", "object_key");
        var cut = await KeyAsync(catalogue, "c2", "small");
        var altered = await KeyAsync(catalogue, "c3", "large");
        var symbol = Assert.Single(await catalogue.RowsAsync("SELECT object_key FROM silver_set_images WHERE object_key IS NOT NULL"));
        catalogue.Store.Objects.TryRemove(original, out _);
        catalogue.Store.Objects.TryRemove(symbol, out _);
        Damage(catalogue, cut, content => content[..^1]);
        Damage(catalogue, altered, content => [.. content[..^1], (byte)'?']);
        await catalogue.Store.PutAsync($"originals/ab/{new string('a', 64)}.png", "image/png", "nobody's"u8.ToArray(), Stop);

        var found = await verification.VerifyAsync(null, Stop);
        Assert.Equal(13, found.Objects);
        Assert.Equal(1, found.Unnamed);
        Assert.Equal(
            [.. new[] { (original, "object-missing", "c1"), (cut, "size-differs", "c2"), (altered, "hash-differs", "c3"), (symbol, "object-missing", "s2") }.OrderBy(d => d.Item1, StringComparer.Ordinal)],
            found.Differences.Select(d => (d.Key, d.Kind, d.Owner)));

        Assert.Equal(4, await catalogue.Get<ImageRepair>().MarkAsync(found.Differences, Stop));
        catalogue.Gallery.TakeRequests();
        await catalogue.DrainAsync();
        // Only what cannot be made from an original is fetched.
        Assert.Equal([CardCatalogue.Large("c1"), "https://images.example/symbol.png"], catalogue.Gallery.TakeRequests());
        Assert.True((await verification.VerifyAsync(null, Stop)).Sound);
        Assert.Equal(["stored|12"], await catalogue.RowsAsync("SELECT status, COUNT(object_key) FROM silver_card_images GROUP BY status"));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_proves_nothing()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync("c1");
        await catalogue.DrainAsync();
        catalogue.Store.Broken = "away";
        await Assert.ThrowsAsync<ImageStoreException>(() => catalogue.Get<ImageVerification>().VerifyAsync(null, Stop));
    }

    private static async Task<string> KeyAsync(CardCatalogue catalogue, string card, string rendition) =>
        Assert.Single(await catalogue.RowsAsync($"SELECT object_key FROM silver_card_images WHERE card_id = '{card}' AND rendition = '{rendition}'"));

    private static void Damage(CardCatalogue catalogue, string key, Func<byte[], byte[]> damage) =>
        catalogue.Store.Objects.AddOrUpdate(key, _ => throw new InvalidOperationException(key), (_, there) => (damage(there.Content), there.Type, there.At));
}

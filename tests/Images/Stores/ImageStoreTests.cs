using System.Text;
using PokedexTop.Images.Stores;

namespace PokedexTop.Images.Tests.Stores;

/// <summary>What both stores promise.</summary>
public abstract class ImageStoreTests
{
    private const string Key = "r1-q85-e2/small/ab/cd/abcd.webp";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<IImageStore> NewAsync();

    [Fact]
    public async Task An_object_is_read_as_it_was_written()
    {
        var store = await NewAsync();

        Assert.True(await store.PutAsync(Key, "image/webp", Bytes("card"), Token));

        Assert.Equal(Bytes("card"), await store.ReadAsync(Key, Token));
    }

    [Fact]
    public async Task A_slice_of_a_buffer_is_written_as_that_slice()
    {
        var store = await NewAsync();

        await store.PutAsync(Key, "image/webp", Bytes("a card or two").AsMemory(2, 4), Token);

        Assert.Equal(Bytes("card"), await store.ReadAsync(Key, Token));
    }

    [Fact]
    public async Task What_is_not_there_reads_as_null_and_can_be_removed()
    {
        var store = await NewAsync();

        Assert.Null(await store.ReadAsync(Key, Token));
        await store.DeleteAsync(Key, Token);
        Assert.Empty(await ListAsync(store));
    }

    [Fact]
    public async Task Every_object_is_listed_with_its_size_until_it_is_removed()
    {
        var store = await NewAsync();
        await store.PutAsync("originals/ab/one.png", "image/png", Bytes("12345"), Token);
        await store.PutAsync("originals/ac/two.jpg", "image/jpeg", Bytes("123"), Token);
        await store.PutAsync(Key, "image/webp", Bytes("1"), Token);

        Assert.Equal([("originals/ab/one.png", 5L), ("originals/ac/two.jpg", 3L), (Key, 1L)], (await ListAsync(store)).Select(o => (o.Key, o.Bytes)));
        Assert.All(await ListAsync(store), o => Assert.InRange(o.ModifiedAt, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5)));

        await store.DeleteAsync("originals/ab/one.png", Token);
        Assert.Equal(["originals/ac/two.jpg", Key], (await ListAsync(store)).Select(o => o.Key));
        Assert.Null(await store.ReadAsync("originals/ab/one.png", Token));
    }

    [Fact]
    public async Task Many_writers_of_one_key_leave_one_whole_object()
    {
        var store = await NewAsync();
        var content = Encoding.ASCII.GetBytes(new string('x', 300_000));

        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.PutAsync(Key, "image/webp", content, Token)));

        Assert.Contains(true, written);
        Assert.Equal(content, await store.ReadAsync(Key, Token));
        Assert.Single(await ListAsync(store));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../pokedextop.db")]
    [InlineData("a/../../b.png")]
    [InlineData("a/./b.png")]
    [InlineData("a//b.png")]
    [InlineData("a/")]
    [InlineData(".unfinished/b")]
    [InlineData("a\\..\\b.png")]
    [InlineData("a/b.png\0.webp")]
    [InlineData("a/b c.png")]
    [InlineData("a/%2e%2e/b.png")]
    [InlineData("C:/b.png")]
    [InlineData("a/b.")]
    [InlineData("a/é.png")]
    public async Task What_is_no_key_is_refused(string key)
    {
        var store = await NewAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync(key, "image/png", Bytes("card"), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadAsync(key, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(key, Token));
        Assert.Throws<ArgumentException>(() => store.UrlOf(key));
    }

    protected static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    protected static async Task<List<StoredObject>> ListAsync(IImageStore store)
    {
        var objects = new List<StoredObject>();
        await foreach (var item in store.ListAsync(Token))
            objects.Add(item);
        return [.. objects.OrderBy(o => o.Key, StringComparer.Ordinal)];
    }
}

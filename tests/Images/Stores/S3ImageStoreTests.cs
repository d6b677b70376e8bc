using Amazon.S3;
using PokedexTop.Images.Stores;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Stores;

/// <summary>Against a real S3 server process.</summary>
public sealed class S3ImageStoreTests : ImageStoreTests, IDisposable
{
    private readonly List<AmazonS3Client> _clients = [];

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    protected override async Task<IImageStore> NewAsync() => (await StoreAsync("cards/")).Store;

    [Fact]
    public async Task Objects_lie_below_the_prefix_and_say_what_they_are()
    {
        var (store, server, bucket) = await StoreAsync("mirror/cards/");
        await store.PutAsync("a/one.webp", "image/webp", Bytes("card"), Token);

        using var client = server.Client();
        using var found = await client.GetObjectAsync(bucket, "mirror/cards/a/one.webp", Token);

        Assert.Equal(("image/webp", "public, max-age=31536000, immutable", 4L), (found.Headers.ContentType, found.Headers.CacheControl, found.ContentLength));
    }

    [Fact]
    public async Task What_others_put_into_the_bucket_is_not_listed()
    {
        var (store, server, bucket) = await StoreAsync("cards/");
        using var client = server.Client();
        foreach (var key in new[] { "other.png", "cards-of-others/a.png", "cards/with blank.png", "cards/mine.png" })
            await client.PutObjectAsync(new() { BucketName = bucket, Key = key, ContentBody = "x" }, Token);

        Assert.Equal(["mine.png"], (await ListAsync(store)).Select(o => o.Key));
    }

    [Fact]
    public async Task More_objects_than_a_page_holds_are_all_listed()
    {
        var (store, _, _) = await StoreAsync("");
        var keys = Enumerable.Range(0, 1_100).Select(i => $"a/{i:0000}.png").ToList();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (key, token) => await store.PutAsync(key, "image/png", Bytes("x"), token));

        Assert.Equal(keys, (await ListAsync(store)).Select(o => o.Key));
    }

    [Fact]
    public async Task A_large_object_comes_back_whole()
    {
        var (store, _, _) = await StoreAsync("");
        var content = new byte[9_000_000];
        new Random(1).NextBytes(content);

        await store.PutAsync("a/large.png", "image/png", content, Token);

        Assert.Equal(content, await store.ReadAsync("a/large.png", Token));
    }

    [Fact]
    public async Task A_missing_bucket_is_an_error_and_not_an_empty_store()
    {
        var server = await S3Server.StartedAsync();
        var store = Store(server, "no-such-bucket-of-ours", "");

        var error = await Assert.ThrowsAsync<ImageStoreException>(() => store.ReadAsync("a/one.png", Token));

        Assert.Contains("NoSuchBucket", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ImageStoreException>(() => store.PutAsync("a/one.png", "image/png", Bytes("card"), Token));
        await Assert.ThrowsAsync<ImageStoreException>(() => ListAsync(store));
    }

    private async Task<(IImageStore Store, S3Server Server, string Bucket)> StoreAsync(string prefix)
    {
        var server = await S3Server.StartedAsync();
        var bucket = await server.CreateBucketAsync(Token);
        return (Store(server, bucket, prefix), server, bucket);
    }

    private S3ImageStore Store(S3Server server, string bucket, string prefix)
    {
        // As an owner sets them: the store itself knows no keys.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", server.AccessKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", server.SecretKey);
        var options = new S3StoreOptions(server.Endpoint, "us-east-1", bucket, prefix, ForcePathStyle: true, PublicBaseUrl: null);
        _clients.Add(S3Client.Create(options));
        return new S3ImageStore(_clients[^1], options, TimeProvider.System);
    }
}

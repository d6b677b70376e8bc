using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Lake.Tests;

/// <summary>The same in a bucket.</summary>
public sealed class BucketTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lake_in_a_bucket_is_written_verified_and_restored()
    {
        var server = await S3Server.StartedAsync();
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", server.AccessKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", server.SecretKey);
        (string, string?)[] bucket = [("Lake:Store", "S3"), ("Lake:S3:Bucket", await server.CreateBucketAsync(Stop)), ("Lake:S3:Endpoint", server.Endpoint.AbsoluteUri), ("Lake:S3:Prefix", "mine")];
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var host = await LakeHost.OpenAsync(folder, DatabaseProvider.Sqlite, bucket);
        await host.MigrateAsync();
        await SampleRows.FillAsync(host, Stop);

        Assert.Equal(1, (await host.WriteAsync()).Run);
        await host.ExecuteAsync("UPDATE gold_user_collections SET quantity = 9");
        Assert.Equal((2, 1), (await host.WriteAsync()) is var second ? (second.Run, second.Removed) : default);
        Assert.False((await host.WriteAsync()).Written);
        Assert.Empty((await host.CheckAsync()).Faults);

        await using var found = await LakeHost.OpenAsync(other, DatabaseProvider.Sqlite, bucket);
        await found.RestoreAsync();
        RestoreTests.AssertEqual(await host.RowsAsync(spelled: true), await found.RowsAsync(spelled: true));
        using var client = server.Client();
        var listed = await client.ListObjectsV2Async(new() { BucketName = bucket[1].Item2, Prefix = "mine/manifests/" }, Stop);
        Assert.Equal(["mine/manifests/000001.json", "mine/manifests/000002.json"], listed.S3Objects.Select(o => o.Key).Order(StringComparer.Ordinal));
    }
}

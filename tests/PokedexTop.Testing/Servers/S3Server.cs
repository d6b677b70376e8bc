using Amazon.Runtime;
using Amazon.S3;
using PokedexTop.Testing.Servers;

namespace PokedexTop.Testing;

/// <summary>
/// One S3 server for all tests of a process: the one POKEDEXTOP_TEST_S3 names (its address, access key and secret as user and
/// password in it), else an own instance of the s3rver that is installed on the machine.
/// </summary>
public sealed class S3Server
{
    private static readonly Lazy<Task<S3Server?>> Shared = new(FindAsync);

    internal S3Server(string origin, Uri endpoint, string accessKey, string secretKey) => (Origin, Endpoint, AccessKey, SecretKey) = (origin, endpoint, accessKey, secretKey);

    /// <summary>Where the server comes from, for people.</summary>
    public string Origin { get; }

    /// <summary>Its address, without keys.</summary>
    public Uri Endpoint { get; }

    /// <summary>For AWS_ACCESS_KEY_ID.</summary>
    public string AccessKey { get; }

    /// <summary>For AWS_SECRET_ACCESS_KEY.</summary>
    public string SecretKey { get; }

    /// <summary>The running server. Skips the calling test where there is none (fails it with POKEDEXTOP_TESTS=all).</summary>
    public static async Task<S3Server> StartedAsync()
    {
        Requirement.Time("an S3 server");
        var server = await Shared.Value;
        if (server is null)
            Requirement.Missing("No S3 server: POKEDEXTOP_TEST_S3 is not set, and s3rver is not on the PATH (npm install --global s3rver@3.7.1).");
        ServerNotice.Say($"S3: {server!.Origin}");
        return server;
    }

    /// <summary>Creates an empty bucket and returns its name.</summary>
    public async Task<string> CreateBucketAsync(CancellationToken cancellationToken = default)
    {
        var name = $"pokedextop-test-{Guid.NewGuid():N}";
        using var client = Client();
        await client.PutBucketAsync(name, cancellationToken);
        return name;
    }

    /// <summary>A client with the server's keys, to look at buckets past the program; the caller disposes it.</summary>
    public AmazonS3Client Client() => new(new BasicAWSCredentials(AccessKey, SecretKey), new AmazonS3Config
    {
        ServiceURL = Endpoint.AbsoluteUri,
        AuthenticationRegion = "us-east-1",
        ForcePathStyle = true,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    });

    private static async Task<S3Server?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_S3") is not { Length: > 0 } configured)
            return await LocalS3.StartAsync();
        var address = new UriBuilder(configured);
        var (key, secret) = (Uri.UnescapeDataString(address.UserName), Uri.UnescapeDataString(address.Password));
        (address.UserName, address.Password) = ("", "");
        return new S3Server("configured by POKEDEXTOP_TEST_S3", address.Uri, key, secret);
    }
}

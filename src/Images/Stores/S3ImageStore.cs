using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace PokedexTop.Images.Stores;

/// <summary>Objects in a bucket of Amazon S3 or of a server that speaks its protocol.</summary>
/// <param name="client">Its owner disposes it.</param>
/// <param name="options">Bucket, prefix and address.</param>
/// <param name="time">The clock of retries.</param>
/// <param name="cacheControl">What readers are told of keeping copies.</param>
public sealed class S3ImageStore(IAmazonS3 client, S3StoreOptions options, TimeProvider time, string cacheControl = S3ImageStore.CacheControl) : IImageStore
{
    /// <summary>A key stands for one content, so browsers and content networks need never ask again.</summary>
    public const string CacheControl = "public, max-age=31536000, immutable";

    private const int ConflictAttempts = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    // Servers that do not know conditional writes say so each time; asking once is enough.
    private volatile bool _unconditional;

    public string Location => $"s3://{options.Bucket}/{options.Prefix}{(options.Endpoint is null ? "" : $" at {options.Endpoint.Authority}")}";

    public Task<bool> PutAsync(string key, string contentType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        AskAsync($"write {key}", async () =>
        {
            for (var attempt = 1; ; attempt++)
            {
                if (_unconditional && await ExistsAsync(key, cancellationToken))
                    return false;
                try
                {
                    await client.PutObjectAsync(Request(key, contentType, content), cancellationToken);
                    return true;
                }
                catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.PreconditionFailed)
                {
                    return false;
                }
                // Another writer of the same key is at it; whether it succeeds is not known yet.
                catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.Conflict && attempt < ConflictAttempts)
                {
                    await Task.Delay(FirstPause * ((1 << (attempt - 1)) * (0.5 + Random.Shared.NextDouble())), time, cancellationToken);
                }
                catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotImplemented && !_unconditional)
                {
                    _unconditional = true;
                }
            }
        });

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) =>
        AskAsync($"read {key}", async () =>
        {
            try
            {
                using var response = await client.GetObjectAsync(new GetObjectRequest { BucketName = options.Bucket, Key = KeyOf(key) }, cancellationToken);
                using var content = new MemoryStream((int)Math.Clamp(response.ContentLength, 0, int.MaxValue));
                await response.ResponseStream.CopyToAsync(content, cancellationToken);
                return content.ToArray();
            }
            catch (AmazonS3Exception error) when (IsMissing(error))
            {
                return null;
            }
        });

    public async IAsyncEnumerable<StoredObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = options.Prefix, ContinuationToken = after };
            var page = await AskAsync("list", () => client.ListObjectsV2Async(request, cancellationToken));
            foreach (var item in page.S3Objects ?? [])
            {
                // The bucket may hold what others put there.
                if (item.Key.StartsWith(options.Prefix, StringComparison.Ordinal) && item.Key[options.Prefix.Length..] is var key && ObjectKey.IsValid(key))
                    yield return new StoredObject(key, item.Size ?? 0, item.LastModified?.ToUniversalTime() ?? DateTime.MinValue);
            }
            after = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (after is not null);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        AskAsync($"remove {key}", async () =>
        {
            try
            {
                await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = options.Bucket, Key = KeyOf(key) }, cancellationToken);
            }
            catch (AmazonS3Exception error) when (IsMissing(error))
            {
            }
            return true;
        });

    public string UrlOf(string key) => options.UrlOf(ObjectKey.Checked(key));

    private string KeyOf(string key) => options.Prefix + ObjectKey.Checked(key);

    private PutObjectRequest Request(string key, string contentType, ReadOnlyMemory<byte> content) => new()
    {
        BucketName = options.Bucket,
        Key = KeyOf(key),
        InputStream = new MemoryStream(content.ToArray(), writable: false),
        ContentType = contentType,
        Headers = { CacheControl = cacheControl },
        IfNoneMatch = _unconditional ? null : "*",
        // Some servers keep the SDK's signed chunks as they come, marks and all, instead of what is in them.
        UseChunkEncoding = options.Endpoint is null,
    };

    private async Task<bool> ExistsAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = options.Bucket, Key = KeyOf(key) }, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception error) when (IsMissing(error))
        {
            return false;
        }
    }

    /// <summary>A missing object; a missing bucket is the owner's mistake and must be told.</summary>
    private static bool IsMissing(AmazonS3Exception error) => error.StatusCode == HttpStatusCode.NotFound && error.ErrorCode != "NoSuchBucket";

    private async Task<T> AskAsync<T>(string what, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AmazonServiceException error)
        {
            throw new ImageStoreException($"The store {Location} did not {what}: {error.ErrorCode ?? ((int)error.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)}: {error.Message}", error);
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException or IOException or TimeoutException)
        {
            throw new ImageStoreException($"The store {Location} cannot {what}: {error.Message}", error);
        }
    }
}

using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace PokedexTop.Images.Stores;

/// <summary>Makes the SDK's client from what is configured.</summary>
public static class S3Client
{
    public static AmazonS3Client Create(S3StoreOptions options) => new(Configuration(options));

    internal static AmazonS3Config Configuration(S3StoreOptions options)
    {
        var configuration = new AmazonS3Config { ForcePathStyle = options.ForcePathStyle, Timeout = TimeSpan.FromSeconds(60) };
        if (options.Endpoint is not { } endpoint)
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
            return configuration;
        }
        configuration.ServiceURL = endpoint.AbsoluteUri;
        configuration.AuthenticationRegion = options.Region;
        // Other servers refuse the checksums that the SDK adds by itself since its fourth version.
        configuration.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        configuration.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        return configuration;
    }
}

using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Images.Stores;

/// <summary>A bucket and how to reach it. Credentials come by the SDK's ordinary chain: environment, profile, container, instance.</summary>
/// <param name="Endpoint">Of a server that is not Amazon's; null for Amazon's own of the region.</param>
/// <param name="Region">Such as eu-central-1.</param>
/// <param name="Bucket">Its name.</param>
/// <param name="Prefix">Before every key; empty, or with a slash at its end.</param>
/// <param name="ForcePathStyle">Whether the bucket stands in the path instead of the host name.</param>
/// <param name="PublicBaseUrl">The address under which browsers find what is below the prefix, without a slash at its end; null for the bucket's own.</param>
public sealed record S3StoreOptions(Uri? Endpoint, string Region, string Bucket, string Prefix, bool ForcePathStyle, Uri? PublicBaseUrl)
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Images:S3";

    /// <param name="configuration">What is configured.</param>
    /// <param name="of">The section; only images have an address for browsers, and a variable of their own.</param>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static S3StoreOptions Read(IConfiguration configuration, string of = Section)
    {
        var section = new SettingsSection(configuration, of);
        var endpoint = section.Url("Endpoint", "https://s3.example.org");
        return new S3StoreOptions(
            endpoint,
            ReadRegion(section, endpoint),
            section.Text("Bucket") is { } bucket && IsBucket(bucket) ? bucket
                : throw section.Error(of == Section ? "Bucket (or S3_BUCKET_NAME)" : "Bucket", section.Text("Bucket"), "a bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens"),
            ReadPrefix(section),
            section.Flag("ForcePathStyle", endpoint is not null),
            of == Section ? ReadPublicBaseUrl(section) : null);
    }

    /// <summary>The address under which browsers find an object.</summary>
    public string UrlOf(string key)
    {
        if (PublicBaseUrl is { } address)
            return $"{address.AbsoluteUri.TrimEnd('/')}/{key}";
        var path = Prefix + key;
        if (Endpoint is not { } endpoint)
            return ForcePathStyle ? $"https://s3.{Region}.amazonaws.com/{Bucket}/{path}" : $"https://{Bucket}.s3.{Region}.amazonaws.com/{path}";
        return ForcePathStyle ? $"{endpoint.AbsoluteUri.TrimEnd('/')}/{Bucket}/{path}" : $"{endpoint.Scheme}://{Bucket}.{endpoint.Authority}{endpoint.AbsolutePath.TrimEnd('/')}/{path}";
    }

    private static bool IsBucket(string name) =>
        name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-') && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);

    private static string ReadRegion(SettingsSection section, Uri? endpoint)
    {
        const string allowed = "a region such as eu-central-1; AWS_REGION and the profile's are taken too";
        // A server that is not Amazon's signs with any region, but with one.
        var region = section.Text("Region") ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName ?? (endpoint is null ? null : "us-east-1");
        return region is not null && region.Length <= 40 && region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? region : throw section.Error("Region", region, allowed);
    }

    private static string ReadPrefix(SettingsSection section)
    {
        var prefix = section.Text("Prefix")?.Trim('/') ?? "";
        return prefix.Length == 0 ? "" : ObjectKey.IsValid(prefix) ? prefix + "/" : throw section.Error("Prefix", prefix, "letters, digits, hyphens, underscores, dots and slashes");
    }

    private static Uri? ReadPublicBaseUrl(SettingsSection section)
    {
        var text = section.Text("PublicBaseUrl");
        if (text is null)
            return null;
        // CloudFront shows its domains without a scheme.
        var url = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        return Uri.TryCreate(url.TrimEnd('/'), UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http" && parsed.UserInfo.Length == 0 && parsed.Query.Length == 0 && parsed.Fragment.Length == 0
            ? parsed
            : throw section.Error("PublicBaseUrl", text.Contains('@', StringComparison.Ordinal) ? "(a URL with user or password)" : text, "a URL or domain without query, such as https://d111111abcdef8.cloudfront.net");
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Stores;

namespace PokedexTop.Images.Tests.Stores;

public sealed class ImageStoreOptionsTests
{
    [Fact]
    public void The_default_is_a_folder_in_the_data_folder()
    {
        var options = Read(("Data:Directory", "/srv/pokedex"));

        Assert.Equal(new ImageStoreOptions(ImageStoreKind.Folder, "/srv/pokedex/images", null), options);
    }

    [Fact]
    public void A_bucket_at_amazon_needs_its_name_and_region()
    {
        var s3 = Read(("Images:Store", "s3"), ("Images:S3:Bucket", "my-cards"), ("Images:S3:Region", "eu-central-1")).S3!;

        Assert.Equal(new S3StoreOptions(null, "eu-central-1", "my-cards", "", ForcePathStyle: false, PublicBaseUrl: null), s3);
        Assert.Equal("https://my-cards.s3.eu-central-1.amazonaws.com/a/one.webp", UrlOf(s3));
    }

    [Fact]
    public void Another_server_takes_its_bucket_in_the_path_and_any_region()
    {
        var s3 = Read(("Images:Store", "S3"), ("Images:S3:Bucket", "cards"), ("Images:S3:Endpoint", "http://127.0.0.1:9000"), ("Images:S3:Prefix", "/mirror/")).S3!;

        Assert.Equal(("us-east-1", "mirror/", true), (s3.Region, s3.Prefix, s3.ForcePathStyle));
        Assert.Equal("http://127.0.0.1:9000/cards/mirror/a/one.webp", UrlOf(s3));
        Assert.Equal("http://cards.127.0.0.1:9000/mirror/a/one.webp", UrlOf(s3 with { ForcePathStyle = false }));
    }

    [Theory]
    [InlineData("https://d111111abcdef8.cloudfront.net/", "https://d111111abcdef8.cloudfront.net/a/one.webp")]
    [InlineData("d111111abcdef8.cloudfront.net", "https://d111111abcdef8.cloudfront.net/a/one.webp")]
    [InlineData("https://cdn.example.org/mirror", "https://cdn.example.org/mirror/a/one.webp")]
    public void A_public_address_stands_for_what_is_below_the_prefix(string address, string url)
    {
        var s3 = Read(("Images:Store", "S3"), ("Images:S3:Bucket", "cards"), ("Images:S3:Region", "eu-central-1"), ("Images:S3:Prefix", "mirror"), ("Images:S3:PublicBaseUrl", address)).S3!;

        Assert.Equal(url, UrlOf(s3));
    }

    [Fact]
    public void Checksums_are_left_out_for_other_servers_only()
    {
        var amazon = new S3StoreOptions(null, "eu-central-1", "cards", "", false, null);
        var other = amazon with { Endpoint = new Uri("http://127.0.0.1:9000") };

        Assert.Equal(Amazon.Runtime.RequestChecksumCalculation.WHEN_SUPPORTED, S3Client.Configuration(amazon).RequestChecksumCalculation);
        Assert.Equal(Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED, S3Client.Configuration(other).RequestChecksumCalculation);
        Assert.Equal(Amazon.Runtime.ResponseChecksumValidation.WHEN_REQUIRED, S3Client.Configuration(other).ResponseChecksumValidation);
    }

    [Theory]
    [InlineData("Images:Store", "Azure")]
    [InlineData("Images:S3:Bucket", "My_Bucket")]
    [InlineData("Images:S3:Region", "Frankfurt!")]
    [InlineData("Images:S3:Endpoint", "127.0.0.1:9000")]
    [InlineData("Images:S3:Prefix", "../cards")]
    [InlineData("Images:S3:ForcePathStyle", "yes")]
    [InlineData("Images:S3:PublicBaseUrl", "https://cdn.example.org/?a=1")]
    [InlineData("Images:Rendering:Quality", "101")]
    [InlineData("Images:Rendering:Effort", "7")]
    [InlineData("Images:Rendering:MaxPixels", "all")]
    [InlineData("Images:Fetch:PerSecond", "0")]
    public void A_wrong_value_stops_the_start_with_its_key_and_what_is_allowed(string key, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => Services([("Images:Store", "S3"), ("Images:S3:Bucket", "cards"), ("Images:S3:Region", "eu-central-1"), (key, value)]));

        Assert.StartsWith(key, error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value.Trim('/')}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("allowed:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_without_its_bucket_stops_the_start() =>
        Assert.Contains("Images:S3:Bucket (or S3_BUCKET_NAME) is not set", Assert.Throws<ConfigurationException>(() => Read(("Images:Store", "S3"), ("Images:S3:Region", "eu-central-1"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_secret_in_an_address_is_not_echoed()
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(("Images:Store", "S3"), ("Images:S3:Bucket", "cards"), ("Images:S3:Endpoint", "https://user:hunter2@s3.example.org")));

        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_short_variable_names_the_bucket_and_chooses_the_store()
    {
        var aliases = EnvironmentAliases.Read(name => name == "S3_BUCKET_NAME" ? "cards" : null);

        var options = Read([.. aliases.Select(a => (a.Key, a.Value!)), ("Images:S3:Region", "eu-central-1")]);

        Assert.Equal((ImageStoreKind.S3, "cards"), (options.Kind, options.S3?.Bucket));
    }

    [Theory]
    [InlineData("Folder", typeof(FolderImageStore))]
    [InlineData("S3", typeof(S3ImageStore))]
    public async Task Store_fetcher_and_renderer_resolve(string store, Type type)
    {
        await using var provider = Services([("Images:Store", store), ("Images:S3:Bucket", "cards"), ("Images:S3:Region", "eu-central-1")]).BuildServiceProvider();

        Assert.IsType(type, provider.GetRequiredService<IImageStore>());
        Assert.IsType<ImageFetcher>(provider.GetRequiredService<IImageFetcher>());
        Assert.IsType<VipsRenderer>(provider.GetRequiredService<IImageRenderer>());
    }

    private static string UrlOf(S3StoreOptions options)
    {
        using var client = S3Client.Create(options);
        return new S3ImageStore(client, options, TimeProvider.System).UrlOf("a/one.webp");
    }

    private static IServiceCollection Services((string Key, string Value)[] values)
    {
        var configuration = Configuration(values);
        return new ServiceCollection().AddSingleton(TimeProvider.System).AddImageAccess(configuration, HostSettings.Read(configuration));
    }

    private static ImageStoreOptions Read(params (string Key, string Value)[] values)
    {
        var configuration = Configuration(values);
        return ImageStoreOptions.Read(configuration, HostSettings.Read(configuration));
    }

    private static IConfiguration Configuration((string Key, string Value)[] values)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values)
            keys[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(keys).Build();
    }
}

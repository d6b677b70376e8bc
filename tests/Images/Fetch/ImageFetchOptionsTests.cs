using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Images.Fetch;

namespace PokedexTop.Images.Tests.Fetch;

public sealed class ImageFetchOptionsTests
{
    [Fact]
    public void Nothing_configured_allows_the_known_hosts()
    {
        var origins = Read().AllowedOrigins;

        Assert.Null(origins.Refusal(new Uri("https://images.pokemontcg.io/base1/4.png")));
        Assert.Null(origins.Refusal(new Uri("https://images.scrydex.com/pokemon/me4-1/large")));
        Assert.NotNull(origins.Refusal(new Uri("https://example.org/a.png")));
    }

    [Fact]
    public void A_list_replaces_the_known_hosts()
    {
        foreach (var origins in new[]
        {
            Read(("Images:AllowedOrigins:0", "https://Images.Example.org/"), ("Images:AllowedOrigins:1", "http://127.0.0.1:5090")).AllowedOrigins,
            Read(("Images:AllowedOrigins", "https://images.example.org, http://127.0.0.1:5090")).AllowedOrigins,
        })
        {
            Assert.Null(origins.Refusal(new Uri("https://images.example.org/a.png")));
            Assert.Null(origins.Refusal(new Uri("http://127.0.0.1:5090/a.png")));
            Assert.NotNull(origins.Refusal(new Uri("https://images.pokemontcg.io/base1/4.png")));
        }
    }

    [Theory]
    [InlineData("Images:AllowedOrigins:0", "images.pokemontcg.io")]
    [InlineData("Images:AllowedOrigins", "https://*.pokemontcg.io")]
    [InlineData("Images:AllowedOrigins", "https://images.pokemontcg.io/base1")]
    [InlineData("Images:AllowedOrigins", "ftp://images.pokemontcg.io")]
    [InlineData("Images:MaxBytes", "10MB")]
    [InlineData("Images:Fetch:Parallelism", "0")]
    [InlineData("Images:Fetch:PerSecond", "fast")]
    [InlineData("Images:Fetch:TimeoutSeconds", "-1")]
    [InlineData("Images:Fetch:MaxRedirects", "99")]
    public void A_wrong_value_is_told_with_its_key_and_what_is_allowed(string key, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read((key, value)));

        Assert.StartsWith(key.Replace(":0", "", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("allowed:", error.Message, StringComparison.Ordinal);
    }

    private static ImageFetchOptions Read(params (string Key, string Value)[] values) =>
        ImageFetchOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => (string?)v.Value)).Build());
}

using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Images.Tests;

public sealed class ImagesOptionsTests
{
    [Theory]
    [InlineData("ReconcileSeconds", "0")]
    [InlineData("Concurrency", "0")]
    [InlineData("Concurrency", "many")]
    [InlineData("RecheckDays", "-1")]
    [InlineData("MissingRecheckDays", "5000")]
    [InlineData("Attempts", "0")]
    [InlineData("LeaseSeconds", "0.5")]
    public void A_value_that_cannot_work_is_named_with_what_is_allowed(string key, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => ImagesOptions.Read(Configuration(key, value)));
        Assert.Contains($"Images:{key} is '{value}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_set_is_taken()
    {
        Assert.Equal(new ImagesOptions { Attempts = 3 }, ImagesOptions.Read(Configuration("Attempts", "3")));
        Assert.Equal(new ImagesOptions { Lease = TimeSpan.FromSeconds(90) }, ImagesOptions.Read(Configuration("LeaseSeconds", "90")));
        Assert.Throws<ConfigurationException>(() => ImagesOptions.AreWanted(Configuration("Enabled", "perhaps"), sourceIsLocal: false));
    }

    private static IConfiguration Configuration(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"Images:{key}"] = value }).Build();
}

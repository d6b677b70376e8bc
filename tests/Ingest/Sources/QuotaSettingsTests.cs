using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Tests.Sources;

public sealed class QuotaSettingsTests
{
    [Theory]
    [InlineData(null, null, 30, null)]
    [InlineData("1", null, 1, null)]
    [InlineData("0", null, null, null)]
    [InlineData(null, "1000000", 30, 1_000_000)]
    [InlineData("5", "6", 5, 6)]
    public void What_is_not_set_keeps_its_default_and_0_is_no_limit(string? perMinute, string? perDay, int? minute, int? day) =>
        Assert.Equal(new CallQuota(minute, day), Read(perMinute, perDay));

    [Theory]
    [InlineData("1000001")]
    [InlineData("-1")]
    [InlineData("many")]
    public void What_is_no_number_of_calls_is_refused(string value)
    {
        Assert.StartsWith($"S:KeyedPerMinute is '{value}'; allowed: a whole number from 0 to 1000000", Assert.Throws<ConfigurationException>(() => Read(value, null)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"S:KeyedPerDay is '{value}'", Assert.Throws<ConfigurationException>(() => Read(null, value)).Message, StringComparison.Ordinal);
    }

    private static CallQuota Read(string? perMinute, string? perDay) => new SettingsSection(
        new ConfigurationBuilder().AddInMemoryCollection([new("S:KeyedPerMinute", perMinute), new("S:KeyedPerDay", perDay)]).Build(), "S")
        .Quota("Keyed", new CallQuota(30, null));
}

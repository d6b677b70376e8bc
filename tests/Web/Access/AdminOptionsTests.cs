using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Web.Access;

namespace PokedexTop.Web.Tests.Access;

public sealed class AdminOptionsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:80")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://pokedextop.example.org")]
    [InlineData("https://10.1.2.3:443")]
    [InlineData("http://unix:/run/pokedextop.sock")]
    public void An_address_others_can_reach_needs_a_key_or_no_admin_api(string address)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read().CheckAddresses(["http://localhost:5080", address]));
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
        Assert.Contains("Admin:ApiKey", error.Message, StringComparison.Ordinal);
        Read(("Admin:ApiKey", Key)).CheckAddresses([address]);
        Read(("Admin:Enabled", "false")).CheckAddresses([address]);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("https://[::1]:5081")]
    public void An_address_of_this_machine_needs_none(string address) => Read().CheckAddresses([address]);

    [Theory]
    [InlineData("Admin:ApiKey", "short")]
    [InlineData("Admin:ApiKey", "0123456789abcdef 0123456789abcdef")]
    [InlineData("Admin:ApiKey", "0123456789äbcdef0123456789abcdef")]
    public void A_key_that_can_be_guessed_or_not_be_sent_is_refused_and_not_shown(string key, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read((key, value)));
        Assert.Contains("Admin:ApiKey is '(not shown)'; allowed: at least 32", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_switch_is_true_or_false_and_an_api_nobody_could_use_is_refused()
    {
        Assert.Contains("Admin:Enabled is 'yes'; allowed: true, false", Assert.Throws<ConfigurationException>(() => Read(("Admin:Enabled", "yes"))).Message, StringComparison.Ordinal);
        Assert.Contains("nobody could use", Assert.Throws<ConfigurationException>(() => Read(("Admin:Loopback", "false"))).Message, StringComparison.Ordinal);
        Assert.False(Read(("Admin:Loopback", "false"), ("Admin:ApiKey", Key)).Loopback);
    }

    private static AdminOptions Read(params (string Key, string? Value)[] values) =>
        AdminOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => v.Value)).Build());
}

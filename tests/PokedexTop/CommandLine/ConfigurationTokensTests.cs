using PokedexTop.CommandLine;

namespace PokedexTop.Tests.CommandLine;

public sealed class ConfigurationTokensTests
{
    [Fact]
    public void Keys_with_a_colon_become_configuration_and_the_rest_stays() =>
        Assert.Equal(
            ["sync", "--set", "base1", "--configure", "Data:Directory=/srv/x", "--configure", "Source:PokemonTcg:BaseUrl=http://h:1/v2", "--source", "folder:/a"],
            ConfigurationTokens.Rewrite(["sync", "--set", "base1", "--Data:Directory=/srv/x", "--Source:PokemonTcg:BaseUrl", "http://h:1/v2", "--source", "folder:/a"]));

    [Fact]
    public void A_value_may_hold_an_equals_sign_and_a_colon() =>
        Assert.Equal(["--source=folder:C:/x", "--configure", "ConnectionStrings:Database=Host=h;Port=1"],
            ConfigurationTokens.Rewrite(["--source=folder:C:/x", "--ConnectionStrings:Database=Host=h;Port=1"]));
}

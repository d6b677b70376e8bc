using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Web.Access;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Tests.Access;

public sealed class AccessOptionsTests
{
    private static readonly (string, string?)[] s_oidc = [("Auth:Mode", "oidc"), ("Auth:Authority", "https://issuer.example/pool/"), ("Auth:ClientId", "me")];

    [Theory]
    [InlineData("Auth:Mode", "Ldap", "Auth:Mode is 'Ldap'; allowed: Local, Oidc")]
    [InlineData("Auth:Mode", "1", "Auth:Mode is '1'; allowed: Local, Oidc")]
    [InlineData("Auth:Authority", "", "Auth:Authority is not set; allowed: the provider's https address")]
    [InlineData("Auth:Authority", "http://issuer.example", "Auth:Authority is 'http://issuer.example'; allowed")]
    [InlineData("Auth:ClientId", "", "Auth:ClientId is not set; allowed")]
    [InlineData("Auth:NewUsers", "admin", "Auth:NewUsers is 'admin'; allowed: user, none")]
    public void What_is_wrong_is_told_with_what_is_allowed(string key, string value, string told) =>
        Assert.Contains(told, Assert.Throws<ConfigurationException>(() => AccessOptions.Read(From([.. s_oidc, (key, value)]))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_means_nothing_where_nobody_signs_in_is_told() =>
        Assert.Contains("Auth:ClientId is set, but Auth:Mode is Local", Assert.Throws<ConfigurationException>(() => AccessOptions.Read(From([("Auth:ClientId", "me")]))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Web:PublicCollections", "yes", "allowed: true, false")]
    [InlineData("Web:RequestsPerMinute", "5", "allowed: 0 for no limit, or a number from 10 to 1000000")]
    [InlineData("Web:TrustedProxies", "10.0.0.0/8, proxy", "Web:TrustedProxies is 'proxy'; allowed: addresses and networks")]
    public void What_is_wrong_of_the_web_stage_is_told_too(string key, string value, string told) =>
        Assert.Contains(told, Assert.Throws<ConfigurationException>(() => WebOptions.Read(From([(key, value)]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Where_people_sign_in_this_machine_is_no_way_in_unless_it_is_said()
    {
        Assert.False(AdminOptions.Read(From(s_oidc)).Loopback);
        Assert.True(AdminOptions.Read(From([.. s_oidc, ("Admin:Loopback", "true")])).Loopback);
        // Administrators sign in: an address others can reach needs no key.
        AdminOptions.Read(From(s_oidc)).CheckAddresses(["http://0.0.0.0:8080"]);
        Assert.Equal((AccessMode.Oidc, "https://issuer.example/pool", "cognito:groups", "admin", "user"), AccessOptions.Read(From(s_oidc)) is var read ? (read.Mode, read.Authority, read.RoleClaim, read.AdminRole, read.NewUsers) : default);
    }

    private static IConfiguration From((string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Last().Value)).Build();
}

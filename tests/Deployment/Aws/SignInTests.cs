using Microsoft.Extensions.Configuration;
using PokedexTop.Testing;
using PokedexTop.Web.Access;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>The user pool lets in those whom the pages send, the way they send them.</summary>
public sealed class SignInTests
{
    /// <summary>What the pages take where nothing but the stack's outputs is set.</summary>
    private static AccessOptions Access => AccessOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Auth:Mode"] = Template.TextOf(Template.Named("sign-in").Outputs["AuthMode"]["Value"]),
        ["Auth:Authority"] = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Abc123",
        ["Auth:ClientId"] = "4f8abc",
    }).Build());

    [Fact]
    public void The_client_is_the_pages_with_the_code_flow_and_a_secret()
    {
        var client = Template.Named("sign-in").Of("AWS::Cognito::UserPoolClient")["Pages"];
        var pages = File.ReadAllText(RepositoryRoot.Combine("src", "Web", "Access", "OidcSignIn.cs"));
        var callback = Template.TextOf(Assert.Single(Template.Several(client["CallbackURLs"])));
        Assert.Contains($"CallbackPath = \"{callback["https://${Host}".Length..]}\"", pages, StringComparison.Ordinal);
        Assert.Contains("OpenIdConnectResponseType.Code;", pages, StringComparison.Ordinal);
        Assert.Equal("code", Template.TextOf(Assert.Single(Template.Several(client["AllowedOAuthFlows"]))));
        Assert.Equal(("true", "true"), (Template.TextOf(client["GenerateSecret"]), Template.TextOf(client["AllowedOAuthFlowsUserPoolClient"])));
        // Cognito refuses a sign-in that asks for a scope which the client may not.
        Assert.Equal(["openid", .. Access.Scopes], Template.Several(client["AllowedOAuthScopes"]).Select(Template.TextOf));
        Assert.Equal("https://${Host}/", Template.TextOf(Assert.Single(Template.Several(client["LogoutURLs"]))));
    }

    [Fact]
    public void Its_groups_are_the_administrators_that_the_pages_know_and_the_users()
    {
        var groups = Template.Named("sign-in").Of("AWS::Cognito::UserPoolGroup").Values.Select(group => Template.TextOf(group["GroupName"]));
        Assert.Equal([Access.AdminRole, Access.NewUsers], groups);
        Assert.Equal("cognito:groups", Access.RoleClaim);
        Assert.Null(Access.Audience);
    }
}

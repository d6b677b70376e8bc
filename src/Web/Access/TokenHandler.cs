using System.Data.Common;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Users;
using PokedexTop.Data;

namespace PokedexTop.Web.Access;

/// <summary>Knows a user by a token of their own. It opens what is theirs, never what administrators do.</summary>
internal sealed class TokenHandler(ApiTokens tokens, UserAccounts accounts, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            if (await tokens.FindAsync(MachineGuard.KeyOf(Request) ?? "", Context.RequestAborted) is { } token && await accounts.FindAsync(token.UserId, Context.RequestAborted) is { } user)
            {
                var caller = Callers.Of(Scheme.Name, user.DisplayName ?? user.Id, user.Id, user.Role == Owner.Barred ? Owner.Barred : Owner.User, token.Scope == ApiToken.Write);
                return AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name));
            }
        }
        catch (DbException error)
        {
            Refusals.NoDatabase(error).Note(Context);
            return AuthenticateResult.NoResult();
        }
        new Refusal(StatusCodes.Status401Unauthorized, "The token is not known", "There is no such token, or it has expired or was revoked; /api/me/tokens makes and lists them.").Note(Context);
        return AuthenticateResult.NoResult();
    }
}

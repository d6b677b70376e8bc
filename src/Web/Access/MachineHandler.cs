using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PokedexTop.Collections.Gold;

namespace PokedexTop.Web.Access;

/// <summary>Knows whoever has <c>Admin:ApiKey</c>, and who calls from this machine. Where nobody signs in, both are the one user there is.</summary>
internal sealed class MachineHandler(MachineGuard guard, AccessOptions access, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (guard.Judge(Context) is { } refusal)
        {
            refusal.Note(Context);
            return Task.FromResult(AuthenticateResult.NoResult());
        }
        var name = guard.IsKeyed(Request) ? "the key" : "this machine";
        var caller = Callers.Of(Scheme.Name, name, access.Mode == AccessMode.Local ? Owner.Local : null, Owner.Admin);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name)));
    }
}

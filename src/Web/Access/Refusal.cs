using Microsoft.AspNetCore.Http;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Access;

/// <summary>Why a request is refused.</summary>
internal sealed record Refusal(int Status, string Title, string Detail)
{
    public ApiProblem Problem => new(Status, "refused", Title, Detail);

    /// <summary>What the way of signing in had against this request; who needs nothing is answered even so.</summary>
    public static Refusal? Of(HttpContext context) => context.Features.Get<Refusal>();

    public void Note(HttpContext context) => context.Features.Set(this);
}

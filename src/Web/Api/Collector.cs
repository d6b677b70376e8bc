using Microsoft.AspNetCore.Http;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Search.Queries;
using PokedexTop.Web.Admin;

namespace PokedexTop.Web.Api;

/// <summary>Answers what of a query asks about the caller's own collection, for callers who may see it.</summary>
internal sealed class Collector(UserLots lots, AdminGuard guard)
{
    /// <exception cref="ApiProblem">The caller may not see the collection.</exception>
    public async Task<QueryNode> AnsweredAsync(HttpContext context, QueryNode query)
    {
        if (!OwnedCards.IsAskedFor(query))
            return query;
        if (guard.Judge(context) is { } refusal)
            throw new ApiProblem(refusal.Status, "refused", refusal.Title, refusal.Detail);
        // A collection is its owner's affair, and no cache's.
        context.Response.Headers.CacheControl = "private, no-cache";
        var (owned, wished) = await lots.CardIdsAsync(Owner.Local, context.RequestAborted);
        return new OwnedCards(owned, wished).In(query);
    }
}

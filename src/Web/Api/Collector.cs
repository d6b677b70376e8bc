using Microsoft.AspNetCore.Http;
using PokedexTop.Collections.Lots;
using PokedexTop.Search.Queries;
using PokedexTop.Web.Access;

namespace PokedexTop.Web.Api;

/// <summary>Answers what of a query asks about the caller's own collection, for callers who may see it.</summary>
internal sealed class Collector(UserLots lots)
{
    /// <exception cref="ApiProblem">The caller may not see the collection.</exception>
    public async Task<QueryNode> AnsweredAsync(HttpContext context, QueryNode query)
    {
        if (!OwnedCards.IsAskedFor(query))
            return query;
        if (context.User.UserId() is not { } user)
            throw (Refusal.Of(context) ?? new Refusal(StatusCodes.Status403Forbidden, "Not allowed", "is:owned, is:missing and is:wished ask about the collection of somebody who signed in.")).Problem;
        var (owned, wished) = await lots.CardIdsAsync(user, context.RequestAborted);
        return new OwnedCards(owned, wished).In(query);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Users;
using PokedexTop.Web.Api;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Collections;

/// <summary>What everybody may see of a lot: never where it is, what it cost, or what its owner wrote of it.</summary>
internal sealed record PublicLot(string CardId, LotCard? Card, string? Finish, string? Condition, string? Language, int Quantity, string? GradeCompany, string? Grade)
{
    public static PublicLot Of(LotDocument lot) => new(lot.CardId, lot.Card, lot.Finish, lot.Condition, lot.Language, lot.Quantity, lot.GradeCompany, lot.Grade);
}

/// <summary><c>/api/public/{name}</c>: collections whose owners let everybody read what they own; where the server allows it.</summary>
internal static class PublicCollections
{
    public static void MapPublicCollections(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapApi("/api/public/{name}").WithTags("Public collections").AllowAnonymous().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/", LotsAsync).WithName("ListPublicLots").WithSummary("What somebody owns, without prices, places and notes").TakesPages();
        group.MapGet("/completion", CompletionAsync).WithName("PublicCompletion").WithSummary("How complete it is, by set").TakesPages();
    }

    private static async Task<Ok<ListDocument<PublicLot>>> LotsAsync(string name, HttpRequest request, WebOptions web, UserAccounts accounts, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        var page = PageRequest.Read(request);
        var user = await UserAsync(name, web, accounts, cancellationToken);
        return await CollectionApi.PageAsync(page, user, new LotFilter(LotWords.Owned), lots, catalogue, PublicLot.Of, cancellationToken);
    }

    private static async Task<Ok<ListDocument<CompletionRow>>> CompletionAsync(string name, HttpRequest request, WebOptions web, UserAccounts accounts, UserCompletion completion, CancellationToken cancellationToken)
    {
        var page = PageRequest.Read(request);
        var user = await UserAsync(name, web, accounts, cancellationToken);
        return TypedResults.Ok(page.Of((await completion.ReadAsync(user, cancellationToken)).By("set"), row => row.Id));
    }

    /// <summary>What is not public is not there, whether somebody has the name or not.</summary>
    private static async Task<string> UserAsync(string name, WebOptions web, UserAccounts accounts, CancellationToken cancellationToken) =>
        (web.PublicCollections ? await accounts.FindPublicAsync(name, cancellationToken) : null) is { Role: not Owner.Barred } user ? user.Id : throw ApiProblem.NotFound("no-such-collection", $"There is no public collection '{name}'.");
}

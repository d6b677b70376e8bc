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
internal sealed record PublicLot(string CardId, LotCard? Card, string? Finish, string? Condition, string? Language, int Quantity, string? GradeCompany, string? Grade);

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
        Guid? after = page.After is not { } text ? null : Guid.TryParse(text, out var last) ? last : throw PageRequest.BadCursor($"'{text}' is no lot.");
        var found = await lots.ListAsync(user, new LotFilter(LotWords.Owned), after, page.Limit, cancellationToken);
        var known = await catalogue.ReadAsync(cancellationToken);
        return TypedResults.Ok(new ListDocument<PublicLot>(
            [.. found.Lots.Select(lot => new PublicLot(lot.CardId, LotDocument.Of(lot, known).Card, lot.Finish, lot.Condition, lot.Language, lot.Quantity, lot.GradeCompany, lot.Grade))],
            found.Total, found.HasMore ? page.Next(found.Lots[^1].Id.ToString()) : null, []));
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

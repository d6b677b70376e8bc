using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Collections;

/// <summary><c>/api/collection</c>: what the caller has. Another's lot is not there.</summary>
internal static class CollectionApi
{
    public const string Path = "/api/collection";

    private static readonly ChoiceParameter s_list = new("list", "Of one list alone.", LotWords.Lists);
    private static readonly QueryParameter s_card = new("card", "Of one card alone, by its id.");
    private static readonly QueryParameter s_set = new("set", "Of one set's cards alone, by its id.");

    public static void MapCollectionApi(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapApi(Path).WithTags("Collection").RequireAuthorization(Policies.Collectors).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapReports();
        group.MapImports();
        group.MapValues();
        group.MapGet("/", ListAsync).WithName("ListLots").WithSummary("Lots, in the order in which they were made").Takes(s_list, s_card, s_set).TakesPages();
        group.MapPost("/", AddAsync).WithName("AddLot").WithSummary("Add a lot").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{lot:guid}", ShowAsync).WithName("ShowLot").WithSummary("One lot").ProducesProblem(StatusCodes.Status404NotFound);
        foreach (var change in new[]
        {
            group.MapPut("/{lot:guid}", ChangeAsync).WithName("ChangeLot").WithSummary("Change a lot, move it to another list or location: all of its fields are given"),
            group.MapPost("/{lot:guid}/split", SplitAsync).WithName("SplitLot").WithSummary("Make a lot of its own of some copies"),
            group.MapDelete("/{lot:guid}", RemoveAsync).WithName("RemoveLot").WithSummary("Remove a lot"),
        })
        {
            change.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        }
    }

    private static Task<Ok<ListDocument<LotDocument>>> ListAsync(HttpRequest request, ClaimsPrincipal caller, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken) =>
        PageAsync(PageRequest.Read(request), caller.User(), new LotFilter(request.OneOf(s_list), request.Text(s_card), request.Text(s_set)), lots, catalogue, lot => lot, cancellationToken);

    /// <summary>A page of a user's lots, of each what the caller may see.</summary>
    internal static async Task<Ok<ListDocument<T>>> PageAsync<T>(PageRequest page, string userId, LotFilter filter, UserLots lots, CollectedCatalogue catalogue, Func<LotDocument, T> shown, CancellationToken cancellationToken)
    {
        var found = await lots.ListAsync(userId, filter, page.AfterId, page.Limit, cancellationToken);
        var known = await catalogue.ReadAsync(cancellationToken);
        return TypedResults.Ok(new ListDocument<T>([.. found.Lots.Select(lot => shown(LotDocument.Of(lot, known)))], found.Total, found.HasMore ? page.Next(found.Lots[^1].Id.ToString()) : null, []));
    }

    private static async Task<Created<LotDocument>> AddAsync([FromBody] LotFields said, ClaimsPrincipal caller, HttpResponse response, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        var lot = Done(await lots.AddAsync(caller.User(), said with { Source = said.Source ?? "api" }, cancellationToken), default);
        return TypedResults.Created($"{Path}/{lot.Id}", Tagged(response, lot, await catalogue.ReadAsync(cancellationToken)));
    }

    private static async Task<Ok<LotDocument>> ShowAsync(Guid lot, ClaimsPrincipal caller, HttpResponse response, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        var found = await lots.FindAsync(caller.User(), lot, cancellationToken) ?? throw NoSuch(lot);
        return TypedResults.Ok(Tagged(response, found, await catalogue.ReadAsync(cancellationToken)));
    }

    private static async Task<Ok<LotDocument>> ChangeAsync(Guid lot, [FromBody] LotFields said, HttpContext context, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        var changed = Done(await lots.ChangeAsync(context.User.User(), lot, Seen(context.Request), said, cancellationToken), lot);
        return TypedResults.Ok(Tagged(context.Response, changed, await catalogue.ReadAsync(cancellationToken)));
    }

    private static async Task<Created<SplitLots>> SplitAsync(Guid lot, [FromBody] SplitOrder order, HttpContext context, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        var result = await lots.SplitAsync(context.User.User(), lot, Seen(context.Request), order.Quantity, order.List, order.Location, cancellationToken);
        var kept = Done(result, lot);
        var known = await catalogue.ReadAsync(cancellationToken);
        return TypedResults.Created($"{Path}/{result.Made!.Id}", new SplitLots(LotDocument.Of(kept, known), LotDocument.Of(result.Made, known)));
    }

    private static async Task<NoContent> RemoveAsync(Guid lot, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var result = await lots.RemoveAsync(context.User.User(), lot, Seen(context.Request), cancellationToken);
        return result.Outcome == LotOutcome.Done ? TypedResults.NoContent() : throw ProblemOf(result, lot);
    }

    private static LotDocument Tagged(HttpResponse response, Lot lot, KnownCatalogue catalogue)
    {
        response.Headers.ETag = $"\"{lot.Version}\"";
        return LotDocument.Of(lot, catalogue);
    }

    /// <summary>Whether a version is one that the caller has seen, by <c>If-Match</c>.</summary>
    /// <exception cref="ApiProblem">The caller says nothing of it.</exception>
    private static Predicate<int> Seen(HttpRequest request)
    {
        var tags = request.Headers.IfMatch.SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (tags.Count == 0)
            throw new ApiProblem(StatusCodes.Status428PreconditionRequired, "if-match-needed", "Which version?", "Send If-Match with the ETag of the lot as you saw it, so that nobody's change is lost.");
        // What follows the version tells answers apart, which may change with the catalogue alone.
        return version => tags.Exists(tag => tag == "*" || tag == $"\"{version}\"" || tag.StartsWith($"\"{version}-", StringComparison.Ordinal));
    }

    private static Lot Done(LotResult result, Guid lot) => result.Outcome == LotOutcome.Done ? result.Lot! : throw ProblemOf(result, lot);

    private static ApiProblem ProblemOf(LotResult result, Guid lot) => result.Outcome switch
    {
        LotOutcome.NotFound => NoSuch(lot),
        LotOutcome.OutOfDate => new ApiProblem(StatusCodes.Status412PreconditionFailed, "out-of-date", "Changed meanwhile", $"The lot is at version {result.Lot!.Version} by now: read it again, and send If-Match with its ETag."),
        _ => ApiProblem.Invalid("The lot is not allowed", result.Problems!),
    };

    private static ApiProblem NoSuch(Guid lot) => ApiProblem.NotFound("no-such-lot", $"There is no lot {lot}.");
}

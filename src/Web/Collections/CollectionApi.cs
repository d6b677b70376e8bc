using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Web.Admin;
using PokedexTop.Web.Api;

namespace PokedexTop.Web.Collections;

/// <summary>
/// <c>/api/collection</c>: what its owner has. Until people sign in there is one user, whoever uses this machine, by the rule of
/// docs/admin-api.md.
/// </summary>
internal static class CollectionApi
{
    public const string Path = "/api/collection";

    /// <summary>Whose collection it is.</summary>
    public const string User = Owner.Local;

    public static IServiceCollection AddCollectionApi(this IServiceCollection services)
    {
        // The rule holds where the admin API is switched off, too.
        services.TryAddSingleton<AdminGuard>();
        return services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public static void MapCollectionApi(this WebApplication app)
    {
        app.UseCollectionAnswers();
        var group = app.MapGroup(Path).WithTags("Collection").WithMetadata(new OwnersOnly())
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapReports();
        group.MapGet("/", ListAsync).WithName("ListLots").WithSummary("Lots, in the order in which they were made").ProducesProblem(StatusCodes.Status400BadRequest);
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

    private static async Task<Results<Ok<ListDocument<LotDocument>>, ProblemHttpResult>> ListAsync(
        HttpRequest request, UserLots lots, CollectedCatalogue catalogue, [FromQuery] int? limit, [FromQuery] Guid? after, [FromQuery] string? list, [FromQuery] string? card, [FromQuery] string? set, CancellationToken cancellationToken)
    {
        if (Paging.Wrong(limit) is { } wrong)
            return wrong;
        if (list is not null && !LotWords.Lists.Contains(list))
            return CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-list", "No such list", $"There is no list '{list}'; allowed: {string.Join(", ", LotWords.Lists)}.");
        var page = await lots.ListAsync(User, new LotFilter(list, card, set), after, limit ?? Paging.Usual, cancellationToken);
        var known = await catalogue.ReadAsync(cancellationToken);
        var data = page.Lots.Select(lot => LotDocument.Of(lot, known)).ToList();
        return TypedResults.Ok(new ListDocument<LotDocument>(data, page.Total, page.HasMore ? Paging.Next(request, data[^1].Id.ToString()) : null, []));
    }

    private static async Task<Results<Created<LotDocument>, ProblemHttpResult>> AddAsync([FromBody] LotFields said, HttpResponse response, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        var result = await lots.AddAsync(User, said with { Source = said.Source ?? "api" }, cancellationToken);
        return result.Lot is { } lot ? TypedResults.Created($"{Path}/{lot.Id}", Tagged(response, lot, await catalogue.ReadAsync(cancellationToken))) : CollectionAnswers.Invalid(result.Problems!);
    }

    private static async Task<Results<Ok<LotDocument>, ProblemHttpResult>> ShowAsync(Guid lot, HttpResponse response, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken) =>
        await lots.FindAsync(User, lot, cancellationToken) is { } found ? TypedResults.Ok(Tagged(response, found, await catalogue.ReadAsync(cancellationToken))) : Refusal(new LotResult(LotOutcome.NotFound), lot);

    private static async Task<Results<Ok<LotDocument>, ProblemHttpResult>> ChangeAsync(Guid lot, [FromBody] LotFields said, HttpContext context, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (Paging.Seen(context.Request) is not { } seen)
            return NoneSeen;
        var result = await lots.ChangeAsync(User, lot, seen, said, cancellationToken);
        return result.Outcome == LotOutcome.Done ? TypedResults.Ok(Tagged(context.Response, result.Lot!, await catalogue.ReadAsync(cancellationToken))) : Refusal(result, lot);
    }

    private static async Task<Results<Created<SplitLots>, ProblemHttpResult>> SplitAsync(Guid lot, [FromBody] SplitOrder order, HttpRequest request, UserLots lots, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (Paging.Seen(request) is not { } seen)
            return NoneSeen;
        var result = await lots.SplitAsync(User, lot, seen, order.Quantity, order.List, order.Location, cancellationToken);
        if (result.Outcome != LotOutcome.Done)
            return Refusal(result, lot);
        var known = await catalogue.ReadAsync(cancellationToken);
        return TypedResults.Created($"{Path}/{result.Made!.Id}", new SplitLots(LotDocument.Of(result.Lot!, known), LotDocument.Of(result.Made, known)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Guid lot, HttpRequest request, UserLots lots, CancellationToken cancellationToken)
    {
        if (Paging.Seen(request) is not { } seen)
            return NoneSeen;
        var result = await lots.RemoveAsync(User, lot, seen, cancellationToken);
        return result.Outcome == LotOutcome.Done ? TypedResults.NoContent() : Refusal(result, lot);
    }

    private static LotDocument Tagged(HttpResponse response, Lot lot, KnownCatalogue catalogue)
    {
        response.Headers.ETag = $"\"{lot.Version}\"";
        return LotDocument.Of(lot, catalogue);
    }

    private static ProblemHttpResult NoneSeen => CollectionAnswers.Problem(StatusCodes.Status428PreconditionRequired, "if-match-needed", "Which version?",
        "Send If-Match with the ETag of the lot as you saw it, so that nobody's change is lost.");

    private static ProblemHttpResult Refusal(LotResult result, Guid lot) => result.Outcome switch
    {
        LotOutcome.NotFound => CollectionAnswers.Problem(StatusCodes.Status404NotFound, "no-such-lot", "No such lot", $"There is no lot {lot}."),
        LotOutcome.OutOfDate => CollectionAnswers.Problem(StatusCodes.Status412PreconditionFailed, "out-of-date", "Changed meanwhile", $"The lot is at version {result.Lot!.Version} by now: read it again, and send If-Match with its ETag."),
        _ => CollectionAnswers.Invalid(result.Problems!),
    };
}

using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Lots;
using PokedexTop.Web.Access;
using PokedexTop.Web.Pages.Parts;

namespace PokedexTop.Web.Pages.Mine;

/// <summary>What forms of the collector's pages send. Each leads back to its page; a script that says so gets a line of JSON instead.</summary>
internal static class CollectingRoutes
{
    public static void MapCollecting(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/collection").RequireAuthorization(Policies.Collectors).DisableAntiforgery().ExcludeFromDescription();
        forms.MapPost("/add", AddAsync);
        forms.MapPost("/undo", UndoAsync);
        forms.MapPost("/lots/{lot:guid}", ChangeAsync);
    }

    /// <summary>One more of a card: a copy like those that are there joins their lot.</summary>
    private static async Task<IResult> AddAsync([FromForm] AddedCard said, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var fields = new LotFields { CardId = said.Card, List = Said(said.List), Finish = Said(said.Finish), Condition = Said(said.Condition), Quantity = said.Quantity ?? 1, Source = "pages" };
        var result = await lots.JoinAsync(context.User.User(), fields, cancellationToken);
        return Answer(context, said.Back, result, $"added-{result.Lot?.Id}-{fields.Quantity}");
    }

    /// <summary>Takes out again what was just added.</summary>
    private static async Task<IResult> UndoAsync([FromForm] Guid lot, [FromForm] int quantity, [FromForm] string? back, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var user = context.User.User();
        var found = await lots.FindAsync(user, lot, cancellationToken);
        if (found is null)
            return Answer(context, back, new LotResult(LotOutcome.NotFound), "");
        var result = found.Quantity > quantity
            ? await lots.ChangeAsync(user, lot, version => version == found.Version, UserLots.FieldsOf(found) with { Quantity = found.Quantity - quantity }, cancellationToken)
            : await lots.RemoveAsync(user, lot, version => version == found.Version, cancellationToken);
        return Answer(context, back, result, "undone");
    }

    private static async Task<IResult> ChangeAsync(Guid lot, [FromForm] ChangedLot said, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var user = context.User.User();
        var found = await lots.FindAsync(user, lot, cancellationToken);
        if (found is null)
            return Answer(context, said.Back, new LotResult(LotOutcome.NotFound), "");
        var removes = said.Remove is not null || said.Quantity == 0;
        var result = removes
            ? await lots.RemoveAsync(user, lot, version => version == said.Version, cancellationToken)
            : await lots.ChangeAsync(user, lot, version => version == said.Version, said.Over(UserLots.FieldsOf(found)), cancellationToken);
        return Answer(context, said.Back, result, removes ? "removed" : "changed");
    }

    private static IResult Answer(HttpContext context, string? back, LotResult result, string done)
    {
        var problem = result.Outcome switch
        {
            LotOutcome.Done => null,
            LotOutcome.NotFound => "That is not in your collection any more.",
            LotOutcome.OutOfDate => "It was changed in another window meanwhile; nothing was changed here. Look at it again.",
            _ => string.Join(" ", result.Problems!.Select(p => $"{p.Key} {string.Join("; ", p.Value)}.")),
        };
        if (context.Request.Headers["X-Quick"].Count > 0)
        {
            return problem is null
                ? TypedResults.Json(new QuickAnswer(done, result.Lot?.CardId, result.Lot?.Id, result.Lot?.Quantity, null))
                : TypedResults.Json(new QuickAnswer(null, null, null, null, problem), statusCode: result.Outcome == LotOutcome.Refused ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
        }
        var path = PageAddress.IsHere(back) ? back! : "/collection";
        return TypedResults.LocalRedirect(Notice.On(path, problem is null ? done : "problem-" + problem), permanent: false, preserveMethod: false);
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <param name="Done">What was done; null where nothing was.</param>
    /// <param name="Card">The card.</param>
    /// <param name="Lot">The lot it is in.</param>
    /// <param name="Copies">Of that lot now.</param>
    /// <param name="Problem">Why nothing was done.</param>
    private sealed record QuickAnswer(string? Done, string? Card, Guid? Lot, int? Copies, string? Problem);
}

/// <summary>The form that adds copies of a card.</summary>
internal sealed record AddedCard(string Card, string? List, string? Finish, string? Condition, int? Quantity, string? Back);

using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Completion;
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
        forms.MapPost("/wish", WishAsync);
        forms.MapPost("/entry", EnterAsync);
        forms.MapImportForms();
    }

    /// <summary>One more of a card: a copy like those that are there joins their lot.</summary>
    private static async Task<IResult> AddAsync([FromForm] AddedCard said, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var fields = new LotFields { CardId = said.Card, List = Said(said.List), Finish = Said(said.Finish), Condition = Said(said.Condition), Quantity = said.Quantity ?? 1, Source = "pages" };
        var result = await lots.JoinAsync(context.User.User(), fields, cancellationToken);
        return Answer(context, said.Back, result, Notice.Added(result.Lot?.Id, fields.Quantity.Value));
    }

    /// <summary>Takes out again what was just added.</summary>
    private static async Task<IResult> UndoAsync([FromForm] Guid lot, [FromForm] int quantity, [FromForm] string? back, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var user = context.User.User();
        var found = await lots.FindAsync(user, lot, cancellationToken);
        if (found is null)
            return Answer(context, back, new LotResult(LotOutcome.NotFound), Notice.NotThere);
        var result = found.Quantity > quantity
            ? await lots.ChangeAsync(user, lot, version => version == found.Version, UserLots.FieldsOf(found) with { Quantity = found.Quantity - quantity }, cancellationToken)
            : await lots.RemoveAsync(user, lot, version => version == found.Version, cancellationToken);
        return Answer(context, back, result, Notice.Undone);
    }

    private static async Task<IResult> ChangeAsync(Guid lot, [FromForm] ChangedLot said, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var user = context.User.User();
        var found = await lots.FindAsync(user, lot, cancellationToken);
        if (found is null)
            return Answer(context, said.Back, new LotResult(LotOutcome.NotFound), Notice.NotThere);
        var removes = said.Remove is not null || said.Quantity == 0;
        var result = removes
            ? await lots.RemoveAsync(user, lot, version => version == said.Version, cancellationToken)
            : await lots.ChangeAsync(user, lot, version => version == said.Version, said.Over(UserLots.FieldsOf(found)), cancellationToken);
        return Answer(context, said.Back, result, removes ? Notice.Removed : Notice.Changed);
    }

    /// <summary>Wishes for what is missing of a set, as far as one request may.</summary>
    private static async Task<IResult> WishAsync([FromForm] string set, [FromForm] string of, [FromForm] string? back, HttpContext context, WishlistFilling wishlist, CancellationToken cancellationToken)
    {
        var filled = CompletionReport.Scopes.Contains(of) ? await wishlist.FillAsync(context.User.User(), set, of, cancellationToken) : null;
        return Back(back, filled is null ? Notice.NotThere : Notice.Wished(filled.Added.Count));
    }

    /// <summary>Adds what was typed; what is no card's number comes back in the box.</summary>
    private static async Task<IResult> EnterAsync([FromForm] EnteredNumbers said, HttpContext context, UserLots lots, PageCatalogue catalogue, CancellationToken cancellationToken)
    {
        var cards = catalogue.NumbersOf(said.Set);
        var (left, added) = (new List<string>(), 0);
        foreach (var typed in TypedNumber.Read(said.Numbers, cards.ContainsKey))
        {
            var lot = new LotFields { CardId = cards.GetValueOrDefault(typed.Number), Finish = typed.Finish, Quantity = typed.Copies, Condition = Said(said.Condition), Language = Said(said.Language), Location = Said(said.Location), Source = "pages" };
            if (lot.CardId is not null && (await lots.JoinAsync(context.User.User(), lot, cancellationToken)).Outcome == LotOutcome.Done)
                added += typed.Copies;
            else
                left.Add(typed.Text);
        }
        var address = QueryString.Create([
            KeyValuePair.Create("set", (string?)said.Set), KeyValuePair.Create("condition", said.Condition), KeyValuePair.Create("language", said.Language), KeyValuePair.Create("location", said.Location),
            KeyValuePair.Create("numbers", (string?)string.Join(' ', left))]);
        return Back("/collection/entry" + address, Notice.Entered(added));
    }

    private static IResult Answer(HttpContext context, string? back, LotResult result, string done)
    {
        var notice = result.Outcome switch
        {
            LotOutcome.Done => done,
            LotOutcome.NotFound => Notice.NotThere,
            LotOutcome.OutOfDate => Notice.OutOfDate,
            _ => Notice.Refused(result.Problems!.Keys),
        };
        if (context.Request.Headers["X-Quick"].Count == 0)
            return Back(back, notice);
        return result.Outcome == LotOutcome.Done
            ? TypedResults.Json(new QuickAnswer(done, result.Lot?.CardId, result.Lot?.Id, null))
            : TypedResults.Json(new QuickAnswer(null, null, null, Notice.TextOf(notice)), statusCode: result.Outcome == LotOutcome.Refused ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }

    /// <summary>To the page that a form was on.</summary>
    internal static IResult Back(string? back, string notice) => TypedResults.LocalRedirect(Notice.On(PageAddress.IsHere(back) ? back! : "/collection", notice));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <param name="Done">What was done; null where nothing was.</param>
    /// <param name="Card">The card.</param>
    /// <param name="Lot">The lot it is in.</param>
    /// <param name="Problem">Why nothing was done.</param>
    private sealed record QuickAnswer(string? Done, string? Card, Guid? Lot, string? Problem);
}

/// <summary>The form that adds copies of a card.</summary>
internal sealed record AddedCard(string Card, string? List, string? Finish, string? Condition, int? Quantity, string? Back);

/// <summary>The form of rapid entry.</summary>
internal sealed record EnteredNumbers(string Set, string Numbers, string? Condition, string? Language, string? Location);

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Lots;
using PokedexTop.Web.Access;
using PokedexTop.Web.Pages.Parts;

namespace PokedexTop.Web.Pages.Mine;

/// <summary>What forms of the collector's pages send. Each leads back to its page; a script that says so gets a line of JSON instead.</summary>
internal static class CollectingRoutes
{
    /// <summary>What rapid entry keeps from one to the next.</summary>
    private static readonly string[] s_pinned = ["set", "condition", "language", "location"];

    public static void MapCollecting(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/collection").RequireAuthorization(Policies.Collectors).DisableAntiforgery().ExcludeFromDescription();
        forms.AddEndpointFilter(async (call, next) =>
        {
            try
            {
                return await next(call);
            }
            catch (FormFieldException unread)
            {
                return Answer(call.HttpContext, call.HttpContext.Request.Form.Text("back"), new LotResult(LotOutcome.Refused, Problems: new Dictionary<string, string[]> { [unread.Name] = [unread.Message] }), "");
            }
        });
        forms.MapPost("/add", AddAsync);
        forms.MapPost("/undo", UndoAsync);
        forms.MapPost("/lots/{lot:guid}", ChangeAsync);
        forms.MapPost("/wish", WishAsync);
        forms.MapPost("/entry", EnterAsync);
        forms.MapImportForms();
    }

    /// <summary>One more of a card, or a wish for it: a copy like those that are there joins their lot.</summary>
    private static async Task<IResult> AddAsync(IFormCollection form, HttpContext context, JoinedLots lots, CancellationToken cancellationToken)
    {
        var (wish, copies) = (form.Text("wish"), form.Copies() ?? 1);
        var fields = wish is null ? form.Lot() with { CardId = form.Text("card"), Quantity = copies } : new LotFields { CardId = wish, List = LotWords.Wishlist, Quantity = 1, Source = "pages" };
        var result = (await lots.AddAsync(context.User.User(), [fields], cancellationToken))[0];
        return Answer(context, form.Text("back"), result, wish is null ? Notice.Added(result.Lot?.Id, copies) : Notice.Wish(result.Lot?.Id));
    }

    /// <summary>Takes out again what was just added.</summary>
    private static async Task<IResult> UndoAsync(IFormCollection form, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var (user, quantity, back) = (context.User.User(), form.Copies() ?? 1, form.Text("back"));
        var lot = Guid.TryParse(form.Text("lot"), out var id) ? id : Guid.Empty;
        if (await lots.FindAsync(user, lot, cancellationToken) is not { } found)
            return Answer(context, back, new LotResult(LotOutcome.NotFound), Notice.NotThere);
        var result = found.Quantity > quantity
            ? await lots.ChangeAsync(user, lot, version => version == found.Version, UserLots.FieldsOf(found) with { Quantity = found.Quantity - quantity }, cancellationToken)
            : await lots.RemoveAsync(user, lot, version => version == found.Version, cancellationToken);
        return Answer(context, back, result, Notice.Undone);
    }

    private static async Task<IResult> ChangeAsync(Guid lot, IFormCollection form, HttpContext context, UserLots lots, CancellationToken cancellationToken)
    {
        var (user, back) = (context.User.User(), form.Text("back"));
        if (await lots.FindAsync(user, lot, cancellationToken) is not { } found)
            return Answer(context, back, new LotResult(LotOutcome.NotFound), Notice.NotThere);
        var (before, seen) = (UserLots.FieldsOf(found), form.Number("version"));
        var said = (form.Text("all") is null ? before : form.Lot() with { CardId = before.CardId, Source = before.Source }) with { Quantity = form.Number("quantity") ?? -1 };
        var removes = form.Text("remove") is not null || said.Quantity == 0;
        var result = removes
            ? await lots.RemoveAsync(user, lot, version => version == seen, cancellationToken)
            : await lots.ChangeAsync(user, lot, version => version == seen, said, cancellationToken);
        return Answer(context, back, result, removes ? Notice.Removed : Notice.Changed);
    }

    /// <summary>Wishes for what is missing of a set, as far as one request may.</summary>
    private static async Task<IResult> WishAsync(IFormCollection form, HttpContext context, WishlistFilling wishlist, CancellationToken cancellationToken)
    {
        var of = form.Text("of") ?? "";
        var filled = CompletionReport.Scopes.Contains(of) ? await wishlist.FillAsync(context.User.User(), form.Text("set") ?? "", of, cancellationToken) : null;
        return Back(form.Text("back"), filled is null ? Notice.NotThere : Notice.Wished(filled.Added.Count));
    }

    /// <summary>Adds what was typed; what is no card's number comes back in the box.</summary>
    private static async Task<IResult> EnterAsync(IFormCollection form, HttpContext context, JoinedLots lots, PageCatalogue catalogue, CancellationToken cancellationToken)
    {
        var cards = catalogue.NumbersOf(form.Text("set") ?? "");
        var (typed, pinned) = (TypedNumber.Read(form.Text("numbers") ?? "", cards.ContainsKey).ToList(), form.Lot());
        var results = await lots.AddAsync(context.User.User(), typed.ConvertAll(number => pinned with { CardId = cards.GetValueOrDefault(number.Number), Finish = number.Finish, Quantity = number.Copies }), cancellationToken);
        var (entered, left) = (results.Zip(typed).Where(one => one.First.Outcome == LotOutcome.Done).Sum(one => one.Second.Copies), results.Zip(typed).Where(one => one.First.Outcome != LotOutcome.Done).Select(one => one.Second.Text));
        var address = QueryString.Create([.. s_pinned.Select(name => KeyValuePair.Create(name, form.Text(name))), KeyValuePair.Create("numbers", (string?)string.Join(' ', left))]);
        return Back("/collection/entry" + address, Notice.Entered(entered));
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

    /// <param name="Done">What was done; null where nothing was.</param>
    /// <param name="Card">The card.</param>
    /// <param name="Lot">The lot it is in.</param>
    /// <param name="Problem">Why nothing was done.</param>
    private sealed record QuickAnswer(string? Done, string? Card, Guid? Lot, string? Problem);
}

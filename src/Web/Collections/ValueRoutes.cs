using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Decks;
using PokedexTop.Collections.Values;
using PokedexTop.Data;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Collections;

/// <summary>A deck list to hold against what the caller owns.</summary>
/// <param name="List">As it was pasted.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DeckOrder(string? List);

/// <summary>A set of which what is missing is wished for.</summary>
/// <param name="Set">Its id.</param>
/// <param name="Of">printed, all or master; all where nothing is said.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WishlistOrder(string? Set, string? Of);

/// <summary>What was wished for.</summary>
/// <param name="Added">The new lots.</param>
/// <param name="Wished">Cards or finishes that were wished for already.</param>
/// <param name="Left">What the same request adds next.</param>
internal sealed record WishlistDocument(IReadOnlyList<LotDocument> Added, int Wished, int Left);

/// <summary>What a collection is worth, what of it can be given away, and what a deck or set still needs.</summary>
internal static class ValueRoutes
{
    private static readonly ChoiceParameter s_by = new("by", "What a row is.", Valuation.Groupings, Valuation.Groupings[0]);
    private static readonly QueryParameter s_from = new("from", "The first day, such as 2026-11-28; a year before the last where it is not said.");
    private static readonly QueryParameter s_to = new("to", "The last day; today where it is not said.");
    private static readonly ChoiceParameter s_bucket = new("bucket", "How long each point is; the finest that fits where it is not said.", ValueHistory.Buckets);
    private static readonly NumberParameter s_keep = new("keep", "How many of each card and finish are kept.", 1, 1_000, 1);

    public static void MapValues(this RouteGroupBuilder group)
    {
        group.MapGet("/value", ValueAsync).WithName("Value").WithSummary("What is owned is worth now, in all or by set or lot: a figure for each market and currency").Takes(s_by).TakesPages();
        group.MapGet("/value/history", HistoryAsync).WithName("ValueHistory").WithSummary("What the collection of today would have been worth before").Takes(s_from, s_to, s_bucket);
        group.MapGet("/trades", TradesAsync).WithName("Trades").WithSummary("Copies owned beyond one of each card and finish").Takes(s_keep).TakesPages();
        group.MapPost("/deck", DeckAsync).WithName("CheckDeck").WithSummary("What of a deck list is owned, what is missing, and what that costs").WithMetadata(new OnlyReads()).ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapPost("/wishlist", WishAsync).WithName("FillWishlist").WithSummary("Wish for what is missing of a set").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<ListDocument<ValueRow>>> ValueAsync(HttpRequest request, ClaimsPrincipal caller, CollectionValues values, CancellationToken cancellationToken)
    {
        var by = request.OneOf(s_by)!;
        var page = PageRequest.Read(request);
        return TypedResults.Ok(page.Of((await values.NowAsync(caller.User(), cancellationToken)).By(by), row => row.Id));
    }

    private static async Task<Ok<ValueHistory>> HistoryAsync(HttpRequest request, ClaimsPrincipal caller, CollectionValues values, TimeProvider time, CancellationToken cancellationToken)
    {
        var bucket = request.OneOf(s_bucket);
        var today = DateOnly.FromDateTime(time.UtcNow());
        var last = Day(request, s_to) ?? today;
        if (last > today)
            throw ApiProblem.Bad("to", string.Create(CultureInfo.InvariantCulture, $"to is {last:yyyy-MM-dd}; allowed: a day until today, {today:yyyy-MM-dd}."));
        var first = Day(request, s_from) ?? last.AddYears(-1);
        if (first > last)
            throw ApiProblem.Bad("from", string.Create(CultureInfo.InvariantCulture, $"from is {first:yyyy-MM-dd}; allowed: a day until {last:yyyy-MM-dd}."));
        return TypedResults.Ok(await values.HistoryAsync(caller.User(), first, last, bucket, cancellationToken)
            ?? throw ApiProblem.Bad("from", $"A history has at most {ValueHistory.MostPoints} points; say a later 'from', or leave 'bucket' out for the finest that fits."));
    }

    private static async Task<Ok<ListDocument<ValueRow>>> TradesAsync(HttpRequest request, ClaimsPrincipal caller, CollectionValues values, CancellationToken cancellationToken)
    {
        var kept = (int)request.Number(s_keep)!.Value;
        var page = PageRequest.Read(request);
        return TypedResults.Ok(page.Of((await values.SpareAsync(caller.User(), kept, cancellationToken)).By("lot"), row => row.Id));
    }

    private static async Task<Ok<DeckReport>> DeckAsync([FromBody] DeckOrder order, ClaimsPrincipal caller, UserDecks decks, CancellationToken cancellationToken)
    {
        var (deck, refused) = await decks.CheckAsync(caller.User(), order.List ?? "", cancellationToken);
        return TypedResults.Ok(deck ?? throw ApiProblem.Invalid("The deck list is not allowed", new Dictionary<string, string[]> { ["list"] = [refused!] }));
    }

    private static async Task<Ok<WishlistDocument>> WishAsync([FromBody] WishlistOrder order, ClaimsPrincipal caller, WishlistFilling wishlist, CollectedCatalogue catalogue, CancellationToken cancellationToken)
    {
        var scope = CollectionReports.Scope.Of(order.Of)!;
        var filled = await wishlist.FillAsync(caller.User(), order.Set ?? "", scope, cancellationToken) ?? throw ApiProblem.NotFound("no-such-set", $"There is no set '{order.Set}' with cards.");
        var known = await catalogue.ReadAsync(cancellationToken);
        return TypedResults.Ok(new WishlistDocument([.. filled.Added.Select(lot => LotDocument.Of(lot, known))], filled.Wished, filled.Left));
    }

    private static DateOnly? Day(HttpRequest request, QueryParameter parameter) =>
        request.Text(parameter) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw ApiProblem.Bad(parameter.Name, $"{parameter.Name} is '{text}'; allowed: a day such as 2026-11-28.");
}

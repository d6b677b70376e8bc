using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Catalogue;
using PokedexTop.Documents;
using PokedexTop.Normalize.History;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Indexing;
using PokedexTop.Search.Queries;
using PokedexTop.Web.Catalogue;
using PokedexTop.Web.DropIn;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>Sets, cards with their history, species and generations.</summary>
internal static class CatalogueRoutes
{
    public static void MapCatalogueRoutes(this RouteGroupBuilder api)
    {
        api.MapGet("/sets", Sets).WithName("ListSets").WithSummary("Sets, found by the search language").Takes(QueryParameter.Query, QueryParameter.Order).TakesPages();
        api.MapGet("/sets/{id}", Set).WithName("ShowSet").WithSummary("One set").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/cards", CardsAsync).WithName("ListCards").WithSummary("Cards, found by the search language").Takes(QueryParameter.Query, QueryParameter.Order).TakesPages();
        api.MapGet("/cards/{id}", CardAsync).WithName("ShowCard").WithSummary("One card with its finishes, texts and what feeds call it; an old id gives the card it became").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/cards/{id}/versions", VersionsAsync).WithName("ListCardVersions").WithSummary("Every version ever received, and what changed in it").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/cards/{id}/prices", PricesAsync).WithName("ListCardPrices").WithSummary("Every price ever seen, the newest first").TakesPages().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/facets", FacetsAsync).WithName("ListFacets").WithSummary("Which values the cards found have, and how many have them").Takes(QueryParameter.Query);
        api.MapGet("/species", SpeciesAsync).WithName("ListSpecies").WithSummary("Every species, and how many cards show it").TakesPages();
        api.MapGet("/species/{number}", OneSpeciesAsync).WithName("ShowSpecies").WithSummary("One species by its Pokédex number").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/generations", async (SpeciesList species, CancellationToken cancellationToken) => TypedResults.Ok(ListDocument<GenerationEntry>.Whole(await species.GenerationsAsync(cancellationToken))))
            .WithName("ListGenerations").WithSummary("Generations, and how many of their species have a card");
    }

    private static Ok<ListDocument<RawJson>> Sets(HttpContext context, LiveCatalogue catalogue)
    {
        var sets = Index(catalogue).Sets;
        var links = Links(context, catalogue);
        return List(context, SearchScope.Sets, PageRequest.Query(context.Request, SearchScope.Sets), sets.Index, set => links.OfSet(set.Id, sets.ById[set.Id].Json));
    }

    private static Ok<RawJson> Set(string id, HttpContext context, LiveCatalogue catalogue) =>
        Index(catalogue).Sets.ById.TryGetValue(id, out var set)
            ? TypedResults.Ok(new RawJson(Links(context, catalogue).OfSet(id, set.Json)))
            : throw ApiProblem.NotFound("no-such-set", $"There is no set '{id}'; /api/sets lists those there are.");

    private static async Task<Ok<ListDocument<RawJson>>> CardsAsync(HttpContext context, LiveCatalogue catalogue, Collector collector)
    {
        var links = Links(context, catalogue);
        var query = await collector.AnsweredAsync(context, PageRequest.Query(context.Request, SearchScope.Cards));
        return List(context, SearchScope.Cards, query, Index(catalogue).Cards, card => CardDocument.Of(links.OfCard(card.Id, card.Json)));
    }

    private static async Task<Ok<RawJson>> CardAsync(string id, HttpContext context, LiveCatalogue catalogue, CardDetails details, CancellationToken cancellationToken)
    {
        var card = Found(context, catalogue, id, "");
        var more = JsonSerializer.SerializeToUtf8Bytes(await details.ReadAsync(card.Id, cancellationToken), ApiJson.Options);
        var own = CardDocument.Of(Links(context, catalogue).OfCard(card.Id, card.Json));
        return TypedResults.Ok(new RawJson(more.Length > 2 ? (byte[])[.. own.Span[..^1], (byte)',', .. more.AsSpan(1)] : own));
    }

    private static async Task<Ok<ListDocument<CardVersion>>> VersionsAsync(string id, HttpContext context, LiveCatalogue catalogue, CardVersions versions, CancellationToken cancellationToken) =>
        TypedResults.Ok(ListDocument<CardVersion>.Whole(await versions.ReadAsync(Found(context, catalogue, id, "/versions").Id, cancellationToken)));

    private static async Task<Ok<ListDocument<CardPrice>>> PricesAsync(string id, HttpContext context, LiveCatalogue catalogue, PriceHistory prices, CancellationToken cancellationToken)
    {
        // A card's prices are a few rows a day at most, and are read whole; a page is where a reader left off.
        var page = PageRequest.Read(context.Request);
        var all = await prices.OfCardAsync(Found(context, catalogue, id, "/prices").Id, cancellationToken);
        return TypedResults.Ok(page.Of(all, price => string.Create(CultureInfo.InvariantCulture, $"{price.ObservedOn:yyyy-MM-dd}/{price.Market}/{price.Finish}")));
    }

    private static async Task<Ok<FacetsDocument>> FacetsAsync(HttpContext context, LiveCatalogue catalogue, Collector collector)
    {
        var query = await collector.AnsweredAsync(context, PageRequest.Query(context.Request, SearchScope.Cards));
        var cards = Index(catalogue).Cards;
        return TypedResults.Ok(new FacetsDocument(cards.Facets(query), cards.Search(query, [], 0, 0).Total));
    }

    private static async Task<Ok<ListDocument<SpeciesEntry>>> SpeciesAsync(HttpContext context, SpeciesList species, CancellationToken cancellationToken)
    {
        var page = PageRequest.Read(context.Request);
        var found = await species.ReadAsync(page.AfterNumber, page.Limit + 1, cancellationToken);
        return TypedResults.Ok(page.Of(found, await species.CountAsync(cancellationToken), one => one.PokedexNumber.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Ok<SpeciesEntry>> OneSpeciesAsync(string number, SpeciesList species, CancellationToken cancellationToken)
    {
        var wanted = (int)PageRequest.Number("number", number, 1, int.MaxValue);
        return await species.ReadAsync(wanted - 1, 1, cancellationToken) is [var found] && found.PokedexNumber == wanted
            ? TypedResults.Ok(found) : throw ApiProblem.NotFound("no-such-species", $"There is no species {number}; /api/species lists those there are.");
    }

    private static Ok<ListDocument<RawJson>> List(HttpContext context, SearchScope scope, QueryNode query, CardIndex index, Func<FoundCard, ReadOnlyMemory<byte>> item)
    {
        var page = PageRequest.Read(context.Request);
        FoundCards found;
        try
        {
            found = index.Search(query, PageRequest.Order(context.Request, scope), page.After, page.Limit);
        }
        catch (FormatException wrong)
        {
            throw PageRequest.BadCursor(wrong.Message);
        }
        return TypedResults.Ok(new ListDocument<RawJson>([.. found.Cards.Select(card => new RawJson(item(card)))], found.Total, found.Next is { } next ? page.Next(next) : null, []));
    }

    /// <summary>The card with an id; of an old one the card it became, which the answer names.</summary>
    private static FoundCard Found(HttpContext context, LiveCatalogue catalogue, string id, string below)
    {
        var card = Index(catalogue).Find(id) ?? throw ApiProblem.NotFound("no-such-card", $"There is no card '{id}'; /api/cards finds those there are.");
        if (card.Id != id)
            context.Response.Headers.ContentLocation = $"{context.Request.PathBase}/api/cards/{Uri.EscapeDataString(card.Id)}{below}";
        return card;
    }

    private static CatalogueIndex Index(LiveCatalogue catalogue) => catalogue.Index ?? throw ApiProblem.NotReady(catalogue.Waiting ?? "the search index is being built");

    private static PictureLinks Links(HttpContext context, LiveCatalogue catalogue) => PictureLinks.For(context, catalogue.Pictures);
}

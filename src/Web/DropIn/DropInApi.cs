using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Indexing;
using PokedexTop.Search.Queries;
using PokedexTop.Web.Access;
using PokedexTop.Web.Catalogue;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.DropIn;

/// <summary>
/// <c>/v2</c>: the first feed's API over this catalogue, so that its clients work with another host and nothing else. docs/drop-in.md
/// says how to point them here, and what differs.
/// </summary>
internal static class DropInApi
{
    public const string Path = "/v2";

    /// <summary>The policy by which pages of any site may read it.</summary>
    public const string AnySite = "drop-in";

    // What clients send of themselves and what proxies add; a key is accepted and ignored.
    public static void Allow(CorsPolicyBuilder policy) => policy.AllowAnyOrigin().AllowAnyHeader().WithMethods(HttpMethods.Get, HttpMethods.Head).SetPreflightMaxAge(TimeSpan.FromHours(1));

    public static void MapDropIn(this IEndpointRouteBuilder endpoints)
    {
        var v2 = endpoints.MapGroup(Path).RequireCors(AnySite).RequireAuthorization(Policies.DropIn).WithMetadata(new RefusedAs((context, status, why) => ErrorAsync(context.Response, status, why))).ExcludeFromDescription();
        v2.MapGet("/cards", (HttpContext context, LiveCatalogue catalogue) => Answer(context, catalogue, index =>
        {
            var list = ListRequest.Read(context.Request.Query, SearchScope.Cards);
            var links = Links(context, catalogue);
            return Page(list, index.Cards, card => links.OfCard(card.Id, card.Json));
        }));
        v2.MapGet("/cards/{id}", (string id, HttpContext context, LiveCatalogue catalogue) => Answer(context, catalogue, index =>
            index.Find(id) is { } card ? One(Links(context, catalogue).OfCard(card.Id, card.Json)) : Nothing));
        v2.MapGet("/sets", (HttpContext context, LiveCatalogue catalogue) => Answer(context, catalogue, index =>
        {
            var list = ListRequest.Read(context.Request.Query, SearchScope.Sets);
            var links = Links(context, catalogue);
            var sets = index.Sets;
            return Page(list, sets.Index, set => links.OfSet(set.Id, sets.ById[set.Id].Json));
        }));
        v2.MapGet("/sets/{id}", (string id, HttpContext context, LiveCatalogue catalogue) => Answer(context, catalogue, index =>
            index.Sets.ById.TryGetValue(id, out var set) ? One(Links(context, catalogue).OfSet(id, set.Json)) : Nothing));
        foreach (var (route, field) in new[] { ("/types", "types"), ("/subtypes", "subtypes"), ("/supertypes", "supertype"), ("/rarities", "rarity") })
        {
            v2.MapGet(route, (HttpContext context, LiveCatalogue catalogue) => Answer(context, catalogue, index =>
                One(JsonSerializer.SerializeToUtf8Bytes(index.Cards.Facets(SearchQuery.Parse(null))[field].Select(v => v.Value).Order(StringComparer.Ordinal), s_plain))));
        }
        v2.MapGet("/{**rest}", (HttpContext context, LiveCatalogue catalogue) => Answer(context, catalogue, _ => Nothing));
    }

    // Not null by itself, which would become an empty body.
    private static ReadOnlyMemory<byte>? Nothing => null;

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Task Answer(HttpContext context, LiveCatalogue catalogue, Func<CatalogueIndex, ReadOnlyMemory<byte>?> answer)
    {
        // Whoever asks again tomorrow wants tomorrow's prices.
        context.Response.Headers.CacheControl = "no-cache";
        if (catalogue.Index is not { } index)
            return ErrorAsync(context.Response, StatusCodes.Status503ServiceUnavailable, $"Not ready: {catalogue.Waiting}.");
        try
        {
            return answer(index) is { } body ? WriteAsync(context.Response, body) : ErrorAsync(context.Response, StatusCodes.Status404NotFound, $"There is nothing at {context.Request.Path}.");
        }
        catch (BadListRequestException wrong)
        {
            return ErrorAsync(context.Response, StatusCodes.Status400BadRequest, wrong.Message);
        }
    }

    private static PictureLinks Links(HttpContext context, LiveCatalogue catalogue) => PictureLinks.For(context, catalogue.Pictures);

    private static ReadOnlyMemory<byte> One(ReadOnlyMemory<byte> item) => (byte[])[.. "{\"data\":"u8, .. item.Span, .. "}"u8];

    private static ReadOnlyMemory<byte> Page(ListRequest list, CardIndex index, Func<FoundCard, ReadOnlyMemory<byte>> item)
    {
        var found = index.Search(list.Query, list.Order, (list.Page - 1) * list.PageSize, list.PageSize);
        var body = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = s_plain.Encoder, SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var card in found.Cards)
            {
                if (list.Select is null)
                {
                    json.WriteRawValue(item(card).Span, skipInputValidation: true);
                    continue;
                }
                using var document = JsonDocument.Parse(item(card));
                list.Select.Write(json, document.RootElement);
            }
            json.WriteEndArray();
            json.WriteNumber("page", list.Page);
            json.WriteNumber("pageSize", list.PageSize);
            json.WriteNumber("count", found.Cards.Count);
            json.WriteNumber("totalCount", found.Total);
            json.WriteEndObject();
        }
        return body.WrittenMemory;
    }

    private static Task ErrorAsync(HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        return WriteAsync(response, JsonSerializer.SerializeToUtf8Bytes(new { error = new { message, code = status } }, s_plain));
    }

    private static async Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body);
    }
}

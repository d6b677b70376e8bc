using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using PokedexTop.Documents;
using PokedexTop.Normalize.History;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Indexing;
using PokedexTop.Search.Queries;
using PokedexTop.Web.Api;
using PokedexTop.Web.Catalogue;
using PokedexTop.Web.DropIn;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Mcp;

/// <summary>Cards and sets as tools.</summary>
[McpServerToolType]
internal sealed class CatalogueTools(LiveCatalogue catalogue, CardDetails details, Collector collector, IHttpContextAccessor http)
{
    private const int Most = 50;

    [McpServerTool(Name = "search_cards", Title = "Search cards", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Cards of the catalogue by its query language, with how many there are. Examples: name:charizard hp:[100 TO *]; set.id:base1 rarity:\"Rare Holo\"; types:fire -subtypes:ex; nationalPokedexNumbers:25; is:owned or is:missing for the caller's collection. Bare words search names, numbers and texts.")]
    public async Task<string> SearchAsync(
        [Description("The query; empty for every card.")] string query,
        [Description("Fields to order by, such as -set.releaseDate,number; empty for the usual order.")] string order = "",
        [Description("Cards to give, 1 to 50.")] int limit = 20)
    {
        if (limit is < 1 or > Most)
            throw new McpException($"limit is {limit}; allowed: 1 to {Most}.");
        try
        {
            var asked = await collector.AnsweredAsync(Context, SearchQuery.Parse(query, SearchScope.Cards));
            var found = Index.Cards.Search(asked, SearchOrder.Parse(order, SearchScope.Cards), 0, limit);
            var links = PictureLinks.For(Context, catalogue.Pictures);
            return Written(new { found.Total, Cards = found.Cards.Select(card => new RawJson(CardDocument.Of(links.OfCard(card.Id, card.Json)))) });
        }
        catch (SearchQueryException wrong)
        {
            throw new McpException($"{wrong.Message} (at character {wrong.Position})");
        }
        catch (ApiProblem problem)
        {
            throw new McpException(problem.Message);
        }
    }

    [McpServerTool(Name = "get_card", Title = "One card", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("One card with its finishes, its texts in other languages, what each source calls it, and the prices last seen. An id that became another card gives that card.")]
    public async Task<string> CardAsync([Description("The card's id, such as base1-4.")] string id, CancellationToken cancellationToken)
    {
        var card = Index.Find(id) ?? throw new McpException($"There is no card '{id}'; search_cards finds those there are.");
        var more = await details.ReadAsync(card.Id, cancellationToken);
        return Written(new { Card = new RawJson(CardDocument.Of(PictureLinks.For(Context, catalogue.Pictures).OfCard(card.Id, card.Json))), Details = more });
    }

    [McpServerTool(Name = "get_set", Title = "One set", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("One set by its id, or, where the id is empty, every set's id and name.")]
    public string Set([Description("The set's id, such as base1; empty for the list.")] string id = "")
    {
        var sets = Index.Sets.ById;
        if (id.Length == 0)
            return Written(sets.OrderBy(set => set.Key, StringComparer.Ordinal).ToDictionary(set => set.Key, set => JsonElement.Parse(set.Value.Json.Span).GetProperty("name").GetString()));
        return sets.TryGetValue(id, out var found)
            ? Written(new RawJson(PictureLinks.For(Context, catalogue.Pictures).OfSet(id, found.Json)))
            : throw new McpException($"There is no set '{id}'; get_set without an id lists those there are.");
    }

    internal static string Written<T>(T value) => JsonSerializer.Serialize(value, ApiJson.Options);

    private HttpContext Context => http.HttpContext!;

    private CatalogueIndex Index => catalogue.Index ?? throw new McpException($"Not ready: {catalogue.Waiting}.");
}

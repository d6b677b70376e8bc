using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Queries;

namespace PokedexTop.Web.Api;

/// <summary>What of a list is asked for: <c>limit</c> and <c>after</c>.</summary>
internal sealed record PageRequest(HttpRequest Request, int Limit, string? After)
{
    public const int MostPerPage = 250;
    private const int Usual = 50;

    /// <exception cref="ApiProblem">The limit is none that is allowed.</exception>
    public static PageRequest Read(HttpRequest request) => new(request, (int)Number(request, "limit", 1, MostPerPage, Usual), request.Query["after"].ToString() is { Length: > 0 } after ? after : null);

    /// <summary>A number of the request's address; what is none, or out of bounds, is refused.</summary>
    /// <exception cref="ApiProblem">It is none that is allowed.</exception>
    public static long Number(HttpRequest request, string name, long least, long most, long fallback) =>
        request.Query[name].ToString() is { Length: > 0 } text ? Number(name, text, least, most) : fallback;

    public static long Number(string name, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw new ApiProblem(StatusCodes.Status400BadRequest, "bad-" + name, "A value is not allowed", $"{name} is '{text}'; allowed: a number from {least} to {most}.");

    /// <exception cref="ApiProblem">It cannot be understood.</exception>
    public static (QueryNode Query, IReadOnlyList<OrderKey> Order) Search(HttpRequest request, SearchScope scope) =>
        (Parsed("bad-query", "The query cannot be understood", () => SearchQuery.Parse(request.Query["q"], scope)),
         Parsed("bad-order", "The order cannot be understood", () => SearchOrder.Parse(request.Query["order"], scope)));

    /// <summary>The address of this list from another place on.</summary>
    public string From(string name, string place)
    {
        var query = new QueryBuilder(Request.Query.Where(q => q.Key != name).SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? ""))) { { name, place } };
        return Request.PathBase + Request.Path + query.ToQueryString();
    }

    private static T Parsed<T>(string code, string title, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (SearchQueryException wrong)
        {
            throw new ApiProblem(StatusCodes.Status400BadRequest, code, title, wrong.Message, wrong.Position);
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Queries;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>What of a list is asked for: <c>limit</c> and <c>after</c>.</summary>
internal sealed record PageRequest(HttpRequest Request, int Limit, string? After)
{
    public const int MostPerPage = 250;

    /// <summary>Where a request does not say how many.</summary>
    public const int Usual = 50;

    /// <exception cref="ApiProblem">The limit is none that is allowed.</exception>
    public static PageRequest Read(HttpRequest request) => new(request, LimitOf(request), request.Text(QueryParameter.After));

    /// <exception cref="ApiProblem">The limit is none that is allowed.</exception>
    public static int LimitOf(HttpRequest request) => (int)request.Number(QueryParameter.Limit)!.Value;

    /// <summary>A number of the request; what is none, or out of bounds, is refused.</summary>
    /// <exception cref="ApiProblem">It is none that is allowed.</exception>
    public static long Number(string name, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw ApiProblem.Bad(name, $"{name} is '{text}'; allowed: a number from {least} to {most}.");

    /// <exception cref="ApiProblem">It cannot be understood.</exception>
    public static QueryNode Query(HttpRequest request, SearchScope scope) => Parsed("bad-query", "The query cannot be understood", () => SearchQuery.Parse(request.Text(QueryParameter.Query), scope));

    /// <exception cref="ApiProblem">It cannot be understood.</exception>
    public static IReadOnlyList<OrderKey> Order(HttpRequest request, SearchScope scope) => Parsed("bad-order", "The order cannot be understood", () => SearchOrder.Parse(request.Text(QueryParameter.Order), scope));

    /// <summary>The address of this list from another place on.</summary>
    public static string From(HttpRequest request, QueryParameter where, string place)
    {
        var query = new QueryBuilder(request.Query.Where(q => q.Key != where.Name).SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? ""))) { { where.Name, place } };
        return request.PathBase + request.Path + query.ToQueryString();
    }

    /// <summary>The address of the page that follows a row.</summary>
    public string Next(string id) => From(Request, QueryParameter.After, id);

    /// <summary>The id that the page before ends with; null for the first page.</summary>
    /// <exception cref="ApiProblem">It is no id.</exception>
    public Guid? AfterId => After is not { } text ? null : Guid.TryParse(text, out var id) ? id : throw BadCursor($"'{text}' is no id.");

    /// <summary>The number that the page before ends with; 0 for the first page.</summary>
    /// <exception cref="ApiProblem">It is no such number.</exception>
    public int AfterNumber => After is { } text ? (int)Number(QueryParameter.After.Name, text, 0, int.MaxValue) : 0;

    /// <summary>A page of rows that were read up to the first of the next page.</summary>
    /// <param name="rows">In their order.</param>
    /// <param name="total">How many there are, on all pages.</param>
    /// <param name="id">By which the next page is found.</param>
    public ListDocument<T> Of<T>(IReadOnlyList<T> rows, long total, Func<T, string> id) =>
        new([.. rows.Take(Limit)], total, rows.Count > Limit ? Next(id(rows[Limit - 1])) : null, []);

    /// <summary>A page of rows that are all at hand.</summary>
    /// <param name="rows">In their order.</param>
    /// <param name="id">Unique among them.</param>
    /// <exception cref="ApiProblem">The page before ends with no row of these.</exception>
    public ListDocument<T> Of<T>(IReadOnlyList<T> rows, Func<T, string> id)
    {
        var begin = 0;
        if (After is not null)
        {
            while (begin < rows.Count && id(rows[begin]) != After)
                begin++;
            if (begin++ == rows.Count)
                throw BadCursor($"There is no row '{After}' in this list.");
        }
        var page = rows.Skip(begin).Take(Limit).ToList();
        return new ListDocument<T>(page, rows.Count, begin + page.Count < rows.Count ? Next(id(page[^1])) : null, []);
    }

    public static ApiProblem BadCursor(string why) => ApiProblem.Bad("cursor", $"{why} Take it from the 'next' of a page, with the same order.");

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

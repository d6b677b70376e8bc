using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PokedexTop.Web.Api;

namespace PokedexTop.Web.Collections;

/// <summary>What lists and writes take beside their own parameters.</summary>
internal static class Paging
{
    public const int Usual = 50;

    /// <summary>Null where a page of that length can be had.</summary>
    public static ProblemHttpResult? Wrong(int? limit) => limit is null or (>= 1 and <= PageRequest.MostPerPage) ? null
        : CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-limit", "No such page", $"limit is {limit}; allowed: from 1 to {PageRequest.MostPerPage}.");

    /// <summary>The same request, from behind a row on.</summary>
    public static string Next(HttpRequest request, string after) => new PageRequest(request, Usual, null).From("after", after);

    /// <summary>A page of rows that are all at hand.</summary>
    /// <param name="request">Whose path the next page is asked by.</param>
    /// <param name="rows">In their order.</param>
    /// <param name="id">Unique among them.</param>
    /// <param name="limit">Rows of a page.</param>
    /// <param name="after">The last row of the page before.</param>
    public static Results<Ok<ListDocument<T>>, ProblemHttpResult> Of<T>(HttpRequest request, IReadOnlyList<T> rows, Func<T, string> id, int? limit, string? after)
    {
        if (Wrong(limit) is { } wrong)
            return wrong;
        var begin = 0;
        if (after is not null)
        {
            begin = rows.Select(id).ToList().IndexOf(after) + 1;
            if (begin == 0)
                return CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-cursor", "No such row", $"after is '{after}', which is no row of this list; allowed: what 'next' of the page before says.");
        }
        var page = rows.Skip(begin).Take(limit ?? Usual).ToList();
        return TypedResults.Ok(new ListDocument<T>(page, rows.Count, begin + page.Count < rows.Count ? Next(request, id(page[^1])) : null, []));
    }

    /// <summary>Whether a version is one that the caller has seen, by <c>If-Match</c>; null where the caller says nothing.</summary>
    public static Predicate<int>? Seen(HttpRequest request)
    {
        var tags = request.Headers.IfMatch.SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        // What follows the version tells answers apart, which may change with the catalogue alone.
        return tags.Count == 0 ? null : version => tags.Exists(tag => tag == "*" || tag == $"\"{version}\"" || tag.StartsWith($"\"{version}-", StringComparison.Ordinal));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>The address of a page: what it shows stands in it, so that it can be shared and gone back to.</summary>
public sealed class PageAddress(HttpRequest request)
{
    /// <summary>This page's own.</summary>
    public string Here => request.PathBase + request.Path + request.QueryString;

    /// <summary>The page's number, from 1; what is none counts as the first.</summary>
    public int Page => int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and <= 100_000 ? page : 1;

    /// <summary>This page with another value of a parameter, or without it; from its first page on where it is another list.</summary>
    public string With(string name, string? value)
    {
        var query = new QueryBuilder(request.Query.Where(q => q.Key != name && q.Key is not ("page" or "after" or "done")).SelectMany(q => q.Value, (q, text) => KeyValuePair.Create(q.Key, text ?? "")));
        if (!string.IsNullOrEmpty(value))
            query.Add(name, value);
        return request.PathBase + request.Path + query.ToQueryString();
    }

    /// <summary>Whether an address is one of this server's, as a path.</summary>
    public static bool IsHere(string? path) => path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);
}

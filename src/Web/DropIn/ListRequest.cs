using System.Globalization;
using Microsoft.AspNetCore.Http;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Queries;

namespace PokedexTop.Web.DropIn;

/// <summary>A request that is answered with an error.</summary>
internal sealed class BadListRequestException(string message) : Exception(message);

/// <summary>What a list is asked for: <c>q</c>, <c>orderBy</c>, <c>page</c>, <c>pageSize</c>, <c>select</c>.</summary>
/// <param name="Select">The fields to give; null for all.</param>
internal sealed record ListRequest(QueryNode Query, IReadOnlyList<OrderKey> Order, int Page, int PageSize, FieldSelection? Select)
{
    public const int MostPerPage = 250;

    /// <exception cref="BadListRequestException">A value is not one of those allowed.</exception>
    public static ListRequest Read(IQueryCollection query, SearchScope scope)
    {
        try
        {
            var wanted = SearchQuery.Parse(query["q"], scope);
            if (OwnedCards.IsAskedFor(wanted))
                throw new BadListRequestException("'is:owned', 'is:missing' and 'is:wished' ask about a collection, and this API has none; /api/cards answers them.");
            return new ListRequest(
                wanted, SearchOrder.Parse(query["orderBy"], scope),
                Number(query, "page", 1, int.MaxValue / MostPerPage, 1), Number(query, "pageSize", 1, MostPerPage, MostPerPage), FieldSelection.Parse(query["select"]));
        }
        catch (SearchQueryException wrong)
        {
            throw new BadListRequestException($"{wrong.Message} (at character {wrong.Position + 1})");
        }
    }

    private static int Number(IQueryCollection query, string name, int least, int most, int fallback)
    {
        if (query[name].ToString() is not { Length: > 0 } text)
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw new BadListRequestException($"{name} is '{text}'; allowed: {least} to {most}.");
    }
}

using PokedexTop.Search.Indexing;
using PokedexTop.Search.Queries;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>A page of cards that were found.</summary>
internal sealed class FacePage
{
    private readonly CardIndex _index;
    private readonly QueryNode _query;

    internal FacePage(int total, int page, int perPage, IReadOnlyList<CardFace> cards, CardIndex index, QueryNode query) => (Total, Page, PerPage, Cards, _index, _query) = (total, page, perPage, cards, index, query);

    /// <summary>All that were found.</summary>
    public int Total { get; }

    /// <summary>From 1.</summary>
    public int Page { get; }

    /// <summary>Cards of a page.</summary>
    public int PerPage { get; }

    public IReadOnlyList<CardFace> Cards { get; }

    public int Pages => Math.Max(1, (Total + PerPage - 1) / PerPage);

    /// <summary>Which values all that were found have, by field; the commonest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets() => _index.Facets(_query);
}

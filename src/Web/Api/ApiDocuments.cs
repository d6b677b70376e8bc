using PokedexTop.Normalize.History;
using PokedexTop.Search.Indexing;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>What every list of <c>/api</c> answers with.</summary>
/// <param name="Data">A page of it.</param>
/// <param name="Total">How many there are, on all pages.</param>
/// <param name="Next">Where the next page is; null after the last.</param>
/// <param name="Warnings">What the caller should know.</param>
internal sealed record ListDocument<T>(IReadOnlyList<T> Data, long Total, string? Next, IReadOnlyList<string> Warnings)
{
    public static ListDocument<T> Whole(IReadOnlyList<T> data) => new(data, data.Count, null, []);
}

/// <summary>A page of changes.</summary>
/// <param name="Total">How many follow the cursor that was given.</param>
/// <param name="Cursor">What to give as <c>since</c> next time, also after the last page.</param>
internal sealed record ChangeListDocument(IReadOnlyList<CatalogueChange> Data, long Total, string? Next, long Cursor, IReadOnlyList<string> Warnings);

/// <summary>How many of the cards found have which values, by field, the commonest first.</summary>
internal sealed record FacetsDocument(IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Data, long Total);

/// <summary>A file of the whole catalogue: gzipped JSON lines.</summary>
/// <param name="Name">cards, sets or prices.</param>
/// <param name="Rows">Lines.</param>
/// <param name="Bytes">Of the file, compressed.</param>
/// <param name="Sha256">Of the file, in lower-case hex.</param>
/// <param name="Url">Its address, which names the day and stays good while the file may still be fetched.</param>
/// <param name="WrittenAt">UTC.</param>
internal sealed record BulkFileDocument(string Name, long Rows, long Bytes, string Sha256, string Url, DateTime WrittenAt);

using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>
/// Counts distinct ids against what the list announces. Pages of one list may repeat and skip items, so neither the
/// number of items nor the number of pages proves anything.
/// </summary>
internal sealed class PageTally
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rejects = new(StringComparer.Ordinal);

    /// <summary>Items announced by the last page; null before the first one, or where it does not say.</summary>
    public int? Total { get; private set; }

    public int Distinct => _ids.Count;

    /// <summary>Items that can never count, as they have no usable id.</summary>
    public int Rejected => _rejects.Count;

    public bool IsComplete => Total == Distinct;

    /// <summary>Whether what is missing has come, but without an id: asking again would not help.</summary>
    public bool IsExplained => Rejected > 0 && Total == Distinct + Rejected;

    public void Add(BronzePage page)
    {
        // The list changed between two pages: what was seen before may no longer be in it.
        if (Total is not null && page.TotalCount != Total)
        {
            _ids.Clear();
            _rejects.Clear();
        }
        Total = page.TotalCount;
        foreach (var item in page.Items)
        {
            if (item.Id is { } id)
                _ids.Add(id);
            else
                _rejects.Add(item.ContentHash);
        }
    }
}

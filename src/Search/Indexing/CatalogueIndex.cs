using PokedexTop.Normalize.Export;

namespace PokedexTop.Search.Indexing;

/// <summary>Makes the index over silver.</summary>
public sealed class CatalogueIndex(ApiCards cards)
{
    public async Task<CardIndex> BuildAsync(CancellationToken cancellationToken)
    {
        var index = new CardIndex();
        try
        {
            await foreach (var card in cards.ReadAsync(cancellationToken))
                index.Put([card]);
            index.Publish();
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }
}

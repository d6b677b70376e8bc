using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Export;

/// <summary>Reads silver and says what is written of it.</summary>
internal interface IExportShape
{
    /// <summary>What a folder of this shape calls its feed; null for the feed whose ids silver has.</summary>
    string? Feed { get; }

    /// <summary>Every set that is not another one.</summary>
    /// <param name="damaged">Takes those that cannot be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<List<ShapedSet>> SetsAsync(List<DamagedRow> damaged, CancellationToken cancellationToken);

    /// <summary>Every card of a set, retired and merged ones too, in the order of their collector numbers.</summary>
    /// <inheritdoc cref="SetsAsync"/>
    Task<List<ShapedCard>> OfSetAsync(string setId, List<DamagedRow> damaged, CancellationToken cancellationToken);
}

/// <summary>A silver set and how it is written.</summary>
internal sealed record ShapedSet(SilverSet Row, Action<Utf8JsonWriter> Write)
{
    /// <summary>A set in the first feed's shape.</summary>
    public static ShapedSet Of(SilverSet row, CanonicalSet set) => new(row, json => PokemonTcgJson.WriteSet(json, row.SetId, set));
}

/// <summary>A silver card and how it is written.</summary>
internal sealed record ShapedCard(SilverCard Row, Action<Utf8JsonWriter> Write)
{
    /// <summary>A card in the first feed's shape.</summary>
    public static ShapedCard Of(SilverCard row, CanonicalCard card, IReadOnlyList<CardSpecies> species) => new(row, json => PokemonTcgJson.WriteCard(json, row.CardId, card, species));
}

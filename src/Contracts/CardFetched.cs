namespace PokedexTop.Contracts;

/// <summary>A new version of a card stands in <c>bronze_tcg_cards</c>. One for each new version, none for an unchanged card.</summary>
/// <param name="SyncId">The sync that fetched it.</param>
/// <param name="Feed">The id space of <paramref name="CardId"/>, such as <c>pokemontcg</c>.</param>
/// <param name="CardId">The card's id in that feed.</param>
/// <param name="BronzeId">The row's id.</param>
/// <param name="Version">1 for a card's first version in the feed.</param>
/// <param name="ContentHash">SHA-256 of the canonical content, lower-case hex.</param>
public sealed record CardFetched(Guid SyncId, string Feed, string CardId, long BronzeId, int Version, string ContentHash);

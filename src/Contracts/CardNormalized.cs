namespace PokedexTop.Contracts;

/// <summary>A card's silver row was written.</summary>
/// <param name="SyncId">The sync whose version was normalised; empty for a replay.</param>
/// <param name="CardId">The silver id.</param>
/// <param name="ImagesChanged">Whether an image URL is new or differs from the one before.</param>
public sealed record CardNormalized(Guid SyncId, string CardId, bool ImagesChanged);

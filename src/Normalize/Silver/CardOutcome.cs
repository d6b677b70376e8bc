namespace PokedexTop.Normalize.Silver;

/// <summary>What became of a feed card.</summary>
/// <param name="FeedCardId">Its id in the feed.</param>
/// <param name="CardId">Its silver id; null for one that never came out of quarantine.</param>
/// <param name="SyncId">The sync that brought the version.</param>
/// <param name="ImagesChanged">Whether an image URL is new or differs from the one before.</param>
/// <param name="RejectedFor">Why it is in quarantine; null for one that is normalised.</param>
internal sealed record CardOutcome(string FeedCardId, string? CardId, Guid SyncId, bool ImagesChanged, string? RejectedFor);

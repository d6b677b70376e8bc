namespace PokedexTop.Normalize.Silver;

/// <summary>What became of a feed card.</summary>
/// <param name="FeedCardId">Its id in the feed.</param>
/// <param name="CardId">Its silver id; null for one that never came out of quarantine.</param>
/// <param name="SyncId">The sync that brought the version.</param>
/// <param name="Change">The row of <c>silver_changes</c> that tells of it; null where nothing changed.</param>
/// <param name="RejectedFor">Why it is in quarantine; null for one that is normalised.</param>
internal sealed record CardOutcome(string FeedCardId, string? CardId, Guid SyncId, CardChange? Change, string? RejectedFor);

namespace PokedexTop.Normalize.Rejects;

/// <summary>One item in quarantine.</summary>
/// <param name="Id">As <c>rejects retry</c> takes it: a number for a card or set that has a version in bronze, <c>b</c> and a number for an item that could not become one.</param>
/// <param name="Layer">Where it stands: <c>bronze</c>, else what it is: <c>card</c> or <c>set</c>.</param>
/// <param name="Key">Feed and id; for bronze the call's endpoint and the item's place in it.</param>
/// <param name="Attempts">How often it was tried; 0 for bronze.</param>
/// <param name="NextAttemptAt">When it is tried again by itself; null where only a new version, a newer program or a person helps.</param>
public sealed record QuarantinedItem(
    string Id, string Layer, string Key, string Reason, string Detail, int Attempts, DateTime FirstAt, DateTime LastAt, DateTime? NextAttemptAt);

/// <summary>What a retry asks Normalize to look at again.</summary>
public sealed record RetriedItems(int Cards, int Sets);

namespace PokedexTop.Contracts;

/// <summary>One commit wrote changes of cards to <c>silver_changes</c>. Their ids follow commit order.</summary>
/// <param name="SyncId">The sync whose versions or fetches they follow from; empty where it is no single one, as in a replay.</param>
/// <param name="FirstChangeId">The lowest of the commit's row ids.</param>
/// <param name="LastChangeId">The highest.</param>
/// <param name="Count">How many rows there are.</param>
public sealed record CardNormalized(Guid SyncId, long FirstChangeId, long LastChangeId, int Count);

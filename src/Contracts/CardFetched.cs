namespace PokedexTop.Contracts;

/// <summary>One commit wrote new card versions to <c>bronze_tcg_cards</c>. Their ids follow commit order, so the range is read with one ordered scan.</summary>
/// <param name="SyncId">The sync that fetched them.</param>
/// <param name="Feed">The id space of the cards, such as <c>pokemontcg</c>.</param>
/// <param name="FirstBronzeId">The lowest of the commit's row ids.</param>
/// <param name="LastBronzeId">The highest.</param>
/// <param name="Count">How many rows there are.</param>
public sealed record CardFetched(Guid SyncId, string Feed, long FirstBronzeId, long LastBronzeId, int Count);

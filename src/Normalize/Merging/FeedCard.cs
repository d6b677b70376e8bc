using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Merging;

/// <summary>What one feed says of a card.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Card">The card as the feed has it.</param>
/// <param name="Species">Its species as the feed has them, or as a rule found them for it.</param>
/// <param name="AbsentAt">Since when complete fetches of the feed no longer hold the card; null while they do.</param>
internal sealed record FeedCard(string Feed, CanonicalCard Card, IReadOnlyList<CardSpecies> Species, DateTime? AbsentAt);

/// <summary>What all feeds together say of a card.</summary>
/// <param name="Species">Its species.</param>
/// <param name="GivenBy">Which feed gave which group of fields; null where there is one feed only.</param>
/// <param name="RetiredAt">When the last of the feeds lost the card; null while one has it.</param>
internal sealed record MergedCard(IReadOnlyList<CardSpecies> Species, IReadOnlyDictionary<string, string>? GivenBy, DateTime? RetiredAt);

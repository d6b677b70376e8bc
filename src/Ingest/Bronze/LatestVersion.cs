namespace PokedexTop.Ingest.Bronze;

/// <summary>A card's or set's latest version in a feed, without its payload.</summary>
internal readonly record struct LatestVersion(string Id, long BronzeId, int Version, string ContentHash, DateTime RequestedAt);

using PokedexTop.Ingest.Sources;

namespace PokedexTop.Normalize.Identities;

/// <summary>Says which silver card or set a feed's item is, and by what rule. Pure: one feed id has one answer for ever.</summary>
public static class IdentityResolver
{
    /// <summary>A card of a feed in silver.</summary>
    public static Identity OfCard(string feed, string feedCardId) => Of(feed, feedCardId);

    /// <summary>A set of a feed in silver.</summary>
    public static Identity OfSet(string feed, string feedSetId) => Of(feed, feedSetId);

    private static Identity Of(string feed, string id) => feed is SourceSelection.PokemonTcg or SourceSelection.Starter
        ? new(id, IdentityRules.FeedId, Confidences.Certain)
        // The language is no part of an id: the same card in another language is the same card.
        : new($"{feed.Split('/')[0]}-{id}", IdentityRules.OwnId, Confidences.Certain);
}

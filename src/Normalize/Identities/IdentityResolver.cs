using PokedexTop.Ingest.Sources;

namespace PokedexTop.Normalize.Identities;

/// <summary>Says which silver card or set a feed's item is, and by what rule. Pure, and needs no other feed at hand: one feed id has one answer.</summary>
internal static class IdentityResolver
{
    /// <summary>A card of a feed in silver.</summary>
    public static Identity OfCard(string feed, string feedCardId) =>
        TcgdexFeed.Is(feed) && TcgdexIds.Card(feedCardId) is { } card
            ? card.SilverId is null ? Own(feed, feedCardId) with { Confidence = card.Confidence, Candidate = card.Candidate } : new(card.SilverId, card.Rule, card.Confidence)
            : Of(feed, feedCardId);

    /// <summary>A set of a feed in silver.</summary>
    public static Identity OfSet(string feed, string feedSetId) =>
        TcgdexFeed.Is(feed) && TcgdexIds.Set(feedSetId) is { } set
            ? set.SilverId is null ? Own(feed, feedSetId) with { Candidate = set.Candidate } : new(set.SilverId, set.Rule, set.Confidence)
            : Of(feed, feedSetId);

    /// <summary>Whether a set of the feed is only a part of the silver set, whose name and totals are another's.</summary>
    public static bool IsPart(string feed, string feedSetId) => TcgdexFeed.Is(feed) && FirstFeedSets.Known.Parts.Contains(feedSetId);

    private static Identity Of(string feed, string id) =>
        feed is SourceSelection.PokemonTcg or SourceSelection.Starter ? new(id, IdentityRules.FeedId, Confidences.Certain) : Own(feed, id);

    /// <summary>The id of what only this feed knows. The language is no part of it: the same card in another language is the same card.</summary>
    internal static Identity Own(string feed, string id) => new($"{feed.Split('/')[0]}-{id}", IdentityRules.OwnId, Confidences.Certain);
}

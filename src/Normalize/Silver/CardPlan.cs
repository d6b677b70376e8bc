using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Merging;

namespace PokedexTop.Normalize.Silver;

/// <summary>Gathers what a batch of one feed's normalised cards changes in silver. Pure: <see cref="CardWriter"/> reads and writes.</summary>
/// <param name="feed">The feed of the batch.</param>
/// <param name="order">Whose word goes first.</param>
/// <param name="setOf">Which silver set a set of the feed is.</param>
/// <param name="sameFinishes">The cards whose finishes stand there as the feed tells them now.</param>
/// <param name="now">When the batch is written.</param>
internal sealed class CardPlan(string feed, FeedOrder order, Func<string, string, string> setOf, IReadOnlySet<string> sameFinishes, DateTime now)
{
    private readonly IFeedNormalizer _normalizer = FeedNormalizers.Of(feed);

    public List<SilverCard> Inserted { get; } = [];

    public List<SilverCard> Updated { get; } = [];

    /// <summary>Cards that were there before and are written or looked at again: what stands beside them is replaced.</summary>
    public List<string> Rewritten { get; } = [];

    /// <summary>Those of <see cref="Rewritten"/> that show other species than before.</summary>
    public List<string> Relinked { get; } = [];

    /// <summary>The species of the cards that are new or show others.</summary>
    public List<CardPokemon> Species { get; } = [];

    /// <summary>Those of <see cref="Rewritten"/> that may exist in other finishes than before.</summary>
    public List<string> Refinished { get; } = [];

    /// <summary>The finishes of the cards that are new or may have others.</summary>
    public List<CardFinish> Finishes { get; } = [];

    public List<CardChange> Changes { get; } = [];

    public List<ItemFindings> Findings { get; } = [];

    public List<CardOutcome> Outcomes { get; } = [];

    /// <summary>Sets that cards leave.</summary>
    public HashSet<string> LeftSets { get; } = new(StringComparer.Ordinal);

    /// <summary>Sets whose latest fetch may not list a card that appeared in them.</summary>
    public HashSet<string> DoubtfulSets { get; } = new(StringComparer.Ordinal);

    /// <summary>Sets that have another number of cards now.</summary>
    public HashSet<string> RecountedSets { get; } = new(StringComparer.Ordinal);

    /// <summary>A version its normaliser refused: whatever silver has of the card stays whole.</summary>
    public void AddRejected(PendingCard card, QuarantinedCard rejected) =>
        Outcomes.Add(new CardOutcome(card.FeedCardId, card.CardId, card.SyncId, Change: null, rejected.Reason));

    /// <summary>A version that could be read, of a card for which another id of the feed speaks.</summary>
    public void AddSilent(DecidedCard decided) =>
        Outcomes.Add(new CardOutcome(decided.Pending.FeedCardId, decided.Identity.SilverId, decided.Pending.SyncId, Change: null, RejectedFor: null));

    /// <summary>A version that could be read.</summary>
    /// <param name="decided">The version.</param>
    /// <param name="normalized">What its normaliser made of it.</param>
    /// <param name="others">What other feeds say of the same card.</param>
    /// <param name="absentAt">Since when this feed no longer lists the card; null while it does.</param>
    /// <param name="old">The silver card as it stands; null for a new one.</param>
    /// <param name="listing">The set fetch that lists the card now; null where none does, or none is newer than the batch.</param>
    public void Add(DecidedCard decided, NormalizedCard normalized, IEnumerable<FeedCard> others, DateTime? absentAt, ExistingCard? old, Listing? listing)
    {
        var card = decided.Pending;
        var next = new SilverCard { CardId = decided.Identity.SilverId, SetId = setOf(feed, normalized.SetId), NumberSort = "", ContentHash = card.ContentHash, BronzeId = card.BronzeId, NormalizedAt = now };
        var merged = CardMerge.Into(next, [new FeedCard(feed, normalized.Card, normalized.Species, absentAt), .. others], order);
        if (merged.GivenBy is null)
            next.Json = decided.Json!;
        next.NumberSort = CollectorNumber.SortKey(next.Number);
        next.GivenBy = merged.GivenBy is null ? null : JsonSerializer.Serialize(merged.GivenBy);
        Place(next, card, old, listing, isPrinted: merged.GivenBy is null || merged.GivenBy[CardMerge.Printed] == feed);

        if (_normalizer.LeavesOutPictures && old?.Card is { } pictured && next is { ImageSmallUrl: null, ImageLargeUrl: null })
            (next.ImageSmallUrl, next.ImageLargeUrl) = (pictured.ImageSmallUrl, pictured.ImageLargeUrl);
        List<QualityFinding> noted = [.. normalized.Findings];
        var change = old is { } known ? Compare(next, known, merged, card, noted) : Appeared(next, merged, card);
        if (_normalizer.TellsFinishes && !(card.CardId == next.CardId && sameFinishes.Contains(next.CardId)))
            Finish(next, normalized, isNew: old is null);
        if (change is not null)
            Changes.Add(change);
        if (noted.Count > 0 || normalized.Drift.Count > 0)
            Findings.Add(new ItemFindings(next.CardId, null, card.BronzeId, noted, normalized.Drift, card.Outcome is not IdentityOutcome.Normalized || card.NormalizedBronzeId != card.BronzeId));
        Outcomes.Add(new CardOutcome(card.FeedCardId, next.CardId, card.SyncId, change, RejectedFor: null));
    }

    /// <summary>Decides the card's set, and which version its row names.</summary>
    private void Place(SilverCard next, PendingCard card, ExistingCard? old, Listing? listing, bool isPrinted)
    {
        if (old is { } known && !isPrinted)
            (next.SetId, next.BronzeId, next.ContentHash) = (known.Card.SetId, known.Card.BronzeId, known.Card.ContentHash);
        // A card moves between sets without a new version; where the last complete fetch put it is newer news.
        else if (old is { } same && same.Card.BronzeId == card.BronzeId)
            next.SetId = same.Card.SetId;
        else if (listing is null)
            DoubtfulSets.Add(next.SetId);
        else if (listing.SetId is { } listedIn && !listing.IsOlderThan(card.SyncId, card.RequestedAt))
            next.SetId = listedIn;
    }

    private CardChange Appeared(SilverCard next, MergedCard merged, PendingCard card)
    {
        Inserted.Add(next);
        Link(next, merged.Species);
        RecountedSets.Add(next.SetId);
        return CardRows.Change(next.CardId, ChangeKind.Appeared, [], card.BronzeId, card.SyncId, now);
    }

    private CardChange? Compare(SilverCard next, ExistingCard old, MergedCard merged, PendingCard card, List<QualityFinding> noted)
    {
        Rewritten.Add(next.CardId);
        (next.RetiredAt, next.MergedInto) = (merged.RetiredAt is null ? null : old.Card.RetiredAt ?? merged.RetiredAt, old.Card.MergedInto);
        if (old.Card.SetId != next.SetId)
        {
            LeftSets.Add(old.Card.SetId);
            RecountedSets.UnionWith([old.Card.SetId, next.SetId]);
        }
        var fields = CardRows.ChangedFields(old.Card, next);
        if (!old.Species.SequenceEqual(merged.Species))
        {
            fields.Add("pokemon");
            Relinked.Add(next.CardId);
            Link(next, merged.Species);
        }
        if (AnotherCard.Of(old.Card, next) is { } other)
            noted.Add(other);
        var returned = old.Card.RetiredAt is not null && next.RetiredAt is null;
        if (fields.Count == 0)
            next.NormalizedAt = old.Card.NormalizedAt;
        // A replay that changes nothing writes nothing.
        if (fields.Count > 0 || old.Card.RetiredAt != next.RetiredAt || (old.Card.BronzeId, old.Card.ContentHash) != (next.BronzeId, next.ContentHash) || !CardRows.SameJson(old.Card.GivenBy, next.GivenBy))
            Updated.Add(next);
        return fields.Count > 0 || returned ? CardRows.Change(next.CardId, returned ? ChangeKind.Returned : ChangeKind.Changed, fields, card.BronzeId, card.SyncId, now) : null;
    }

    private void Finish(SilverCard card, NormalizedCard normalized, bool isNew)
    {
        if (!isNew)
            Refinished.Add(card.CardId);
        Finishes.AddRange(normalized.Finishes.Select(f => f.Of(card.CardId, feed)));
    }

    private void Link(SilverCard card, IEnumerable<CardSpecies> species) =>
        Species.AddRange(species.Select(l => new CardPokemon { CardId = card.CardId, Position = l.Position, PokedexNumber = l.PokedexNumber, MatchedBy = l.MatchedBy }));
}

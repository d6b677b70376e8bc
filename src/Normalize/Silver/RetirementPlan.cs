namespace PokedexTop.Normalize.Silver;

/// <summary>A silver card as retirement sees it.</summary>
/// <param name="SetId">The set its silver row is in.</param>
/// <param name="SyncId">The sync that brought its version.</param>
/// <param name="RequestedAt">When the request that brought its version began.</param>
internal sealed record SetCard(string CardId, string FeedCardId, string SetId, bool Retired, long BronzeId, Guid SyncId, DateTime RequestedAt);

/// <summary>A complete fetch of a set, as it is compared with silver.</summary>
/// <param name="SetId">The silver set.</param>
/// <param name="Before">Members of the complete fetch before it; null where there is none.</param>
internal sealed record ComparedFetch(long Id, string SetId, DateTime StartedAt, bool Force, IReadOnlySet<string> Members, IReadOnlySet<string>? Before);

/// <summary>A card that goes to another set.</summary>
internal sealed record CardMove(SetCard Card, string ToSetId);

/// <summary>Decides which cards of a set a complete fetch retires, brings back or moves. Pure.</summary>
/// <param name="Postponed">Cards it would retire, were they not too many.</param>
/// <param name="CompareAgain">Whether the set's next complete fetch is to be compared although it may list the same cards.</param>
internal sealed record RetirementPlan(List<SetCard> Retired, List<SetCard> Returned, List<CardMove> Moved, List<SetCard> Postponed, bool CompareAgain)
{
    /// <summary>So many may always go at once.</summary>
    private const int AlwaysAllowed = 5;

    /// <summary>So much of a set may go at once.</summary>
    private const double AllowedShare = 0.10;

    /// <summary>Whether so many of a set's cards are more than may go at once.</summary>
    public static bool AreTooMany(int gone, int current) => gone > Math.Max(AlwaysAllowed, current * AllowedShare);

    /// <summary>The same for a feed that only says what is printed on cards in another language: they stand where English has them.</summary>
    public RetirementPlan OfTexts() => this with { Moved = [] };

    /// <param name="cards">The feed's silver cards of the set, and members that stand in another set.</param>
    /// <param name="fetch">The set's latest complete fetch.</param>
    /// <param name="listed">Which set lists a card now, by its feed id.</param>
    public static RetirementPlan Make(IReadOnlyList<SetCard> cards, ComparedFetch fetch, Func<string, Listing?> listed)
    {
        var missing = new List<SetCard>();
        var returned = new List<SetCard>();
        var moved = new List<CardMove>();
        var elsewhere = false;
        foreach (var card in cards)
        {
            var here = card.SetId == fetch.SetId;
            var present = fetch.Members.Contains(card.FeedCardId);
            if (present && card.Retired)
                returned.Add(card);
            if (here == present || (here && (card.Retired || card.RequestedAt >= fetch.StartedAt)))
                continue;
            var listing = listed(card.FeedCardId);
            if (listing is null && here)
                missing.Add(card);
            else if (listing?.SetId is { } set && set != card.SetId && !listing.IsOlderThan(card.SyncId, card.RequestedAt))
                moved.Add(new CardMove(card, set));
            else
                elsewhere = true;
        }
        var current = cards.Count(c => !c.Retired && c.SetId == fetch.SetId);
        var tooMany = AreTooMany(missing.Count, current);
        var agreed = fetch.Before is { } before && missing.TrueForAll(c => !before.Contains(c.FeedCardId));
        var postponed = tooMany && !agreed && !fetch.Force;
        return new RetirementPlan(postponed ? [] : missing, returned, moved, postponed ? missing : [], postponed || elsewhere);
    }
}

namespace PokedexTop.Normalize.Silver;

/// <summary>A silver card as retirement sees it.</summary>
/// <param name="InSet">Whether its silver row is in the fetched set; false for a member that stands in another one.</param>
/// <param name="RequestedAt">When the request that brought its version began.</param>
internal sealed record SetCard(string CardId, string FeedCardId, bool InSet, bool Retired, long BronzeId, DateTime RequestedAt);

/// <summary>Decides which cards of a set a complete fetch retires and which it brings back. Pure.</summary>
internal sealed record RetirementPlan(List<SetCard> Retired, List<SetCard> Returned, List<SetCard> Moved, List<SetCard> Held)
{
    /// <summary>So many may always go at once.</summary>
    private const int AlwaysAllowed = 5;

    /// <summary>So much of a set may go at once.</summary>
    private const double AllowedShare = 0.10;

    /// <param name="cards">The feed's silver cards of the set, and members that stand in another set.</param>
    /// <param name="members">Feed card ids of the complete fetch.</param>
    /// <param name="fetchStartedAt">When it began: a card asked for later is not its business.</param>
    /// <param name="force">Retire however many it is.</param>
    /// <param name="before">Members of the complete fetch before it; null where there is none.</param>
    public static RetirementPlan Make(IReadOnlyList<SetCard> cards, IReadOnlyCollection<string> members, DateTime fetchStartedAt, bool force, IReadOnlySet<string>? before)
    {
        var present = members.ToHashSet(StringComparer.Ordinal);
        var missing = new List<SetCard>();
        var returned = new List<SetCard>();
        var moved = new List<SetCard>();
        var current = 0;
        foreach (var card in cards)
        {
            if (present.Contains(card.FeedCardId))
            {
                if (card.Retired)
                    returned.Add(card);
                if (!card.InSet)
                    moved.Add(card);
            }
            else if (!card.Retired && card.RequestedAt < fetchStartedAt)
            {
                missing.Add(card);
            }
            if (!card.Retired && card.InSet)
                current++;
        }
        var tooMany = missing.Count > Math.Max(AlwaysAllowed, current * AllowedShare);
        var agreed = before is not null && missing.TrueForAll(c => !before.Contains(c.FeedCardId));
        return tooMany && !agreed && !force
            ? new RetirementPlan([], returned, moved, missing)
            : new RetirementPlan(missing, returned, moved, []);
    }
}

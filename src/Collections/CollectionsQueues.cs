using PokedexTop.Messaging;

namespace PokedexTop.Collections;

/// <summary>The queues of Collections.</summary>
public static class CollectionsQueues
{
    public const string FollowCards = "follow-cards";
    public const string TidyGold = "tidy-gold";

    public static IReadOnlyList<StageQueue> All { get; } = [new(FollowCards), new(TidyGold)];
}

using PokedexTop.Contracts;
using PokedexTop.Messaging;

namespace PokedexTop.Normalize;

/// <summary>The queues of Normalize.</summary>
public static class NormalizeQueues
{
    public const string NormalizeCards = "normalize-cards";
    public const string ApplySetFetches = "apply-set-fetches";
    public const string ApplySync = "apply-sync";
    public const string TidySilver = "tidy-silver";

    public static IReadOnlyList<StageQueue> All { get; } =
        [StageQueue.For<CardFetched>(NormalizeCards), StageQueue.For<SetFetched>(ApplySetFetches), StageQueue.For<SyncFetched>(ApplySync), new(TidySilver)];
}

using PokedexTop.Contracts;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest;

/// <summary>The queues of Ingest.</summary>
public static class IngestQueues
{
    public const string StartSync = "start-sync";
    public const string RefreshSpecies = "refresh-species";
    public const string TidyBronze = "tidy-bronze";

    public static IReadOnlyList<StageQueue> All { get; } = [StageQueue.For<StartSync>(StartSync), StageQueue.For<RefreshSpecies>(RefreshSpecies), new(TidyBronze)];
}

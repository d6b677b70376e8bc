namespace PokedexTop.Hosting.Messaging;

/// <summary>
/// The queues that must exist before the first message that is published mandatory, whichever stage starts first. Names
/// are those the consumers' classes give (NormalizeCardsConsumer → normalize-cards).
/// </summary>
public static class StageQueues
{
    public const string StartSync = "start-sync";
    public const string RefreshSpecies = "refresh-species";
    public const string NormalizeCards = "normalize-cards";
    public const string ApplySetFetches = "apply-set-fetches";
    public const string ApplySync = "apply-sync";
    public const string PlanImages = "plan-images";
    public const string RetryImages = "retry-images";

    public static IReadOnlyList<string> All { get; } =
        [StartSync, RefreshSpecies, NormalizeCards, ApplySetFetches, ApplySync, PlanImages, RetryImages];

    /// <summary>A message delivered this often without an answer goes to the queue's dead letters: it kills its consumer.</summary>
    public const int DeliveryLimit = 20;
}

using PokedexTop.Messaging;

namespace PokedexTop.Images;

/// <summary>The queues of Images.</summary>
public static class ImagesQueues
{
    public const string PlanImages = "plan-images";
    public const string RetryImages = "retry-images";

    public static IReadOnlyList<StageQueue> All { get; } = [new(PlanImages), new(RetryImages)];
}

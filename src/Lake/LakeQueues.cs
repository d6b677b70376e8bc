using PokedexTop.Messaging;

namespace PokedexTop.Lake;

/// <summary>The queue of the lake, which the process of Collections takes messages from.</summary>
public static class LakeQueues
{
    public const string WriteLake = "write-lake";

    public static IReadOnlyList<StageQueue> All { get; } = [new(WriteLake)];
}

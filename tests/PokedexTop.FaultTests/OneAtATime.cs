namespace PokedexTop.FaultTests;

/// <summary>Each test starts and stops processes and servers of its own; two at once would only be slower.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "one at a time";
}

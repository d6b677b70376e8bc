namespace PokedexTop.Images.Tests;

/// <summary>Tests that measure or change what belongs to the whole process: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone in the process";
}

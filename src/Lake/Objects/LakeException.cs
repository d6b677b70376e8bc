namespace PokedexTop.Lake.Objects;

/// <summary>A lake that cannot be read or written as it is. Its message is for a person and names what is wrong.</summary>
public sealed class LakeException(string message, Exception? inner = null) : Exception(message, inner);

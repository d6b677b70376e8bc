namespace PokedexTop.Ingest.Sources;

/// <summary>What the last complete fetch of a set was made of, where the same bytes would give the same again.</summary>
/// <param name="ContentHash">As <see cref="SourceAnswer.ContentHash"/>.</param>
/// <param name="Members">Every item of the answer with its version, in order.</param>
public sealed record KnownSet(string ContentHash, IReadOnlyList<(string Id, long BronzeId)> Members);

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>Why something cannot be normalised, before it is known whether a card or a set was to be.</summary>
internal sealed record Rejection(string Reason, string Detail);

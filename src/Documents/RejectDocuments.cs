using System.Text.Json.Serialization;
using PokedexTop.Normalize.Rejects;

namespace PokedexTop.Documents;

/// <summary>Sets to normalize again; none for everything.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplayOrderDocument(IReadOnlyList<string>? Sets = null);

/// <summary>What of the quarantine to try again, by numbers of its list or by card and set ids; none for every item.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RetryOrderDocument(IReadOnlyList<string>? Ids = null);

/// <summary>Cards and sets that were handed to Normalize, which takes them up at its next look at the tables.</summary>
public sealed record HandedToNormalize(int Cards, int Sets);

/// <summary>The quarantine.</summary>
public sealed record RejectListDocument(IReadOnlyList<QuarantinedItem> Rejects);

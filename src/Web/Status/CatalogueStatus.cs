using PokedexTop.Images.Status;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Web.Status;

/// <summary>What the overview of /ops shows.</summary>
/// <param name="Waiting">Why the stages have not begun; null once they have. Then the other members are empty.</param>
/// <param name="Problem">What keeps the catalogue from getting fresher; null when nothing does.</param>
/// <param name="StarterOnly">Whether all there is comes from the small starter catalogue.</param>
/// <param name="Source">Where cards are read from.</param>
/// <param name="Layers">What each layer holds, upstream first.</param>
/// <param name="Backlog">What is still to be normalized.</param>
/// <param name="Quarantine">Cards and items that could not be taken over.</param>
/// <param name="Images">Where images are; null while there are none.</param>
/// <param name="Current">The sync at work; null when there is none.</param>
/// <param name="Latest">The newest syncs, newest first.</param>
internal sealed record CatalogueStatus(
    string? Waiting, StatusProblem? Problem, bool StarterOnly, string? Source, IReadOnlyList<LayerStatus> Layers, int Backlog, int Quarantine, ImagesStatusLine? Images, SyncStatusLine? Current, IReadOnlyList<SyncStatusLine> Latest)
{
    /// <summary>What is shown of it until it is read.</summary>
    public static CatalogueStatus Unread { get; } = new("the status is being read", null, false, null, [], 0, 0, null, null, []);

    /// <summary>Whether one of the newest syncs ended well.</summary>
    public bool HasSynced => Latest.Any(sync => sync.Status is SyncStatus.Completed or SyncStatus.Partial);
}

/// <summary>What is wrong, for whoever looks at the page.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Text">Why, and what to do.</param>
internal sealed record StatusProblem(string Title, string Text);

/// <summary>What a layer holds.</summary>
internal sealed record LayerStatus(string Layer, int Sets, int Cards);

/// <summary>The pictures of cards.</summary>
/// <param name="Here">Those that can be shown, in whatever resolution.</param>
/// <param name="Cards">By state.</param>
/// <param name="Backlog">Pictures to be fetched or rendered now, and cards not looked at yet.</param>
/// <param name="Problem">How many pictures fail, and the commonest reason; null where none does.</param>
internal sealed record ImagesStatusLine(long Here, ImageCounts Cards, int Backlog, string? Problem);

/// <summary>One sync.</summary>
internal sealed record SyncStatusLine(
    Guid SyncId, string Scope, string? Source, string Status, string RequestedBy, DateTime RequestedAt, DateTime? FinishedAt, int Planned, int Fetched, int Failed, string? Reason, string? Error);

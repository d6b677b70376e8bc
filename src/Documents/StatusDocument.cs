using System.Text.Json.Serialization;
using PokedexTop.Collections.Status;
using PokedexTop.Images;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Status;
using PokedexTop.Normalize;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Status;

namespace PokedexTop.Documents;

/// <summary>The status as <c>status --json</c> and the admin API give it.</summary>
public sealed record StatusDocument(BronzeCounts Bronze, SilverCounts Silver, ImagesDocument Images, BacklogDocument Backlog, IReadOnlyList<SyncLine> Syncs, IReadOnlyList<SetStatus> Sets, CollectionsReport Collections, SpaceDocument Space)
{
    /// <summary>What to say where the preferred source does not serve and another stands in for it; null where it does.</summary>
    public string? StandIn { get; init; }

    internal static StatusDocument Of(StatusReport status, ImagesReport images, CollectionsReport collections, SpaceDocument space, DateTime now) => new(
        status.Bronze, status.Silver, new ImagesDocument(images.Cards, images.Sets, images.Reasons, images.Trouble, images.Issues, [.. images.BySet.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => SetImagesDocument.Of(s.Key, s.Value))]),
        new BacklogDocument(status.Ingest, status.Normalize, images.Backlog), [.. status.Syncs.Select(run => SyncLine.Of(run, now))], status.Sets, collections, space)
    {
        StandIn = status.StandIn,
    };
}

/// <summary>Pictures by state: of cards, of sets (symbols and logos), and of each set's cards; why some are not here, and how many quality issues are of pictures.</summary>
public sealed record ImagesDocument(ImageCounts Cards, ImageCounts SetImages, IReadOnlyList<ImageReason> Reasons, ImageTrouble? Trouble, long Issues, IReadOnlyList<SetImagesDocument> Sets)
{
    /// <summary>Whether the stage was ever at work here.</summary>
    [JsonIgnore]
    public bool IsDeployed => Cards.Total + SetImages.Total > 0;
}

/// <summary>Pictures of one set's cards by state.</summary>
public sealed record SetImagesDocument(string SetId, long Pending, long Stored, long Lowres, long Missing, long Refused, long Failed)
{
    internal static SetImagesDocument Of(string setId, ImageCounts counts) => new(setId, counts.Pending, counts.Stored, counts.Lowres, counts.Missing, counts.Refused, counts.Failed);
}

/// <summary>What every stage has still to do.</summary>
public sealed record BacklogDocument(IngestBacklog Ingest, NormalizeBacklogCounts Normalize, ImageBacklogCounts Images);

using PokedexTop.Data;
using static PokedexTop.Data.BulkType;

namespace PokedexTop.Images.Rows;

/// <summary>The tables of the images layer as the bulk path writes them, and as one code reads both.</summary>
internal static class ImageTables
{
    /// <summary>The layer's name, and that of its writer lock.</summary>
    public const string Layer = "images";

    public static readonly BulkTable<CardImage> Cards = new("silver_card_images", ["card_id", "rendition"],
        [new("card_id", Text, i => i.CardId), .. Shared<CardImage>(), new("change_id", BigInteger, i => i.ChangeId)]);

    public static readonly BulkTable<SetImage> Sets = new("silver_set_images", ["set_id", "rendition"],
        [new("set_id", Text, i => i.SetId), .. Shared<SetImage>()]);

    public static readonly BulkTable<ImageIssue> Issues = new("silver_image_issues", ["card_id", "rule"],
        new("card_id", Text, i => i.CardId),
        new("rule", Text, i => i.Rule),
        new("detail", Text, i => i.Detail),
        new("found_at", Timestamp, i => i.FoundAt));

    private static BulkColumn<T>[] Shared<T>() where T : ImageRow =>
    [
        new("rendition", Text, i => i.Rendition),
        new("source_url", Text, i => i.SourceUrl),
        new("object_key", Text, i => i.ObjectKey),
        new("url", Text, i => i.Url),
        new("sha256", Text, i => i.Sha256),
        new("width", Integer, i => i.Width),
        new("height", Integer, i => i.Height),
        new("bytes", BigInteger, i => i.Bytes),
        new("status", Text, i => i.Status),
        new("attempts", Integer, i => i.Attempts),
        new("next_attempt_at", Timestamp, i => i.NextAttemptAt),
        new("stored_at", Timestamp, i => i.StoredAt),
        new("reason", Text, i => i.Reason),
        new("etag", Text, i => i.Etag),
        new("last_modified", Text, i => i.LastModified),
        new("checked_at", Timestamp, i => i.CheckedAt),
        new("wanted_url", Text, i => i.WantedUrl),
        new("fallback_url", Text, i => i.FallbackUrl),
        new("settings", Text, i => i.Settings),
        new("lease_token", Text, i => i.LeaseToken),
        new("lease_until", Timestamp, i => i.LeaseUntil),
        new("writing_sha256", Text, i => i.WritingSha256),
    ];
}

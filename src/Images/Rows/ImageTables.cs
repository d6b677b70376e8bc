using PokedexTop.Data;
using static PokedexTop.Data.BulkType;

namespace PokedexTop.Images.Rows;

/// <summary>The tables of the images layer as plain SQL writes them and reads them back.</summary>
internal static class ImageTables
{
    /// <summary>The layer's name, and that of its writer lock.</summary>
    public const string Layer = "images";

    public static readonly BulkTable<CardImage> Cards = new("silver_card_images", ["card_id", "rendition"],
        [new("card_id", Text, i => i.CardId, (i, r, n) => i.CardId = r.GetString(n)), .. Shared<CardImage>(), new("change_id", BigInteger, i => i.ChangeId, (i, r, n) => i.ChangeId = r.LongOrNull(n))]);

    public static readonly BulkTable<SetImage> Sets = new("silver_set_images", ["set_id", "rendition"],
        [new("set_id", Text, i => i.SetId, (i, r, n) => i.SetId = r.GetString(n)), .. Shared<SetImage>()]);

    public static readonly BulkTable<ImageIssue> Issues = new("silver_image_issues", ["card_id", "rule"],
        new("card_id", Text, i => i.CardId, (i, r, n) => i.CardId = r.GetString(n)),
        new("rule", Text, i => i.Rule, (i, r, n) => i.Rule = r.GetString(n)),
        new("detail", Text, i => i.Detail, (i, r, n) => i.Detail = r.GetString(n)),
        new("found_at", Timestamp, i => i.FoundAt, (i, r, n) => i.FoundAt = r.Utc(n)));

    public static readonly LayerTables All = new(Layer, [new(Cards, Came: "stored_at"), new(Sets, Came: "stored_at"), new(Issues, Came: "found_at")]);

    private static BulkColumn<T>[] Shared<T>() where T : ImageRow =>
    [
        new("rendition", Text, i => i.Rendition, (i, r, n) => i.Rendition = r.GetString(n)),
        new("source_url", Text, i => i.SourceUrl, (i, r, n) => i.SourceUrl = r.TextOrNull(n)),
        new("object_key", Text, i => i.ObjectKey, (i, r, n) => i.ObjectKey = r.TextOrNull(n)),
        new("url", Text, i => i.Url, (i, r, n) => i.Url = r.TextOrNull(n)),
        new("sha256", Text, i => i.Sha256, (i, r, n) => i.Sha256 = r.TextOrNull(n)),
        new("width", Integer, i => i.Width, (i, r, n) => i.Width = r.IntOrNull(n)),
        new("height", Integer, i => i.Height, (i, r, n) => i.Height = r.IntOrNull(n)),
        new("bytes", BigInteger, i => i.Bytes, (i, r, n) => i.Bytes = r.LongOrNull(n)),
        new("status", Text, i => i.Status, (i, r, n) => i.Status = r.GetString(n)),
        new("attempts", Integer, i => i.Attempts, (i, r, n) => i.Attempts = r.GetInt32(n)),
        new("next_attempt_at", Timestamp, i => i.NextAttemptAt, (i, r, n) => i.NextAttemptAt = r.UtcOrNull(n)),
        new("stored_at", Timestamp, i => i.StoredAt, (i, r, n) => i.StoredAt = r.UtcOrNull(n)),
        new("reason", Text, i => i.Reason, (i, r, n) => i.Reason = r.TextOrNull(n)),
        new("etag", Text, i => i.Etag, (i, r, n) => i.Etag = r.TextOrNull(n)),
        new("last_modified", Text, i => i.LastModified, (i, r, n) => i.LastModified = r.TextOrNull(n)),
        new("checked_at", Timestamp, i => i.CheckedAt, (i, r, n) => i.CheckedAt = r.UtcOrNull(n)),
        new("wanted_url", Text, i => i.WantedUrl, (i, r, n) => i.WantedUrl = r.TextOrNull(n)),
        new("fallback_url", Text, i => i.FallbackUrl, (i, r, n) => i.FallbackUrl = r.TextOrNull(n)),
        new("settings", Text, i => i.Settings, (i, r, n) => i.Settings = r.TextOrNull(n)),
        new("lease_token", Text, i => i.LeaseToken, (i, r, n) => i.LeaseToken = r.TextOrNull(n)),
        new("lease_until", Timestamp, i => i.LeaseUntil, (i, r, n) => i.LeaseUntil = r.UtcOrNull(n)),
        new("writing_sha256", Text, i => i.WritingSha256, (i, r, n) => i.WritingSha256 = r.TextOrNull(n)),
    ];
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PokedexTop.Images.Rows;

/// <summary>The tables of the images layer. Stages below map them read-only, without migrations.</summary>
internal static class ImagesModel
{
    private const int IdLength = 200;

    /// <param name="model">The model to map them in.</param>
    /// <param name="owned">Whether this model's migrations create the tables: true in Images only.</param>
    public static void Map(ModelBuilder model, bool owned)
    {
        model.Entity<CardImage>(image =>
        {
            Shared(image, "silver_card_images", owned);
            image.HasKey(i => new { i.CardId, i.Rendition });
            image.Property(i => i.CardId).HasMaxLength(IdLength);
            // Each question of the stage is answered from one of these, however many cards there are. Of a card's four rows only
            // the control row stands in the first five.
            image.HasIndex(i => new { i.CardId, i.ChangeId }, "ix_silver_card_images_change").HasFilter("change_id IS NOT NULL");
            image.HasIndex(i => new { i.NextAttemptAt, i.CardId }, "ix_silver_card_images_due").HasFilter("next_attempt_at IS NOT NULL");
            image.HasIndex(i => new { i.Settings, i.CardId }, "ix_silver_card_images_settings").HasFilter("settings IS NOT NULL");
            image.HasIndex(i => i.Sha256, "ix_silver_card_images_picture").HasFilter("change_id IS NOT NULL");
            image.HasIndex(i => i.LeaseToken, "ix_silver_card_images_lease").HasFilter("lease_token IS NOT NULL");
            image.HasIndex(i => new { i.Rendition, i.Status }, "ix_silver_card_images_status");
        });
        model.Entity<SetImage>(image =>
        {
            Shared(image, "silver_set_images", owned);
            image.HasKey(i => new { i.SetId, i.Rendition });
            image.Property(i => i.SetId).HasMaxLength(IdLength);
        });
        model.Entity<ImageIssue>(issue =>
        {
            Table(issue, "silver_image_issues", owned);
            issue.HasKey(i => new { i.CardId, i.Rule });
            issue.Property(i => i.CardId).HasMaxLength(IdLength);
            issue.Property(i => i.Rule).HasMaxLength(60);
            issue.Property(i => i.Detail).HasMaxLength(ImageIssue.DetailLength);
        });
    }

    private static void Table<T>(EntityTypeBuilder<T> entity, string table, bool owned) where T : class => entity.ToTable(table, builder =>
    {
        if (!owned)
            builder.ExcludeFromMigrations();
    });

    private static void Shared<T>(EntityTypeBuilder<T> image, string table, bool owned) where T : ImageRow
    {
        Table(image, table, owned);
        image.Property(i => i.Rendition).HasMaxLength(20);
        image.Property(i => i.Status).HasMaxLength(20);
        image.Property(i => i.Sha256).HasMaxLength(64);
        image.Property(i => i.WritingSha256).HasMaxLength(64);
        image.Property(i => i.Settings).HasMaxLength(100);
        image.Property(i => i.LeaseToken).HasMaxLength(36);
        image.Property(i => i.ObjectKey).HasMaxLength(300);
        image.Property(i => i.Reason).HasMaxLength(ImageText.ReasonLength);
        image.Property(i => i.Etag).HasMaxLength(ImageText.ValidatorLength);
        image.Property(i => i.LastModified).HasMaxLength(ImageText.ValidatorLength);
    }
}

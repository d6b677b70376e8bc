using Microsoft.EntityFrameworkCore;
using PokedexTop.Catalogue;

namespace PokedexTop.Collections.Gold;

/// <summary>The tables of the gold layer.</summary>
internal static class GoldModel
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Owner>(user =>
        {
            user.ToTable("gold_users");
            user.HasKey(u => u.Id);
            user.Property(u => u.Id).HasMaxLength(Owner.IdLength);
            user.Property(u => u.Issuer).HasMaxLength(200);
            user.Property(u => u.Subject).HasMaxLength(200);
            user.Property(u => u.DisplayName).HasMaxLength(200);
            user.Property(u => u.Role).HasMaxLength(20);
            user.Property(u => u.PublicName).HasMaxLength(40);
            user.HasIndex(u => new { u.Issuer, u.Subject }, "ux_gold_users_subject").IsUnique();
            user.HasIndex(u => u.PublicName, "ux_gold_users_public_name").IsUnique();
        });
        model.Entity<ApiToken>(token =>
        {
            token.ToTable("gold_api_tokens");
            token.HasKey(t => t.Id);
            token.Property(t => t.UserId).HasMaxLength(Owner.IdLength);
            token.Property(t => t.Name).HasMaxLength(100);
            token.Property(t => t.Hash).HasMaxLength(64);
            token.Property(t => t.Scope).HasMaxLength(10);
            token.HasIndex(t => t.Hash, "ux_gold_api_tokens_hash").IsUnique();
            token.HasIndex(t => t.UserId, "ix_gold_api_tokens_user");
        });
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("gold_audit_log");
            entry.HasKey(e => e.Id);
            entry.Property(e => e.Actor).HasMaxLength(200);
            entry.Property(e => e.UserId).HasMaxLength(Owner.IdLength);
            entry.Property(e => e.Action).HasMaxLength(100);
            entry.Property(e => e.Detail).HasMaxLength(AuditEntry.DetailLength);
            entry.Property(e => e.Address).HasMaxLength(50);
        });
        model.Entity<SessionKey>(key =>
        {
            key.ToTable("gold_session_keys");
            key.HasKey(k => k.Name);
            key.Property(k => k.Name).HasMaxLength(200);
        });
        model.Entity<GenerationRow>(generation =>
        {
            generation.ToTable("gold_pokemon_generations");
            generation.HasKey(g => g.Generation);
            generation.Property(g => g.Generation).ValueGeneratedNever();
            generation.Property(g => g.Name).HasMaxLength(40);
            generation.Property(g => g.Region).HasMaxLength(40);
        });
        model.Entity<Lot>(lot =>
        {
            lot.ToTable("gold_user_collections");
            // Whoever reads lots reads those of one user.
            lot.HasKey(l => new { l.UserId, l.Id });
            lot.Property(l => l.UserId).HasMaxLength(Owner.IdLength);
            lot.Property(l => l.CardId).HasMaxLength(FieldLimits.Id);
            lot.Property(l => l.List).HasMaxLength(20);
            lot.Property(l => l.Finish).HasMaxLength(FieldLimits.Finish);
            lot.Property(l => l.Condition).HasMaxLength(20);
            lot.Property(l => l.Language).HasMaxLength(20);
            lot.Property(l => l.GradeCompany).HasMaxLength(LotLimits.GradeCompany);
            lot.Property(l => l.Grade).HasMaxLength(LotLimits.Grade);
            lot.Property(l => l.Certificate).HasMaxLength(LotLimits.Certificate);
            lot.Property(l => l.Location).HasMaxLength(LotLimits.Location);
            lot.Property(l => l.Notes).HasMaxLength(LotLimits.Notes);
            lot.Property(l => l.PricePaid).HasPrecision(18, 4);
            lot.Property(l => l.Currency).HasMaxLength(3);
            lot.Property(l => l.Source).HasMaxLength(LotLimits.Source);
            lot.Property(l => l.MovedFrom).HasMaxLength(FieldLimits.Id);
            // By which lots are found whose card became another.
            lot.HasIndex(l => l.CardId, "ix_gold_user_collections_card");
        });
        model.Entity<CollectionImport>(import =>
        {
            import.ToTable("gold_imports");
            import.HasKey(i => i.Id);
            import.Property(i => i.UserId).HasMaxLength(Owner.IdLength);
            import.Property(i => i.FileName).HasMaxLength(ImportLimits.FileName);
            import.Property(i => i.Sha256).HasMaxLength(64);
            import.Property(i => i.Format).HasMaxLength(20);
            import.Property(i => i.Currency).HasMaxLength(3);
            import.HasIndex(i => new { i.UserId, i.Sha256 }, "ux_gold_imports_file").IsUnique();
        });
        model.Entity<CollectionImportRow>(row =>
        {
            row.ToTable("gold_import_rows");
            row.HasKey(r => new { r.ImportId, r.Row });
            row.Property(r => r.Outcome).HasMaxLength(20);
            row.Property(r => r.Effect).HasMaxLength(20);
            row.Property(r => r.CardId).HasMaxLength(FieldLimits.Id);
        });
    }
}

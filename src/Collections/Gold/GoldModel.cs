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
            user.HasIndex(u => new { u.Issuer, u.Subject }, "ux_gold_users_subject").IsUnique();
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
    }
}

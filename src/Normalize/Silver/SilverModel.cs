using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PokedexTop.Catalogue;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>The silver tables. Stages below map them read-only, without migrations.</summary>
internal static class SilverModel
{
    private const int IdLength = 200;

    /// <param name="model">The model to map them in.</param>
    /// <param name="provider">The database: JSON columns are <c>jsonb</c> on PostgreSQL and text elsewhere.</param>
    /// <param name="owned">Whether this model's migrations create the tables: true in Normalize only.</param>
    public static void Map(ModelBuilder model, DatabaseProvider provider, bool owned)
    {
        var json = provider == DatabaseProvider.PostgreSql ? "jsonb" : null;
        model.Entity<SilverSet>(set =>
        {
            Table(set, "silver_tcg_sets", owned);
            set.HasKey(s => s.SetId);
            set.Property(s => s.SetId).HasMaxLength(IdLength);
            set.Property(s => s.ContentHash).HasMaxLength(64);
            set.ComplexProperty(s => s.Legalities, Legalities);
            set.Property(s => s.Game).HasMaxLength(20).HasDefaultValue(Games.Tcg);
            set.Property(s => s.MergedInto).HasMaxLength(IdLength);
            Json(set.Property(s => s.Extra), json);
            Json(set.Property(s => s.GivenBy), json);
        });
        model.Entity<SilverCard>(card => MapCard(card, json, owned));
        model.Entity<CardIdentity>(identity =>
        {
            Table(identity, "silver_card_identities", owned);
            identity.HasKey(i => new { i.Feed, i.FeedCardId });
            identity.Property(i => i.Feed).HasMaxLength(40);
            identity.Property(i => i.FeedCardId).HasMaxLength(IdLength);
            identity.Property(i => i.CardId).HasMaxLength(IdLength);
            identity.Property(i => i.MatchedBy).HasMaxLength(40);
            identity.Property(i => i.Confidence).HasMaxLength(20);
            identity.Property(i => i.CandidateId).HasMaxLength(IdLength);
            identity.HasIndex(i => i.CandidateId, "ix_silver_card_identities_candidate");
            identity.Property(i => i.Outcome).HasMaxLength(20);
            identity.HasIndex(i => i.CardId, "ix_silver_card_identities_card");
            // The backlog is answered from this index alone.
            identity.HasIndex(i => new { i.Feed, i.FeedCardId, i.BronzeId, i.NormalizerVersion }, "ix_silver_card_identities_backlog");
            identity.HasIndex(i => new { i.Outcome, i.NextAttemptAt }, "ix_silver_card_identities_outcome");
        });
        model.Entity<SetIdentity>(identity =>
        {
            Table(identity, "silver_set_identities", owned);
            identity.HasKey(i => new { i.Feed, i.FeedSetId });
            identity.Property(i => i.AppliedMembers).HasMaxLength(64);
            identity.Property(i => i.Feed).HasMaxLength(40);
            identity.Property(i => i.FeedSetId).HasMaxLength(IdLength);
            identity.Property(i => i.SetId).HasMaxLength(IdLength);
            identity.Property(i => i.Outcome).HasMaxLength(20);
        });
        model.Entity<SilverSpecies>(species =>
        {
            Table(species, "silver_pokemon_master", owned);
            species.HasKey(s => s.PokedexNumber);
            species.Property(s => s.PokedexNumber).ValueGeneratedNever();
            species.HasIndex(s => s.Generation, "ix_silver_pokemon_master_generation");
        });
        model.Entity<CardPokemon>(link =>
        {
            Table(link, "silver_tcg_card_pokemon", owned);
            link.HasKey(l => new { l.CardId, l.Position });
            link.Property(l => l.CardId).HasMaxLength(IdLength);
            link.Property(l => l.MatchedBy).HasMaxLength(40);
            link.HasOne<SilverCard>().WithMany().HasForeignKey(l => l.CardId).OnDelete(DeleteBehavior.Cascade);
            link.HasOne<SilverSpecies>().WithMany().HasForeignKey(l => l.PokedexNumber).OnDelete(DeleteBehavior.Restrict);
            link.HasIndex(l => new { l.PokedexNumber, l.CardId }, "ix_silver_tcg_card_pokemon_species");
        });
        model.Entity<SilverRarity>(rarity =>
        {
            Table(rarity, "silver_rarities", owned);
            rarity.HasKey(r => r.Rarity);
            rarity.Property(r => r.Rarity).HasMaxLength(IdLength);
        });
        model.Entity<CardPrice>(price =>
        {
            Table(price, "silver_card_prices", owned);
            price.HasKey(p => new { p.CardId, p.Market, p.Finish, p.ObservedOn });
            price.Property(p => p.CardId).HasMaxLength(IdLength);
            price.Property(p => p.Market).HasMaxLength(40);
            price.Property(p => p.Finish).HasMaxLength(FieldLimits.Finish);
            price.Property(p => p.Currency).HasMaxLength(3);
            foreach (var amount in typeof(CardPrice).GetProperties().Where(p => p.PropertyType == typeof(decimal?)))
                price.Property<decimal?>(amount.Name).HasPrecision(18, 4);
            Json(price.Property(p => p.Extra), json);
        });
        model.Entity<CardFinish>(finish =>
        {
            Table(finish, "silver_card_finishes", owned);
            finish.HasKey(f => new { f.CardId, f.Source, f.Position });
            finish.Property(f => f.CardId).HasMaxLength(IdLength);
            finish.Property(f => f.Source).HasMaxLength(40);
            foreach (var word in new[] { nameof(CardFinish.Finish), nameof(CardFinish.Subtype), nameof(CardFinish.Foil), nameof(CardFinish.Size), nameof(CardFinish.VariantId) })
                finish.Property<string?>(word).HasMaxLength(FieldLimits.Name);
            finish.Property(f => f.Language).HasMaxLength(20);
            var stamps = finish.PrimitiveCollection(f => f.Stamps);
            if (json is not null)
                stamps.HasColumnType(json);
        });
        model.Entity<CardText>(text =>
        {
            Table(text, "silver_card_texts", owned);
            text.HasKey(t => new { t.CardId, t.Language });
            text.Property(t => t.CardId).HasMaxLength(IdLength);
            text.Property(t => t.Language).HasMaxLength(20);
            text.HasIndex(t => t.Name, "ix_silver_card_texts_name");
            text.Property(t => t.Name).HasMaxLength(FieldLimits.Name);
            foreach (var list in new[] { nameof(CardText.Types), nameof(CardText.Rules), nameof(CardText.Abilities), nameof(CardText.Attacks) })
                Json(text.Property<string?>(list), json);
        });
        model.Entity<PriceMark>(mark =>
        {
            Table(mark, "silver_price_marks", owned);
            mark.HasKey(m => m.Feed);
            mark.Property(m => m.Feed).HasMaxLength(40);
        });
        MapFindings(model, json, owned);
    }

    private static void MapCard(EntityTypeBuilder<SilverCard> card, string? json, bool owned)
    {
        Table(card, "silver_tcg_cards", owned);
        card.HasKey(c => c.CardId);
        card.Property(c => c.CardId).HasMaxLength(IdLength);
        card.Property(c => c.SetId).HasMaxLength(IdLength);
        card.Property(c => c.NumberSort).HasMaxLength(IdLength);
        card.Property(c => c.ContentHash).HasMaxLength(64);
        card.Property(c => c.MergedInto).HasMaxLength(IdLength);
        card.HasOne<SilverSet>().WithMany().HasForeignKey(c => c.SetId).OnDelete(DeleteBehavior.Restrict);
        card.HasIndex(c => new { c.SetId, c.NumberSort }, "ix_silver_tcg_cards_set");
        card.HasIndex(c => c.BronzeId, "ix_silver_tcg_cards_bronze");
        foreach (var list in new[] { nameof(SilverCard.Subtypes), nameof(SilverCard.Types), nameof(SilverCard.EvolvesTo), nameof(SilverCard.Rules), nameof(SilverCard.RetreatCost) })
        {
            var property = card.PrimitiveCollection<List<string>?>(list);
            if (json is not null)
                property.HasColumnType(json);
        }
        card.ComplexCollection(c => c.Abilities, part =>
        {
            part.ToJson();
            part.Property(a => a.Name).HasJsonPropertyName("name");
            part.Property(a => a.Text).HasJsonPropertyName("text");
            part.Property(a => a.Type).HasJsonPropertyName("type");
        });
        card.ComplexCollection(c => c.Attacks, part =>
        {
            part.ToJson();
            part.Property(a => a.Name).HasJsonPropertyName("name");
            part.PrimitiveCollection(a => a.Cost).HasJsonPropertyName("cost");
            part.Property(a => a.ConvertedEnergyCost).HasJsonPropertyName("convertedEnergyCost");
            part.Property(a => a.Damage).HasJsonPropertyName("damage");
            part.Property(a => a.Text).HasJsonPropertyName("text");
        });
        card.ComplexCollection(c => c.Weaknesses, TypeModifier);
        card.ComplexCollection(c => c.Resistances, TypeModifier);
        card.ComplexProperty(c => c.AncientTrait, part =>
        {
            part.ToJson();
            part.Property(a => a.Name).HasJsonPropertyName("name");
            part.Property(a => a.Text).HasJsonPropertyName("text");
        });
        card.ComplexProperty(c => c.Legalities, Legalities);
        Json(card.Property(c => c.Extra), json);
        Json(card.Property(c => c.GivenBy), json);
    }

    private static void MapFindings(ModelBuilder model, string? json, bool owned)
    {
        model.Entity<Reject>(reject =>
        {
            Table(reject, "silver_rejects", owned);
            reject.HasKey(r => r.Id);
            reject.Property(r => r.Id).ValueGeneratedNever();
            reject.Property(r => r.Layer).HasMaxLength(20);
            reject.Property(r => r.Key).HasMaxLength(300);
            reject.HasIndex(r => new { r.Layer, r.Key }, "ux_silver_rejects_key").IsUnique();
        });
        model.Entity<QualityIssue>(issue =>
        {
            Table(issue, "silver_quality_issues", owned);
            issue.HasKey(i => i.Id);
            issue.Property(i => i.Id).ValueGeneratedNever();
            issue.Property(i => i.CardId).HasMaxLength(IdLength);
            issue.Property(i => i.SetId).HasMaxLength(IdLength);
            issue.Property(i => i.Rule).HasMaxLength(60);
            issue.Property(i => i.Severity).HasMaxLength(20);
            issue.HasIndex(i => i.CardId, "ix_silver_quality_issues_card");
            issue.HasIndex(i => i.SetId, "ix_silver_quality_issues_set");
            issue.HasIndex(i => i.Rule, "ix_silver_quality_issues_rule");
        });
        model.Entity<SilverDrift>(drift =>
        {
            Table(drift, "silver_schema_drift", owned);
            drift.HasKey(d => new { d.Path, d.Kind });
            drift.Property(d => d.Path).HasMaxLength(400);
            drift.Property(d => d.Kind).HasMaxLength(40);
        });
        model.Entity<CardChange>(change =>
        {
            Table(change, "silver_changes", owned);
            change.HasKey(c => c.Id);
            change.Property(c => c.Id).ValueGeneratedNever();
            change.Property(c => c.CardId).HasMaxLength(IdLength);
            change.Property(c => c.Kind).HasMaxLength(20);
            Json(change.Property(c => c.Fields), json);
            change.HasIndex(c => new { c.CardId, c.Id }, "ix_silver_changes_card");
            change.HasIndex(c => new { c.SyncId, c.Kind }, "ix_silver_changes_sync");
        });
    }

    private static void TypeModifier(ComplexCollectionBuilder<CardTypeModifier> part)
    {
        part.ToJson();
        part.Property(m => m.Type).HasJsonPropertyName("type");
        part.Property(m => m.Value).HasJsonPropertyName("value");
    }

    private static void Legalities(ComplexPropertyBuilder<CardLegalities> part)
    {
        part.ToJson();
        part.Property(l => l.Unlimited).HasJsonPropertyName("unlimited");
        part.Property(l => l.Standard).HasJsonPropertyName("standard");
        part.Property(l => l.Expanded).HasJsonPropertyName("expanded");
    }

    private static void Json(PropertyBuilder<string?> property, string? columnType)
    {
        if (columnType is not null)
            property.HasColumnType(columnType);
    }

    private static void Table<T>(EntityTypeBuilder<T> entity, string name, bool owned) where T : class =>
        entity.ToTable(name, table =>
        {
            if (!owned)
                table.ExcludeFromMigrations();
        });
}

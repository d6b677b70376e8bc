using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PokedexTop.Ingest.Bronze;

/// <summary>The bronze tables. Stages below map them read-only, without migrations.</summary>
public static class BronzeModel
{
    private const int IdLength = 200;

    /// <param name="model">The model to map them in.</param>
    /// <param name="owned">Whether this model's migrations create the tables: true in Ingest only.</param>
    public static void Map(ModelBuilder model, bool owned)
    {
        model.Entity<SyncRun>(run =>
        {
            Table(run, "bronze_sync_runs", owned);
            run.HasKey(r => r.SyncId);
            run.Property(r => r.Feed).HasMaxLength(40);
            run.Property(r => r.Status).HasMaxLength(20);
            run.Property(r => r.Reason).HasMaxLength(40);
            run.Property(r => r.LeaseOwner).HasMaxLength(IdLength);
            // One fetching run per feed, whoever tries: the database itself says no to a second.
            run.HasIndex(r => r.Feed, "ux_bronze_sync_runs_running").IsUnique().HasFilter("status = 'running'");
            run.HasIndex(r => new { r.Status, r.RequestedAt }, "ix_bronze_sync_runs_status");
        });
        model.Entity<SetFetch>(fetch =>
        {
            Table(fetch, "bronze_set_fetches", owned);
            fetch.HasKey(f => f.Id);
            fetch.Property(f => f.Id).ValueGeneratedNever();
            fetch.Property(f => f.Feed).HasMaxLength(40);
            fetch.Property(f => f.SetId).HasMaxLength(IdLength);
            fetch.Property(f => f.Status).HasMaxLength(20);
            fetch.Property(f => f.MembersHash).HasMaxLength(64);
            fetch.Property(f => f.ContentHash).HasMaxLength(64);
            fetch.HasIndex(f => new { f.SyncId, f.Status, f.Position }, "ix_bronze_set_fetches_sync");
            fetch.HasIndex(f => new { f.Feed, f.SetId, f.Complete, f.Id }, "ix_bronze_set_fetches_set");
        });
        model.Entity<ApiCall>(call =>
        {
            Table(call, "bronze_api_calls", owned);
            call.HasKey(c => c.Id);
            call.Property(c => c.Id).ValueGeneratedNever();
            call.Property(c => c.Source).HasMaxLength(40);
            call.Property(c => c.Outcome).HasMaxLength(20);
            call.HasIndex(c => new { c.Source, c.RequestedAt }, "ix_bronze_api_calls_source");
            call.HasIndex(c => c.SyncId, "ix_bronze_api_calls_sync");
        });
        model.Entity<BronzeCard>(card =>
        {
            Table(card, "bronze_tcg_cards", owned);
            card.HasKey(c => c.Id);
            card.Property(c => c.Id).ValueGeneratedNever();
            card.Property(c => c.Feed).HasMaxLength(40);
            card.Property(c => c.CardId).HasMaxLength(IdLength);
            card.Property(c => c.ContentHash).HasMaxLength(64);
            card.Property(c => c.SetId).HasMaxLength(IdLength);
            card.HasIndex(c => new { c.Feed, c.CardId, c.Version }, "ux_bronze_tcg_cards_version").IsUnique().IsDescending(false, false, true);
            // A sync's progress is asked for many times a second: answered from the index, never from the rows with payloads.
            card.HasIndex(c => new { c.SyncId, c.Feed, c.CardId, c.Id, c.Version }, "ix_bronze_tcg_cards_sync");
        });
        model.Entity<BronzeSet>(set =>
        {
            Table(set, "bronze_tcg_sets", owned);
            set.HasKey(s => s.Id);
            set.Property(s => s.Id).ValueGeneratedNever();
            set.Property(s => s.Feed).HasMaxLength(40);
            set.Property(s => s.SetId).HasMaxLength(IdLength);
            set.Property(s => s.ContentHash).HasMaxLength(64);
            set.HasIndex(s => new { s.Feed, s.SetId, s.Version }, "ux_bronze_tcg_sets_version").IsUnique().IsDescending(false, false, true);
        });
        model.Entity<BronzeSpecies>(species =>
        {
            Table(species, "bronze_pokemon_species", owned);
            species.HasKey(s => s.Id);
            species.Property(s => s.Id).ValueGeneratedNever();
            species.Property(s => s.ContentHash).HasMaxLength(64);
            species.HasIndex(s => new { s.PokedexNumber, s.Version }, "ux_bronze_pokemon_species_version").IsUnique().IsDescending(false, true);
        });
        model.Entity<BronzeReject>(reject =>
        {
            Table(reject, "bronze_rejects", owned);
            reject.HasKey(r => r.Id);
            reject.Property(r => r.Id).ValueGeneratedNever();
            reject.HasIndex(r => r.SyncId, "ix_bronze_rejects_sync");
        });
        model.Entity<BronzePrice>(price =>
        {
            Table(price, "bronze_tcg_prices", owned);
            price.HasKey(p => p.Id);
            price.Property(p => p.Id).ValueGeneratedNever();
            price.Property(p => p.Feed).HasMaxLength(40);
            price.Property(p => p.CardId).HasMaxLength(IdLength);
            price.Property(p => p.Market).HasMaxLength(40);
            price.Property(p => p.ContentHash).HasMaxLength(64);
            price.HasIndex(p => new { p.Feed, p.CardId, p.Market, p.Id }, "ix_bronze_tcg_prices_card").IsDescending(false, false, false, true);
        });
    }

    private static void Table<T>(EntityTypeBuilder<T> entity, string name, bool owned) where T : class =>
        entity.ToTable(name, table =>
        {
            if (!owned)
                table.ExcludeFromMigrations();
        });
}

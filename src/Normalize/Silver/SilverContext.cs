using Microsoft.EntityFrameworkCore;
using PokedexTop.Catalogue;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Normalize.Silver;

/// <summary>The layer Normalize writes, and bronze below it, read-only. Internal, so that no other stage can write it.</summary>
internal abstract class SilverContext(DbContextOptions options, DatabaseProvider provider) : DbContext(options)
{
    public const string MigrationsHistoryTable = "__ef_migrations_silver";

    public DbSet<SilverCard> Cards => Set<SilverCard>();

    public DbSet<SilverSet> Sets => Set<SilverSet>();

    public DbSet<CardIdentity> CardIdentities => Set<CardIdentity>();

    public DbSet<SetIdentity> SetIdentities => Set<SetIdentity>();

    public DbSet<CardPokemon> CardPokemon => Set<CardPokemon>();

    public DbSet<SilverSpecies> Species => Set<SilverSpecies>();

    public DbSet<SilverRarity> Rarities => Set<SilverRarity>();

    public DbSet<CardPrice> Prices => Set<CardPrice>();

    public DbSet<CardFinish> Finishes => Set<CardFinish>();

    public DbSet<CardText> Texts => Set<CardText>();

    public DbSet<PriceMark> PriceMarks => Set<PriceMark>();

    public DbSet<Reject> Rejects => Set<Reject>();

    public DbSet<QualityIssue> QualityIssues => Set<QualityIssue>();

    public DbSet<SilverDrift> SchemaDrift => Set<SilverDrift>();

    public DbSet<CardChange> Changes => Set<CardChange>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        BronzeModel.Map(modelBuilder, owned: false);
        SilverModel.Map(modelBuilder, provider, owned: true);
        ModelConventions.Apply(modelBuilder, provider);
    }
}

internal sealed class SqliteSilverContext(DbContextOptions<SilverContext> options) : SilverContext(options, DatabaseProvider.Sqlite);

internal sealed class PostgreSqlSilverContext(DbContextOptions<SilverContext> options) : SilverContext(options, DatabaseProvider.PostgreSql);

internal sealed class SqlServerSilverContext(DbContextOptions<SilverContext> options) : SilverContext(options, DatabaseProvider.SqlServer);

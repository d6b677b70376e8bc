using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Collections.Gold;

/// <summary>The layer Collections writes. Internal, so that no other stage can write it; silver is read by plain SQL.</summary>
internal abstract class GoldContext(DbContextOptions options, DatabaseProvider provider) : DbContext(options)
{
    public const string MigrationsHistoryTable = "__ef_migrations_gold";

    public DbSet<Owner> Users => Set<Owner>();

    public DbSet<Lot> Lots => Set<Lot>();

    public DbSet<ApiToken> Tokens => Set<ApiToken>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<SessionKey> SessionKeys => Set<SessionKey>();

    public DbSet<CollectionImport> Imports => Set<CollectionImport>();

    public DbSet<CollectionImportRow> ImportRows => Set<CollectionImportRow>();

    public DbSet<GenerationRow> Generations => Set<GenerationRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        GoldModel.Map(modelBuilder);
        ModelConventions.Apply(modelBuilder, provider);
    }
}

internal sealed class SqliteGoldContext(DbContextOptions<GoldContext> options) : GoldContext(options, DatabaseProvider.Sqlite);

internal sealed class PostgreSqlGoldContext(DbContextOptions<GoldContext> options) : GoldContext(options, DatabaseProvider.PostgreSql);

internal sealed class SqlServerGoldContext(DbContextOptions<GoldContext> options) : GoldContext(options, DatabaseProvider.SqlServer);

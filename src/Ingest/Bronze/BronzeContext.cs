using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Ingest.Bronze;

/// <summary>The layer Ingest writes. Internal, so that no other stage can.</summary>
internal abstract class BronzeContext(DbContextOptions options, DatabaseProvider provider) : DbContext(options)
{
    public const string MigrationsHistoryTable = "__ef_migrations_bronze";

    public DbSet<SyncRun> SyncRuns => Set<SyncRun>();

    public DbSet<SetFetch> SetFetches => Set<SetFetch>();

    public DbSet<ApiCall> ApiCalls => Set<ApiCall>();

    public DbSet<BronzeCard> Cards => Set<BronzeCard>();

    public DbSet<BronzeSet> Sets => Set<BronzeSet>();

    public DbSet<BronzeSpecies> Species => Set<BronzeSpecies>();

    public DbSet<BronzeReject> Rejects => Set<BronzeReject>();

    public DbSet<BronzePrice> Prices => Set<BronzePrice>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        BronzeModel.Map(modelBuilder, owned: true);
        ModelConventions.Apply(modelBuilder, provider);
    }
}

internal sealed class SqliteBronzeContext(DbContextOptions<BronzeContext> options) : BronzeContext(options, DatabaseProvider.Sqlite);

internal sealed class PostgreSqlBronzeContext(DbContextOptions<BronzeContext> options) : BronzeContext(options, DatabaseProvider.PostgreSql);

internal sealed class SqlServerBronzeContext(DbContextOptions<BronzeContext> options) : BronzeContext(options, DatabaseProvider.SqlServer);

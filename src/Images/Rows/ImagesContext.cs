using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Images.Rows;

/// <summary>The layer Images writes. Internal, so that no other stage can write it; silver is read by plain SQL.</summary>
internal abstract class ImagesContext(DbContextOptions options, DatabaseProvider provider) : DbContext(options)
{
    public const string MigrationsHistoryTable = "__ef_migrations_images";

    public DbSet<CardImage> CardImages => Set<CardImage>();

    public DbSet<SetImage> SetImages => Set<SetImage>();

    public DbSet<ImageIssue> ImageIssues => Set<ImageIssue>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ImagesModel.Map(modelBuilder, owned: true);
        ModelConventions.Apply(modelBuilder, provider);
    }
}

internal sealed class SqliteImagesContext(DbContextOptions<ImagesContext> options) : ImagesContext(options, DatabaseProvider.Sqlite);

internal sealed class PostgreSqlImagesContext(DbContextOptions<ImagesContext> options) : ImagesContext(options, DatabaseProvider.PostgreSql);

internal sealed class SqlServerImagesContext(DbContextOptions<ImagesContext> options) : ImagesContext(options, DatabaseProvider.SqlServer);

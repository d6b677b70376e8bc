using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Images.Rows;

/// <summary>Makes contexts of the images layer for the configured database; the three types differ only in their migrations.</summary>
internal sealed class ImagesContextFactory(SqlDatabase database)
{
    /// <summary>
    /// The ids of the layer's migrations by database, oldest first. Looking for them among the assembly's types, as other
    /// layers do, would load libvips and the S3 client into a sync that has nothing to do with images; a test compares.
    /// </summary>
    public static IReadOnlyDictionary<DatabaseProvider, IReadOnlyList<string>> KnownMigrations { get; } = new Dictionary<DatabaseProvider, IReadOnlyList<string>>
    {
        [DatabaseProvider.Sqlite] = ["20261124190228_Initial", "20261128054705_ImageIssues"],
        [DatabaseProvider.PostgreSql] = ["20261124190258_Initial", "20261128054723_ImageIssues"],
        [DatabaseProvider.SqlServer] = ["20261124190323_Initial", "20261128054738_ImageIssues"],
    };

    public ImagesContext Create() => database.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteImagesContext(Options<SqliteImagesContext>()),
        DatabaseProvider.PostgreSql => new PostgreSqlImagesContext(Options<PostgreSqlImagesContext>()),
        _ => new SqlServerImagesContext(Options<SqlServerImagesContext>()),
    };

    public LayerMigrations Migrations => new(database, ImageTables.Layer, database.Provider switch
    {
        DatabaseProvider.Sqlite => typeof(SqliteImagesContext),
        DatabaseProvider.PostgreSql => typeof(PostgreSqlImagesContext),
        _ => typeof(SqlServerImagesContext),
    }, ImagesContext.MigrationsHistoryTable, Create, KnownMigrations[database.Provider]);

    private DbContextOptions<T> Options<T>() where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        database.Configure(options, ImagesContext.MigrationsHistoryTable);
        options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return options.Options;
    }
}

// dotnet ef makes contexts through these; the connection strings are never opened.
internal sealed class SqliteImagesDesign : IDesignTimeDbContextFactory<SqliteImagesContext>
{
    public SqliteImagesContext CreateDbContext(string[] args) =>
        (SqliteImagesContext)new ImagesContextFactory(SqlDatabase.Create(DatabaseProvider.Sqlite, "Data Source=design.db")).Create();
}

internal sealed class PostgreSqlImagesDesign : IDesignTimeDbContextFactory<PostgreSqlImagesContext>
{
    public PostgreSqlImagesContext CreateDbContext(string[] args) =>
        (PostgreSqlImagesContext)new ImagesContextFactory(SqlDatabase.Create(DatabaseProvider.PostgreSql, "Host=design")).Create();
}

internal sealed class SqlServerImagesDesign : IDesignTimeDbContextFactory<SqlServerImagesContext>
{
    public SqlServerImagesContext CreateDbContext(string[] args) =>
        (SqlServerImagesContext)new ImagesContextFactory(SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=design")).Create();
}

using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Images.Rows;

internal sealed class ImagesContextFactory(SqlDatabase database) : LayerContextFactory<ImagesContext>(database, ImageTables.Layer, ImagesContext.MigrationsHistoryTable, database.Provider switch
{
    DatabaseProvider.Sqlite => typeof(SqliteImagesContext),
    DatabaseProvider.PostgreSql => typeof(PostgreSqlImagesContext),
    _ => typeof(SqlServerImagesContext),
}, KnownMigrations[database.Provider])
{
    /// <summary>
    /// The ids of the layer's migrations by database, oldest first. Looking for them among the assembly's types, as other
    /// layers do, would load libvips and the S3 client into a sync that has nothing to do with images; a test compares.
    /// </summary>
    public static IReadOnlyDictionary<DatabaseProvider, IReadOnlyList<string>> KnownMigrations { get; } = new Dictionary<DatabaseProvider, IReadOnlyList<string>>
    {
        [DatabaseProvider.Sqlite] = ["20261124190228_Initial", "20261128054705_ImageIssues"],
        [DatabaseProvider.PostgreSql] = ["20261124190258_Initial", "20261128054723_ImageIssues"],
        [DatabaseProvider.SqlServer] = ["20261124190323_Initial", "20261128054738_ImageIssues", "20261128115049_OneCollation"],
    };
}

internal sealed class SqliteImagesDesign() : DesignTimeFactory<SqliteImagesContext>(DatabaseProvider.Sqlite, database => new ImagesContextFactory(database).Create());

internal sealed class PostgreSqlImagesDesign() : DesignTimeFactory<PostgreSqlImagesContext>(DatabaseProvider.PostgreSql, database => new ImagesContextFactory(database).Create());

internal sealed class SqlServerImagesDesign() : DesignTimeFactory<SqlServerImagesContext>(DatabaseProvider.SqlServer, database => new ImagesContextFactory(database).Create());

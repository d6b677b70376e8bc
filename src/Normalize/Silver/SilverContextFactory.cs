using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

internal sealed class SilverContextFactory(SqlDatabase database) : LayerContextFactory<SilverContext>(database, "silver", SilverContext.MigrationsHistoryTable, database.Provider switch
{
    DatabaseProvider.Sqlite => typeof(SqliteSilverContext),
    DatabaseProvider.PostgreSql => typeof(PostgreSqlSilverContext),
    _ => typeof(SqlServerSilverContext),
});

internal sealed class SqliteSilverDesign() : DesignTimeFactory<SqliteSilverContext>(DatabaseProvider.Sqlite, database => new SilverContextFactory(database).Create());

internal sealed class PostgreSqlSilverDesign() : DesignTimeFactory<PostgreSqlSilverContext>(DatabaseProvider.PostgreSql, database => new SilverContextFactory(database).Create());

internal sealed class SqlServerSilverDesign() : DesignTimeFactory<SqlServerSilverContext>(DatabaseProvider.SqlServer, database => new SilverContextFactory(database).Create());

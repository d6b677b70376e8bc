using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Collections.Gold;

internal sealed class GoldContextFactory(SqlDatabase database) : LayerContextFactory<GoldContext>(database, GoldTables.Layer, GoldContext.MigrationsHistoryTable, database.Provider switch
{
    DatabaseProvider.Sqlite => typeof(SqliteGoldContext),
    DatabaseProvider.PostgreSql => typeof(PostgreSqlGoldContext),
    _ => typeof(SqlServerGoldContext),
});

internal sealed class SqliteGoldDesign() : DesignTimeFactory<SqliteGoldContext>(DatabaseProvider.Sqlite, database => new GoldContextFactory(database).Create());

internal sealed class PostgreSqlGoldDesign() : DesignTimeFactory<PostgreSqlGoldContext>(DatabaseProvider.PostgreSql, database => new GoldContextFactory(database).Create());

internal sealed class SqlServerGoldDesign() : DesignTimeFactory<SqlServerGoldContext>(DatabaseProvider.SqlServer, database => new GoldContextFactory(database).Create());

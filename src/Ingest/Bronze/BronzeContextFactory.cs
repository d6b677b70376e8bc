using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Ingest.Bronze;

internal sealed class BronzeContextFactory(SqlDatabase database) : LayerContextFactory<BronzeContext>(database, "bronze", BronzeContext.MigrationsHistoryTable, database.Provider switch
{
    DatabaseProvider.Sqlite => typeof(SqliteBronzeContext),
    DatabaseProvider.PostgreSql => typeof(PostgreSqlBronzeContext),
    _ => typeof(SqlServerBronzeContext),
});

internal sealed class SqliteBronzeDesign() : DesignTimeFactory<SqliteBronzeContext>(DatabaseProvider.Sqlite, database => new BronzeContextFactory(database).Create());

internal sealed class PostgreSqlBronzeDesign() : DesignTimeFactory<PostgreSqlBronzeContext>(DatabaseProvider.PostgreSql, database => new BronzeContextFactory(database).Create());

internal sealed class SqlServerBronzeDesign() : DesignTimeFactory<SqlServerBronzeContext>(DatabaseProvider.SqlServer, database => new BronzeContextFactory(database).Create());

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Ingest.Bronze;

/// <summary>Makes bronze contexts for the configured database; the three types differ only in their migrations.</summary>
internal sealed class BronzeContextFactory(SqlDatabase database)
{
    public BronzeContext Create() => database.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteBronzeContext(Options<SqliteBronzeContext>()),
        DatabaseProvider.PostgreSql => new PostgreSqlBronzeContext(Options<PostgreSqlBronzeContext>()),
        _ => new SqlServerBronzeContext(Options<SqlServerBronzeContext>()),
    };

    public LayerMigrations Migrations => new(database, "bronze", database.Provider switch
    {
        DatabaseProvider.Sqlite => typeof(SqliteBronzeContext),
        DatabaseProvider.PostgreSql => typeof(PostgreSqlBronzeContext),
        _ => typeof(SqlServerBronzeContext),
    }, BronzeContext.MigrationsHistoryTable, Create);

    private DbContextOptions<T> Options<T>() where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        database.Configure(options, BronzeContext.MigrationsHistoryTable);
        options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return options.Options;
    }
}

// dotnet ef makes contexts through these; the connection strings are never opened.
internal sealed class SqliteBronzeDesign : IDesignTimeDbContextFactory<SqliteBronzeContext>
{
    public SqliteBronzeContext CreateDbContext(string[] args) =>
        (SqliteBronzeContext)new BronzeContextFactory(SqlDatabase.Create(DatabaseProvider.Sqlite, "Data Source=design.db")).Create();
}

internal sealed class PostgreSqlBronzeDesign : IDesignTimeDbContextFactory<PostgreSqlBronzeContext>
{
    public PostgreSqlBronzeContext CreateDbContext(string[] args) =>
        (PostgreSqlBronzeContext)new BronzeContextFactory(SqlDatabase.Create(DatabaseProvider.PostgreSql, "Host=design")).Create();
}

internal sealed class SqlServerBronzeDesign : IDesignTimeDbContextFactory<SqlServerBronzeContext>
{
    public SqlServerBronzeContext CreateDbContext(string[] args) =>
        (SqlServerBronzeContext)new BronzeContextFactory(SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=design")).Create();
}

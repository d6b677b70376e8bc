using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>Makes silver contexts for the configured database; the three types differ only in their migrations.</summary>
internal sealed class SilverContextFactory(SqlDatabase database)
{
    public SilverContext Create() => database.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteSilverContext(Options<SqliteSilverContext>()),
        DatabaseProvider.PostgreSql => new PostgreSqlSilverContext(Options<PostgreSqlSilverContext>()),
        _ => new SqlServerSilverContext(Options<SqlServerSilverContext>()),
    };

    public LayerMigrations Migrations => new(database, "silver", database.Provider switch
    {
        DatabaseProvider.Sqlite => typeof(SqliteSilverContext),
        DatabaseProvider.PostgreSql => typeof(PostgreSqlSilverContext),
        _ => typeof(SqlServerSilverContext),
    }, SilverContext.MigrationsHistoryTable, Create);

    private DbContextOptions<T> Options<T>() where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        database.Configure(options, SilverContext.MigrationsHistoryTable);
        options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return options.Options;
    }
}

// dotnet ef makes contexts through these; the connection strings are never opened.
internal sealed class SqliteSilverDesign : IDesignTimeDbContextFactory<SqliteSilverContext>
{
    public SqliteSilverContext CreateDbContext(string[] args) =>
        (SqliteSilverContext)new SilverContextFactory(SqlDatabase.Create(DatabaseProvider.Sqlite, "Data Source=design.db")).Create();
}

internal sealed class PostgreSqlSilverDesign : IDesignTimeDbContextFactory<PostgreSqlSilverContext>
{
    public PostgreSqlSilverContext CreateDbContext(string[] args) =>
        (PostgreSqlSilverContext)new SilverContextFactory(SqlDatabase.Create(DatabaseProvider.PostgreSql, "Host=design")).Create();
}

internal sealed class SqlServerSilverDesign : IDesignTimeDbContextFactory<SqlServerSilverContext>
{
    public SqlServerSilverContext CreateDbContext(string[] args) =>
        (SqlServerSilverContext)new SilverContextFactory(SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=design")).Create();
}

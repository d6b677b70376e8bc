using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Schedule.Tables;

/// <summary>
/// The tables of Quartz, which reads and writes them by itself: the model is empty, and the context is there for its
/// migrations. SQLite has none of them, since embedded schedules live in memory.
/// </summary>
internal abstract class ScheduleContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsHistoryTable = "__ef_migrations_schedule";

    /// <summary>What the job store puts before its table names.</summary>
    public const string TablePrefix = "schedule_";

    /// <summary>A script of this folder, for a migration.</summary>
    public static string Script(string name)
    {
        using var reader = new StreamReader(typeof(ScheduleContext).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    public static LayerMigrations Migrations(SqlDatabase database) => new(database, "schedule",
        database.Provider == DatabaseProvider.PostgreSql ? typeof(PostgreSqlScheduleContext) : typeof(SqlServerScheduleContext), MigrationsHistoryTable, () => Create(database));

    private static ScheduleContext Create(SqlDatabase database) => database.Provider == DatabaseProvider.PostgreSql
        ? new PostgreSqlScheduleContext(Options<PostgreSqlScheduleContext>(database))
        : new SqlServerScheduleContext(Options<SqlServerScheduleContext>(database));

    internal static DbContextOptions<T> Options<T>(SqlDatabase database) where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        database.Configure(options, MigrationsHistoryTable);
        return options.Options;
    }
}

internal sealed class PostgreSqlScheduleContext(DbContextOptions<PostgreSqlScheduleContext> options) : ScheduleContext(options);

internal sealed class SqlServerScheduleContext(DbContextOptions<SqlServerScheduleContext> options) : ScheduleContext(options);

// dotnet ef makes contexts through these; the connection strings are never opened.
internal sealed class PostgreSqlScheduleDesign : IDesignTimeDbContextFactory<PostgreSqlScheduleContext>
{
    public PostgreSqlScheduleContext CreateDbContext(string[] args) =>
        new(ScheduleContext.Options<PostgreSqlScheduleContext>(SqlDatabase.Create(DatabaseProvider.PostgreSql, "Host=design")));
}

internal sealed class SqlServerScheduleDesign : IDesignTimeDbContextFactory<SqlServerScheduleContext>
{
    public SqlServerScheduleContext CreateDbContext(string[] args) =>
        new(ScheduleContext.Options<SqlServerScheduleContext>(SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=design")));
}

using Microsoft.EntityFrameworkCore;
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
}

internal sealed class PostgreSqlScheduleContext(DbContextOptions<ScheduleContext> options) : ScheduleContext(options);

internal sealed class SqlServerScheduleContext(DbContextOptions<ScheduleContext> options) : ScheduleContext(options);

internal sealed class ScheduleContextFactory(SqlDatabase database) : LayerContextFactory<ScheduleContext>(
    database, "schedule", ScheduleContext.MigrationsHistoryTable, database.Provider == DatabaseProvider.PostgreSql ? typeof(PostgreSqlScheduleContext) : typeof(SqlServerScheduleContext));

internal sealed class PostgreSqlScheduleDesign() : DesignTimeFactory<PostgreSqlScheduleContext>(DatabaseProvider.PostgreSql, database => new ScheduleContextFactory(database).Create());

internal sealed class SqlServerScheduleDesign() : DesignTimeFactory<SqlServerScheduleContext>(DatabaseProvider.SqlServer, database => new ScheduleContextFactory(database).Create());

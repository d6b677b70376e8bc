using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PokedexTop.Configuration;

namespace PokedexTop.Data;

/// <summary>Makes a layer's contexts for the configured database; their three types differ only in their migrations.</summary>
/// <param name="database">The configured database.</param>
/// <param name="layer">bronze, silver, images or gold.</param>
/// <param name="historyTable">The layer's own migrations history.</param>
/// <param name="type">The provider's context, whose constructor takes the options.</param>
/// <param name="known">See <see cref="LayerMigrations"/>.</param>
public abstract class LayerContextFactory<T>(SqlDatabase database, string layer, string historyTable, Type type, IReadOnlyList<string>? known = null)
    where T : DbContext
{
    public LayerMigrations Migrations => new(database, layer, type, historyTable, Create, known);

    public T Create()
    {
        var options = new DbContextOptionsBuilder<T>();
        database.Configure(options, historyTable);
        options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return (T)Activator.CreateInstance(type, options.Options)!;
    }
}

/// <summary>How <c>dotnet ef</c> makes a provider's context; the database is never opened.</summary>
public abstract class DesignTimeFactory<T>(DatabaseProvider provider, Func<SqlDatabase, DbContext> create) : IDesignTimeDbContextFactory<T>
    where T : DbContext
{
    public T CreateDbContext(string[] args) => (T)create(SqlDatabase.Create(provider, provider switch
    {
        DatabaseProvider.Sqlite => "Data Source=design.db",
        DatabaseProvider.PostgreSql => "Host=design",
        _ => "Server=design",
    }));
}

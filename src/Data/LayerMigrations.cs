using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Faults;

namespace PokedexTop.Data;

/// <summary>One layer's migrations: asked in the layer's order, bronze before silver before gold.</summary>
/// <param name="database">The database to bring up to date.</param>
/// <param name="layer">bronze, silver, images or gold.</param>
/// <param name="contextType">The provider's context, whose migrations are meant.</param>
/// <param name="historyTable">The layer's own migrations history.</param>
/// <param name="create">Makes the context; only called when there is something to apply, since building a model is slow.</param>
/// <param name="known">Its migrations' ids, oldest first, where looking for them among the assembly's types would load too much; null to look.</param>
public sealed class LayerMigrations(SqlDatabase database, string layer, Type contextType, string historyTable, Func<DbContext> create, IReadOnlyList<string>? known = null)
{
    public string Layer { get; } = layer;

    /// <summary>The ids of the migrations this program knows, oldest first.</summary>
    public IReadOnlyList<string> Known { get; } = known ?? [.. InAssembly(contextType)];

    /// <summary>The ids of the layer's migrations for every database; some are of one database alone.</summary>
    public IEnumerable<string> KnownOfEveryDatabase => InAssembly(contextType.Assembly, type => type.BaseType == contextType.BaseType);

    /// <summary>The ids of a context's migrations, oldest first.</summary>
    public static IEnumerable<string> InAssembly(Type contextType) => InAssembly(contextType.Assembly, type => type == contextType);

    // Reading a type's attributes takes some microseconds, and every verb asks: only migrations are asked for theirs.
    private static IEnumerable<string> InAssembly(Assembly assembly, Func<Type, bool> isMeant) => assembly.GetTypes()
        .Where(t => t.IsAssignableTo(typeof(Migration)) && t.GetCustomAttribute<DbContextAttribute>() is { } of && isMeant(of.ContextType))
        .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id)
        .OfType<string>()
        .Order(StringComparer.Ordinal);

    /// <summary>The migrations that are still to be applied.</summary>
    /// <exception cref="ConfigurationException">The database holds a migration this program does not know: it is newer.</exception>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await database.CheckAsync(cancellationToken);
        var applied = await AppliedAsync(cancellationToken);
        if (applied.Except(Known).FirstOrDefault() is { } unknown)
            throw new ConfigurationException(
                $"The database at {database.Location} is newer than this program: its {Layer} tables have the migration '{unknown}', this program's newest is '{Known[^1]}'. Use the newer program.");
        return [.. Known.Except(applied)];
    }

    /// <summary>Creates or upgrades the layer's tables.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await ForgetAbandonedLockAsync(cancellationToken);
        CrashPoint.Hit($"{Layer}-tables", "applying");
        if (!await TryCreateFromScriptAsync(cancellationToken))
        {
            await using var context = create();
            // One that rewrites a large table takes as long as that takes.
            if (database.Provider != DatabaseProvider.Sqlite)
                context.Database.SetCommandTimeout(TimeSpan.FromHours(6));
            await context.Database.MigrateAsync(cancellationToken);
        }
        CrashPoint.Hit($"{Layer}-tables", "applied");
    }

    /// <summary>
    /// An empty SQLite file gets its tables from the script EF wrote for these very migrations (a test compares them), since
    /// building EF's model would take most of a first start's time.
    /// </summary>
    private async Task<bool> TryCreateFromScriptAsync(CancellationToken cancellationToken)
    {
        if (database.Provider != DatabaseProvider.Sqlite || (await AppliedAsync(cancellationToken)).Count > 0)
            return false;
        await using var script = contextType.Assembly.GetManifestResourceStream(ScriptResource(Layer));
        if (script is null)
            return false;
        using var reader = new StreamReader(script);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(await reader.ReadToEndAsync(cancellationToken));
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            // The script begins its own transaction, and a pooled connection would keep it open for whoever comes next.
            SqliteConnection.ClearPool((SqliteConnection)connection);
            throw;
        }
        return true;
    }

    /// <summary>The name of the resource that holds a layer's SQLite script.</summary>
    public static string ScriptResource(string layer) => $"{layer}.sqlite.sql";

    private async Task<List<string>> AppliedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var exists = connection.Command(database.Provider switch
        {
            DatabaseProvider.Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table",
            DatabaseProvider.PostgreSql => "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = @table",
            _ => "SELECT COUNT(*) FROM sys.tables WHERE name = @table AND schema_id = SCHEMA_ID()",
        }, ("@table", historyTable));
        if (await exists.CountAsync(cancellationToken) == 0)
            return [];
        var (open, close) = database.Provider == DatabaseProvider.SqlServer ? ("[", "]") : ("\"", "\"");
        await using var ids = connection.Command($"SELECT {open}MigrationId{close} FROM {open}{historyTable}{close}");
        return await ids.ReadAsync(row => row.GetString(0), cancellationToken);
    }

    /// <summary>
    /// A process killed inside a SQLite migration leaves EF's lock row behind and every later start would wait for ever.
    /// The data folder's own lock is held here, so nobody can be migrating now.
    /// </summary>
    private async Task ForgetAbandonedLockAsync(CancellationToken cancellationToken)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            return;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var table = connection.Command("SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'");
        if (await table.CountAsync(cancellationToken) == 0)
            return;
        await using DbCommand delete = connection.Command("DELETE FROM __EFMigrationsLock");
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }
}

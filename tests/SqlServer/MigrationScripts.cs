using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Collections.Gold;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Silver;
using PokedexTop.Schedule.Tables;
using PokedexTop.SqlServer.Tests.Reading;

namespace PokedexTop.SqlServer.Tests;

/// <summary>What <c>migrate</c> runs on a database server, layer by layer.</summary>
internal static class MigrationScripts
{
    /// <summary>Every table as the scripts for SQL Server leave it.</summary>
    /// <param name="until">A migration's name to stop before, in every layer that has it.</param>
    public static SqlCatalog Catalog(string? until = null)
    {
        var catalog = new SqlCatalog();
        foreach (var (_, create) in Layers(SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=none")))
        {
            using var context = create();
            var last = context.Database.GetMigrations().TakeWhile(m => until is null || !m.EndsWith("_" + until, StringComparison.Ordinal)).Last();
            catalog.Apply(context.GetService<IMigrator>().GenerateScript(toMigration: last));
        }
        return catalog;
    }

    /// <summary>A layer's script that brings any earlier state up to date, and an empty database too.</summary>
    public static string Idempotent(Func<DbContext> create)
    {
        using var context = create();
        return context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent).ReplaceLineEndings("\n").TrimStart('\uFEFF');
    }

    /// <summary>In the order in which they are applied.</summary>
    public static IReadOnlyList<(string Layer, Func<DbContext> Create)> Layers(SqlDatabase database) =>
    [
        ("bronze", () => new BronzeContextFactory(database).Create()),
        ("silver", () => new SilverContextFactory(database).Create()),
        ("images", () => new ImagesContextFactory(database).Create()),
        ("gold", () => new GoldContextFactory(database).Create()),
        ("schedule", () => new ScheduleContextFactory(database).Create()),
    ];
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Collections.Gold;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Gold;

public sealed class SqliteScriptTests
{
    /// <summary>After a new migration: run this test with POKEDEXTOP_APPROVE=1 and commit the file it writes.</summary>
    [Fact]
    public void Tables_of_an_empty_sqlite_file_are_those_of_the_migrations()
    {
        using var context = new GoldContextFactory(SqlDatabase.Create(DatabaseProvider.Sqlite, "Data Source=script.db")).Create();
        var script = context.GetService<IMigrator>().GenerateScript().ReplaceLineEndings("\n");
        var file = RepositoryRoot.Combine("src", "Collections", "Gold", "Migrations", "Sqlite", "tables.sql");
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_APPROVE") == "1")
            File.WriteAllText(file, script);
        Assert.Equal(script, File.ReadAllText(file).ReplaceLineEndings("\n"));
        using var resource = new StreamReader(typeof(GoldContext).Assembly.GetManifestResourceStream(LayerMigrations.ScriptResource(GoldTables.Layer))!);
        Assert.Equal(script, resource.ReadToEnd().ReplaceLineEndings("\n"));
    }
}

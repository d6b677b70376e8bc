using Microsoft.Data.Sqlite;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Configuration.Tests;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("sqlite://")]
    [InlineData("sqlite:///")]
    public void A_sqlite_path_is_absolute_with_three_slashes_or_four(string before)
    {
        using var folder = new TemporaryFolder();
        // The folder's own path begins with a slash: with sqlite:// before it there are three.
        var (provider, connection) = DatabaseUrl.Parse($"{before}{folder.Combine("my%20cards.db")}");
        Assert.Equal(DatabaseProvider.Sqlite, provider);
        Assert.Equal(folder.Combine("my cards.db"), new SqliteConnectionStringBuilder(connection).DataSource);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused_even_where_the_working_folder_has_one_of_that_name()
    {
        // A volume that is not mounted yet: the program must not begin anew beside it.
        Directory.CreateDirectory("volume-of-this-test");
        var refused = Assert.Throws<ConfigurationException>(() => DatabaseUrl.Parse("sqlite:///volume-of-this-test/cards.db"));
        Assert.Contains("there is no folder /volume-of-this-test: create it, or mount its volume", refused.Message, StringComparison.Ordinal);
        Directory.Delete("volume-of-this-test");
    }

    [Theory]
    [InlineData("sqlite://cards.db")]
    [InlineData("sqlite:///")]
    [InlineData("sqlite:///tmp/")]
    [InlineData("sqlite:///tmp/cards.db?mode=ro")]
    [InlineData("sqlite://user:secret@/tmp/cards.db")]
    [InlineData("mysql://user:secret@host/cards")]
    [InlineData("postgresql://user:secret@host")]
    [InlineData("postgresql://user:secret@host:99999/cards")]
    [InlineData("secret")]
    public void Anything_else_is_refused_without_telling_a_password(string url)
    {
        var refused = Assert.Throws<ConfigurationException>(() => DatabaseUrl.Parse(url));
        Assert.Contains("DATABASE_URL", refused.Message, StringComparison.Ordinal);
        Assert.Contains("allowed: sqlite:///absolute/path/to/file.db", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Servers_are_read_with_their_logins()
    {
        Assert.Equal((DatabaseProvider.PostgreSql, "Host=db;Port=5432;Database=cards;Username=ash;Password=p@ss"), DatabaseUrl.Parse("postgres://ash:p%40ss@db/cards"));
        Assert.Equal(DatabaseProvider.SqlServer, DatabaseUrl.Parse("mssql://ash:secret@db:1433/cards").Provider);
    }
}

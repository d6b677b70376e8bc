using PokedexTop.SqlServer.Tests.Capture;
using PokedexTop.SqlServer.Tests.Reading;
using PokedexTop.Testing;

namespace PokedexTop.SqlServer.Tests;

/// <summary>That the reading finds each form that would fail, or be slow, on a real server.</summary>
public sealed class StatementReaderTests
{
    private static readonly SqlCatalog s_catalog = new SqlCatalog().Apply(
        """
        CREATE TABLE a (id nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL, name nvarchar(50) NULL, at datetime2 NULL, n int NULL, long_text nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL);
        CREATE TABLE b (id nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL, name nvarchar(50) NULL, at datetime NULL);
        """);

    [Theory]
    [InlineData("SELECT id FROM a WHERE id = name")]
    [InlineData("SELECT a.id FROM a JOIN b ON a.id = b.name")]
    [InlineData("SELECT id FROM a WHERE id IN (SELECT name FROM b)")]
    [InlineData("SELECT id FROM a UNION SELECT name FROM b")]
    [InlineData("SELECT id FROM a UNION ALL SELECT name FROM b")]
    [InlineData("SELECT COUNT(*) FROM a GROUP BY id + name")]
    [InlineData("SELECT id FROM a ORDER BY COALESCE(id, name)")]
    [InlineData("SELECT CASE WHEN n = 1 THEN id ELSE name END FROM a")]
    [InlineData("SELECT id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.name = a.id)")]
    [InlineData("UPDATE a SET n = 1 FROM a JOIN b ON b.name = a.id")]
    [InlineData("DELETE FROM a WHERE id IN (SELECT MAX(name) FROM b)")]
    [InlineData("SELECT id FROM a WHERE id IN (SELECT value FROM OPENJSON(@ids))", "@ids nvarchar(4000)")]
    [InlineData("SELECT id FROM a WHERE id IN (SELECT [i].[value] FROM OPENJSON(@ids) WITH ([value] nvarchar(50) '$') AS [i])", "@ids nvarchar(4000)")]
    public void Two_collations_are_found(string sql, string parameters = "") =>
        Assert.Contains("two collations", Assert.Single(StatementReader.Faults(s_catalog, sql, parameters)), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT id FROM a WHERE at < @at", "@at datetime", "datetime2 and datetime")]
    [InlineData("SELECT a.id FROM a JOIN b ON a.at = b.at", "", "datetime2 and datetime")]
    [InlineData("SELECT id FROM a WHERE id = @n", "@n int", "nvarchar and int")]
    [InlineData("SELECT id FROM a WHERE id = @id", "@id nvarchar(max)", "the column is converted")]
    [InlineData("SELECT id FROM a WHERE n > @n", "@n float", "the column is converted")]
    [InlineData("UPDATE a SET at = @at", "@at datetime", "datetime into datetime2")]
    public void Types_that_differ_are_found(string sql, string parameters, string fault) =>
        Assert.StartsWith(fault, Assert.Single(StatementReader.Faults(s_catalog, sql, parameters)), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT id FROM c", "no such table")]
    [InlineData("SELECT nope FROM a", "no such column")]
    [InlineData("SELECT id FROM a WHERE id = @other", "no such parameter")]
    [InlineData("SELECT id FROM A", "no such table")]
    [InlineData("MERGE a AS t USING b AS s ON t.id = s.id WHEN MATCHED THEN DELETE;", "a MergeStatement is not known here")]
    [InlineData("SELECT SOUNDEX(id) FROM a", "a FunctionCall is not known here")]
    public void Unknown_names_and_forms_are_found(string sql, string fault) =>
        Assert.StartsWith(fault, Assert.Single(StatementReader.Faults(s_catalog, sql)), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT id || name FROM a")]
    [InlineData("SELECT id::nvarchar FROM a")]
    [InlineData("SELECT id FROM a WHERE at < CURRENT_DATE")]
    [InlineData("DECLARE @x json")]
    [InlineData("DECLARE @x vector(3)")]
    public void What_only_a_later_SQL_Server_has_is_found(string sql) => Assert.NotEmpty(TransactSql.Complaints(sql));

    [Theory]
    [InlineData("SELECT id FROM a WHERE id = @id AND at < @at AND n = 1 ORDER BY id OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY", "@id nvarchar(4000), @at datetime2")]
    [InlineData("SELECT id FROM a WHERE id IN (SELECT value COLLATE Latin1_General_100_BIN2 FROM OPENJSON(@ids) WITH (value nvarchar(450) '$'))", "@ids nvarchar(max)")]
    [InlineData("SELECT x.id FROM (SELECT id, 'card' AS kind FROM a UNION ALL SELECT id, 'set' FROM b) x WHERE x.kind = 'card'", "")]
    [InlineData("SELECT id FROM a WHERE name COLLATE Latin1_General_100_BIN2 = id", "")]
    public void What_is_right_is_not_complained_of(string sql, string parameters) => Assert.Empty(StatementReader.Faults(s_catalog, sql, parameters));

    [Fact]
    public void Binding_finds_what_is_not_there() =>
        Assert.Equal(2, BoundModel.Complaints(s_catalog, [new Statement("SELECT id FROM a", ""), new Statement("SELECT nope FROM a", ""), new Statement("SELECT 1 FROM nowhere", "")]).Count);
}
